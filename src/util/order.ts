/** Orders that do not depend on a machine's locale, so that the same input gives the same bytes. */

/** By code unit: what `<` on strings does. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By a text key. */
export function by<T>(key: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => byText(key(a), key(b))
}

/** Runs of digits compare as numbers, the rest by code unit: CR 1.2 before CR 1.10. */
export function byNaturalText(a: string, b: string): number {
  const x = a.match(/\d+|\D+/g) ?? []
  const y = b.match(/\d+|\D+/g) ?? []
  for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
    const p = x[i] as string
    const q = y[i] as string
    if (p === q) continue
    const numbers = /^\d/.test(p) && /^\d/.test(q)
    const order = numbers ? Number(p) - Number(q) : byText(p, q)
    if (order !== 0) return order
  }
  return x.length - y.length || byText(a, b)
}

/** Whatever stands first under `compare` wins; undefined for none. */
export function least<T>(values: Iterable<T>, compare: (a: T, b: T) => number): T | undefined {
  let best: T | undefined
  let any = false
  for (const value of values) {
    if (!any || compare(value, best as T) < 0) {
      best = value
      any = true
    }
  }
  return best
}
