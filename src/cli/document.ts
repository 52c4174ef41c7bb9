/** The one JSON document of a command: `{ $schema, on, edition, result?, diagnostics }`. Shared because nodes are written once. */
import type { Answered } from '#app/index.ts'
import type { ParsedCommand } from './parse.ts'

export function documentOf(command: ParsedCommand, answered: Answered, edition: string | undefined): unknown {
  return {
    $schema: `https://metascheme.example/schemas/${command.name.replace(/ /g, '-') || 'usage'}.schema.json`,
    on: command.on,
    edition: edition ?? 'none',
    ...(answered.result === undefined ? {} : { result: unshare(answered.result) }),
    diagnostics: answered.diagnostics,
  }
}

/**
 * A because is a graph; written out as a tree it could grow without bound. The first time a node with premises is met it is written
 * whole and gets a number (`n`); every further time only `{ same: n, says }` is written. Maps become objects, sets become lists.
 */
export function unshare(value: unknown): unknown {
  const numbers = new Map<object, number>()
  function walk(v: unknown): unknown {
    if (typeof v !== 'object' || v === null) return v
    if (Array.isArray(v)) return v.map(walk)
    if (v instanceof Map) return Object.fromEntries([...v].map(([k, x]) => [String(k), walk(x)]))
    if (v instanceof Set) return [...v].map(walk)
    const isBecause = 'premises' in v && 'verdict' in v && Array.isArray(v.premises) && v.premises.length > 0
    if (!isBecause) return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)]))
    const known = numbers.get(v)
    if (known !== undefined) return { same: known, says: (v as { says?: string }).says }
    numbers.set(v, numbers.size + 1)
    const n = numbers.size
    return { n, ...Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)])) }
  }
  return walk(value)
}
