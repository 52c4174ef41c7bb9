/** Fixers: what a linter found and only one mending is right for, mended in the text itself so that comments and layout stay. */
import type { Static } from '@sinclair/typebox'
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import type { CatalogueFile, Entry } from './build.ts'
import { doublesOf, redirectsOf } from './lint-facts.ts'
import { COUNTED_KINDS } from './main-facts.ts'
import type { schemeShape } from './schema.ts'

type Scheme = Static<typeof schemeShape>

type Mending =
  | { readonly kind: 'remove'; readonly pointer: string }
  | { readonly kind: 'replace'; readonly pointer: string; readonly value: string }

export interface Fixer {
  /** The linter whose findings it mends. */
  readonly linter: string
  readonly does: string
  mend(entry: Entry, entries: readonly Entry[]): readonly Mending[]
}

function record(e: Entry): Scheme | undefined {
  return (COUNTED_KINDS as readonly string[]).includes(e.kind) ? (e.value as Scheme) : undefined
}

export const FIXERS: readonly Fixer[] = [
  {
    linter: 'unchecked-has-no-day',
    does: 'takes the day out of what nobody read',
    mend(entry) {
      return Object.entries(record(entry)?.facts ?? {}).flatMap(([field, written]) =>
        (Array.isArray(written) ? written : [written]).flatMap((f: Scheme['facts'][string], i) => {
          const { standing, on } = f as { standing?: string; on?: string }
          const at = Array.isArray(written) ? `/facts/${field}/${i}` : `/facts/${field}`
          return standing === 'unchecked' && on !== undefined ? [{ kind: 'remove' as const, pointer: `${at}/on` }] : []
        }),
      )
    },
  },
  {
    linter: 'lists-have-no-doubles',
    does: 'takes the second of two items out that are the same to the letter',
    mend(entry) {
      const value = record(entry)
      if (value === undefined) return []
      return doublesOf(value).flatMap((pointer) => {
        const [, key = '', index = ''] = pointer.split('/')
        const items = (value as unknown as Record<string, readonly unknown[]>)[key] ?? []
        const letters = items.map((x) => JSON.stringify(x))
        return letters.indexOf(letters[Number(index)] as string) < Number(index)
          ? [{ kind: 'remove' as const, pointer }]
          : []
      })
    },
  },
  {
    linter: 'relations-exist',
    does: 'follows an id that moved to the one it moved to',
    mend(entry, entries) {
      const redirects = redirectsOf(entries)
      return (record(entry)?.relations ?? []).flatMap((r, i) => {
        const went = redirects.get(`record:${r.to}`) ?? []
        return went.length === 1
          ? [{ kind: 'replace' as const, pointer: `/relations/${i}/to`, value: went[0] as string }]
          : []
      })
    },
  },
]

/** The files that change, mended. A place that cannot be mended without touching its neighbours is left for a person. */
export function fixedFiles(files: readonly CatalogueFile[], entries: readonly Entry[]): readonly CatalogueFile[] {
  const texts = new Map(files.map((f) => [f.path, f.text]))
  return entries.flatMap((entry) => {
    const text = texts.get(entry.path)
    const mendings = FIXERS.flatMap((f) => f.mend(entry, entries))
    if (text === undefined || mendings.length === 0) return []
    const mended = mend(text, mendings)
    return mended === text ? [] : [{ path: entry.path, text: mended }]
  })
}

interface Splice {
  readonly start: number
  readonly end: number
  readonly put: string
}

function mend(text: string, mendings: readonly Mending[]): string {
  const root = parseDocument(text, { schema: 'failsafe' }).contents
  const splices = mendings.flatMap((m) => spliceOf(root, m, text)).sort((a, b) => b.start - a.start)
  let out = text
  let last = Number.POSITIVE_INFINITY
  for (const s of splices) {
    if (s.end > last) continue
    out = out.slice(0, s.start) + s.put + out.slice(s.end)
    last = s.start
  }
  return out
}

function spliceOf(root: Node | null, mending: Mending, text: string): readonly Splice[] {
  const path = mending.pointer.split('/').slice(1)
  const parent = nodeAt(root, path.slice(0, -1))
  const key = path.at(-1) as string
  if (mending.kind === 'replace') {
    const range = nodeAt(root, path)?.range
    return range === null || range === undefined ? [] : [{ start: range[0], end: range[1], put: mending.value }]
  }
  const spans = spansOf(parent)
  const i = isMap(parent) ? parent.items.findIndex((p) => isScalar(p.key) && String(p.key.value) === key) : Number(key)
  const [own, before, after] = [spans[i], spans[i - 1], spans[i + 1]]
  if (own === undefined) return []
  const cut =
    before === undefined ? { start: own.start, end: after?.start ?? own.end } : { start: before.end, end: own.end }
  // A comment between belongs to somebody.
  return text.slice(cut.start, cut.end).includes('#') ? [] : [{ ...cut, put: '' }]
}

function spansOf(node: Node | null): readonly { readonly start: number; readonly end: number }[] {
  const span = (a: unknown, b: unknown): readonly { start: number; end: number }[] => {
    const [first, last] = [a as Node, (b ?? a) as Node]
    return first.range === null || first.range === undefined || last.range === null || last.range === undefined
      ? []
      : [{ start: first.range[0], end: last.range[1] }]
  }
  if (isMap(node)) return node.items.flatMap((p) => span(p.key, p.value))
  return isSeq(node) ? node.items.flatMap((item) => span(item, item)) : []
}

function nodeAt(root: Node | null, path: readonly string[]): Node | null {
  let node: Node | null = root
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((p: Pair) => isScalar(p.key) && String(p.key.value) === key)
      node = (pair?.value ?? null) as Node | null
    } else node = isSeq(node) ? ((node.items[Number(key)] ?? null) as Node | null) : null
  }
  return node
}
