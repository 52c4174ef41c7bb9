/** What we knew: an older edition of the catalogue, found by its key, by the name it was given, or by a day. */
import {
  built,
  cardsOf,
  checkEntry,
  type Entry,
  type EntryKind,
  indexCards,
  readEntries,
  shippedFiles,
} from '#catalogue/index.ts'
import { parseDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from './errors.ts'
import type { CatalogueStore, EditionInHistory, Ports } from './ports.ts'

/** An edition that was given a name, as its entry in catalogue/editions says. */
export interface NamedEdition {
  readonly id: string
  readonly name: string
  readonly on: string
  readonly edition: string
  readonly revision: string
  readonly says?: string
}

/** Oldest first. */
export async function namedEditions(catalogue: CatalogueStore): Promise<readonly NamedEdition[]> {
  const { entries } = await catalogue.load(['edition'])
  return [...(entries.edition ?? [])].sort((a, b) => (a.on < b.on || (a.on === b.on && a.id < b.id) ? -1 : 1))
}

export type FoundEdition =
  | { readonly kind: 'found'; readonly edition: EditionInHistory; readonly isCurrent: boolean }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

const SHORTEST_KEY = 4
const MOST_LISTED = 8

/**
 * `wanted` is a key or the beginning of one, the id of a named edition, or a day: then the newest committed on or before it.
 * Several commits may hold one content; the newest of them stands for it.
 */
export async function findEdition(wanted: string, ports: Ports): Promise<FoundEdition> {
  const named = await namedEditions(ports.catalogue)
  const current = ports.catalogue.edition
  const asked = named.find((n) => n.id === wanted)?.edition ?? wanted
  const editions = await (await ports.history()).editions()
  const found = (edition: EditionInHistory): FoundEdition => ({
    kind: 'found',
    edition,
    isCurrent: edition.edition === current,
  })
  if (parseDate(asked) !== undefined) {
    const known = editions.find((e) => e.on <= asked)
    return known === undefined ? refuse(asked, editions, named, current) : found(known)
  }
  const isKey = /^[0-9a-f]+$/.test(asked) && asked.length >= SHORTEST_KEY
  const matching = isKey ? editions.filter((e) => e.edition.startsWith(asked)) : []
  const keys = [...new Set(matching.map((m) => m.edition))]
  const [first] = matching
  if (keys.length > 1)
    return {
      kind: 'refused',
      diagnostics: [
        diagnose('edition.unknown', `${keys.length} editions begin with ${asked}`, {
          hint: `Which: ${keys.slice(0, MOST_LISTED).join(', ')}?`,
        }),
      ],
    }
  if (first !== undefined) return found(first)
  if (isKey && current.startsWith(asked)) return found({ edition: current, revision: '', on: ports.today() })
  return refuse(asked, editions, named, current)
}

function refuse(
  asked: string,
  editions: readonly EditionInHistory[],
  named: readonly NamedEdition[],
  current: string,
): FoundEdition {
  const shown = asked.slice(0, 60)
  const keys = [...new Map([...editions].reverse().map((e) => [e.edition, e] as const)).values()].reverse()
  const first = editions.at(-1)
  const near = nearestWords(
    shown,
    named.map((n) => n.id),
  )[0]
  const message =
    parseDate(asked) === undefined || first === undefined
      ? `there is no edition ${shown} here`
      : `nothing was known here on ${shown}; the first edition is of ${first.on}`
  const listed = keys.slice(0, MOST_LISTED).map((e) => `${e.edition} (${e.on})`)
  const more = keys.length > MOST_LISTED ? `, and ${keys.length - MOST_LISTED} more` : ''
  const hint =
    near !== undefined
      ? `Did you mean "${near}"?`
      : keys.length === 0
        ? `This is edition ${current}, and the checkout has no history to look for others in.`
        : `This is edition ${current}. ${named.length === 0 ? '' : `Named: ${named.map((n) => n.id).join(', ')}. `}Newest: ${listed.join(', ')}${more}; \`metascheme catalogue editions\` lists them all.`
  return { kind: 'refused', diagnostics: [diagnose('edition.unknown', message, { hint })] }
}

export type OlderCatalogue =
  | { readonly kind: 'catalogue'; readonly catalogue: CatalogueStore; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** The catalogue as it was. Entries in a form that is no longer read are left out and named. */
export async function olderCatalogue(wanted: string, ports: Ports): Promise<OlderCatalogue> {
  const found = await findEdition(wanted, ports)
  if (found.kind === 'refused') return found
  if (found.isCurrent) return { kind: 'catalogue', catalogue: ports.catalogue, diagnostics: [] }
  const { edition, revision, on } = found.edition
  ports.tell(`reading edition ${edition} of ${on} …`)
  const files = await (await ports.history()).filesAt(revision)
  const { entries, left } = readable(shippedFiles(files ?? []))
  const { entries: byKind } = built(entries, edition)
  return {
    kind: 'catalogue',
    diagnostics:
      left.length === 0
        ? []
        : [
            diagnose(
              'edition.not-read',
              `${left.length} entries of edition ${edition} are in a form that is no longer read: ${left.slice(0, MOST_LISTED).join(', ')}${left.length > MOST_LISTED ? ', …' : ''}`,
              { hint: 'Answers of that edition leave them out.' },
            ),
          ],
    catalogue: {
      edition,
      async load(kinds: readonly EntryKind[]) {
        return { edition, entries: Object.fromEntries(kinds.map((k) => [k, byKind[k] ?? []])) }
      },
      async searchIndex() {
        return indexCards(cardsOf(entries))
      },
    },
  }
}

function readable(files: readonly { readonly path: string; readonly text: string }[]): {
  readonly entries: readonly Entry[]
  readonly left: readonly string[]
} {
  const read = readEntries(files).entries.filter((e) => !hasErrors(checkEntry(e)))
  const paths = new Set(read.map((e) => e.path))
  return { entries: read, left: files.map((f) => f.path).filter((p) => !paths.has(p)) }
}
