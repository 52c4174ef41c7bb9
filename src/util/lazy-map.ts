/** A map whose values are made when they are first asked for, and then kept. Order: that of the keys given. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  readonly #makers: ReadonlyMap<string, () => V>
  readonly #made = new Map<string, V>()

  constructor(entries: Iterable<readonly [string, () => V]>) {
    this.#makers = new Map(entries)
  }

  get size(): number {
    return this.#makers.size
  }

  has(key: string): boolean {
    return this.#makers.has(key)
  }

  get(key: string): V | undefined {
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const make = this.#makers.get(key)
    if (make === undefined) return undefined
    const value = make()
    this.#made.set(key, value)
    return value
  }

  keys(): MapIterator<string> {
    return this.#makers.keys()
  }

  *entries(): MapIterator<[string, V]> {
    for (const key of this.#makers.keys()) yield [key, this.get(key) as V]
  }

  *values(): MapIterator<V> {
    for (const key of this.#makers.keys()) yield this.get(key) as V
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) callback(value, key, this)
  }
}
