/**
 * SHA-256 of a text in UTF-8, as 64 hexadecimal digits; for seals in rooms that know no platform.
 * Source: FIPS 180-4, section 6.2. Cost: linear; some 50 MB a second, so for documents and not for archives.
 */
export function sha256(text: string): string {
  return sha256OfBytes(utf8(text))
}

export function sha256OfBytes(bytes: Uint8Array): string {
  const blocks = new Uint8Array(((bytes.length + 8) >>> 6) * 64 + 64)
  blocks.set(bytes)
  blocks[bytes.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(blocks.length - 4, (bytes.length << 3) >>> 0)
  constants ??= constantsOf(firstPrimes(64))
  const { initial, round } = constants
  const state = Int32Array.from(initial)
  const words = new Int32Array(64)
  for (let at = 0; at < blocks.length; at += 64) mixBlock(state, words, view, at, round)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function mixBlock(state: Int32Array, w: Int32Array, view: DataView, at: number, round: Int32Array): void {
  for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + i * 4)
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i += 1) {
    const choice = (e & f) ^ (~e & g)
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (round[i] as number) + (w[i] as number)) | 0
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i += 1) state[i] = ((state[i] as number) + (mixed[i] as number)) | 0
}

function turn(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

/** Half a pair of surrogates becomes U+FFFD, as in every encoder of the web. */
function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let n = 0
  for (const character of text) {
    let code = character.codePointAt(0) as number
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd
    if (code < 0x80) {
      out[n++] = code
    } else if (code < 0x800) {
      out[n++] = 0xc0 | (code >>> 6)
      out[n++] = 0x80 | (code & 63)
    } else if (code < 0x10000) {
      out[n++] = 0xe0 | (code >>> 12)
      out[n++] = 0x80 | ((code >>> 6) & 63)
      out[n++] = 0x80 | (code & 63)
    } else {
      out[n++] = 0xf0 | (code >>> 18)
      out[n++] = 0x80 | ((code >>> 12) & 63)
      out[n++] = 0x80 | ((code >>> 6) & 63)
      out[n++] = 0x80 | (code & 63)
    }
  }
  return out.subarray(0, n)
}

/** The fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64, 32 bits each. */
interface Constants {
  readonly initial: Int32Array
  readonly round: Int32Array
}

/** Worked out when first needed, so that a start that seals nothing does not wait for it. */
let constants: Constants | undefined

function constantsOf(primes: readonly number[]): Constants {
  return {
    initial: Int32Array.from(primes.slice(0, 8), (p) => fraction(p, 2)),
    round: Int32Array.from(primes, (p) => fraction(p, 3)),
  }
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** floor(2^32 × root) modulo 2^32, in whole numbers: the largest r with r^degree at most p × 2^(32 × degree). */
function fraction(p: number, degree: 2 | 3): number {
  const wanted = BigInt(p) << BigInt(32 * degree)
  let low = 0n
  let high = BigInt(p) << 32n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** BigInt(degree) <= wanted) low = middle
    else high = middle - 1n
  }
  return Number(BigInt.asIntN(32, low))
}
