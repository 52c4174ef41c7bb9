/** SHA-512 of bytes, as 128 hexadecimal digits: profiles may pin imports by it. Source: FIPS 180-4, section 6.4. Some 3 MB a second. */
const MASK = (1n << 64n) - 1n

export function sha512OfBytes(bytes: Uint8Array): string {
  const blocks = new Uint8Array(((bytes.length + 16) >>> 7) * 128 + 128)
  blocks.set(bytes)
  blocks[bytes.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setBigUint64(blocks.length - 8, BigInt(bytes.length) << 3n)
  constants ??= constantsOf(firstPrimes(80))
  const { initial, round } = constants
  const state = [...initial]
  const w = new BigUint64Array(80)
  for (let at = 0; at < blocks.length; at += 128) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getBigUint64(at + i * 8)
    for (let i = 16; i < 80; i += 1) {
      const x = w[i - 15] as bigint
      const y = w[i - 2] as bigint
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n)
      w[i] = ((w[i - 16] as bigint) + s0 + (w[i - 7] as bigint) + s1) & MASK
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let i = 0; i < 80; i += 1) {
      const choice = (e & f) ^ (~e & MASK & g)
      const t1 =
        (h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + choice + (round[i] as bigint) + (w[i] as bigint)) & MASK
      const t2 = ((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & MASK
      h = g
      g = f
      f = e
      e = (d + t1) & MASK
      d = c
      c = b
      b = a
      a = (t1 + t2) & MASK
    }
    const mixed = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i += 1) state[i] = ((state[i] as bigint) + (mixed[i] as bigint)) & MASK
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('')
}

function turn(x: bigint, by: bigint): bigint {
  return ((x >> by) | (x << (64n - by))) & MASK
}

interface Constants {
  readonly initial: readonly bigint[]
  readonly round: readonly bigint[]
}

/** Worked out when first needed: it takes longer than most programs take to load. */
let constants: Constants | undefined

function constantsOf(primes: readonly bigint[]): Constants {
  return { initial: primes.slice(0, 8).map((p) => root(p, 2n)), round: primes.map((p) => root(p, 3n)) }
}

function firstPrimes(count: number): readonly bigint[] {
  const found: bigint[] = []
  for (let n = 2n; found.length < count; n += 1n) if (found.every((p) => n % p !== 0n)) found.push(n)
  return found
}

/** The first 64 bits behind the point of a root. */
function root(p: bigint, degree: bigint): bigint {
  const wanted = p << (64n * degree)
  let low = 0n
  let high = p << 64n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** degree <= wanted) low = middle
    else high = middle - 1n
  }
  return low & MASK
}
