/** Careful reading of values as written: whatever has the wrong type reads as absent. */

export type Written = Readonly<Record<string, unknown>>

const none: readonly never[] = Object.freeze([])

/** The one empty list, so that a hundred thousand components share it. */
export function noItems<Item>(): readonly Item[] {
  return none
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function asRecord(value: unknown): Written | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Written) : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : none
}

/** The records of a list read one by one; what reads as nothing is left out. */
export function readEach<Item>(value: unknown, read: (record: Written) => Item | undefined): readonly Item[] {
  if (!Array.isArray(value) || value.length === 0) return none
  const items: Item[] = []
  for (const element of value) {
    const record = asRecord(element)
    const item = record === undefined ? undefined : read(record)
    if (item !== undefined) items.push(item)
  }
  return items.length === 0 ? none : items
}

/** Whether the record has exactly so many members. */
export function hasMembers(record: Written, count: number): boolean {
  let found = 0
  for (const _ in record) if (++found > count) return false
  return found === count
}

/** The given members without those that are undefined, as `exactOptionalPropertyTypes` wants them. */
export function given<Members extends object>(
  members: Members,
): { [Key in keyof Members as undefined extends Members[Key] ? never : Key]: Members[Key] } & {
  [Key in keyof Members as undefined extends Members[Key] ? Key : never]?: Exclude<Members[Key], undefined>
} {
  const from = members as Readonly<Record<string, unknown>>
  // A new object, because deleting members would leave the engine with a slow one, a hundred thousand times.
  const kept: Record<string, unknown> = {}
  for (const key in from) if (from[key] !== undefined) kept[key] = from[key]
  return kept as never
}
