/** `mapping check FILES…`: what is wrong, or doubtful, in mappings. A checking command: findings end with 1. */
import {
  checkMappings,
  type Finding,
  type Mapping,
  networkOf as networkFor,
  type RowRef,
} from '#domain/requirements/index.ts'
import { type Diagnostic, hasErrors, type Place } from '#util/diagnostic.ts'
import { by } from '#util/order.ts'
import { diagnose, type MappingErrorCode } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { universeOf } from '../universe.ts'

export interface CheckResult {
  readonly mappings: number
  readonly rows: number
  /** Rows that somebody accepted, by "role, organisation". */
  readonly accepted: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number>>
  readonly items: readonly Finding[]
}

export const mappingCheckQuestion: Question<CheckResult> = {
  name: 'mapping check',
  says: 'Duplicates, conflicts, ends that lead nowhere or to headings, wrong inverses, and contradictions between mappings with both proofs',
  arguments: [
    {
      name: 'FILE',
      says: 'mappings, with the sets they need; the whole catalogue where none is named',
      isRequired: false,
      isMany: true,
    },
  ],
  flags: [{ name: 'all', says: 'list every finding; without it, the first 200' }],
  example: 'metascheme mapping check catalogue/mappings/cra-annex-i__baseline.yaml',
  async run(asked: Asked, ports: Ports): Promise<Answered<CheckResult>> {
    const universe = await universeOf(asked.arguments, ports)
    if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
    const { brought } = universe
    const mappings = asked.arguments.length === 0 ? universe.mappings : brought.mappings
    if (mappings.length === 0)
      return refused([
        diagnose('mapping.nothing-to-do', 'the files hold no mapping', {
          hint: `Found: ${
            brought.found
              .map((f) => `${f.file} (${f.what})`)
              .slice(0, 5)
              .join(', ') || 'nothing that is read'
          }.`,
        }),
      ])
    // A mapping brought along may be the very one of the catalogue: then it is checked once, as it was brought.
    const own = new Set(mappings.map((m) => m.id))
    const network = asked.arguments.length === 0 ? universe.network() : networkWithout(universe, own)
    const all = checkMappings({ sets: universe.sets, mappings, network })
    const findings = asked.arguments.length === 0 ? all : all.filter((f) => concerns(f, own))
    ports.onStage('check')
    const counts: Record<string, number> = {}
    for (const f of findings) counts[f.kind] = (counts[f.kind] ?? 0) + 1
    const placeOf = (ref: RowRef) => brought.placeOf(ref.mapping, ref.row)
    const diagnostics = findings.map((f) => told(f, placeOf))
    const shown = asked.flags.all === undefined ? 200 : Number.POSITIVE_INFINITY
    return {
      result: {
        mappings: mappings.length,
        rows: mappings.reduce((sum, m) => sum + m.rows.length, 0),
        accepted: acceptedBy(mappings),
        counts,
        items: findings.slice(0, shown),
      },
      diagnostics: [...universe.diagnostics.filter((d) => d.severity !== 'note'), ...diagnostics.slice(0, shown)],
      exit: diagnostics.some((d) => d.severity !== 'note') ? 1 : 0,
    }
  },
}

function acceptedBy(mappings: readonly Mapping[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { accepted } of mappings.flatMap((m) => m.rows)) {
    if (accepted === undefined) continue
    const who = `${accepted.role}, ${accepted.organisation}`
    counts.set(who, (counts.get(who) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(by(([who]) => who)))
}

function networkWithout(universe: Awaited<ReturnType<typeof universeOf>>, own: ReadonlySet<string>) {
  const others = universe.catalogue.mappings.filter((m) => !own.has(m.id))
  return networkFor(universe.sets.values(), [...others, ...universe.brought.mappings])
}

function concerns(finding: Finding, own: ReadonlySet<string>): boolean {
  if (finding.kind !== 'contradiction') return true
  return [...finding.says.rows, ...finding.denies.rows].some((r) => own.has(r.mapping))
}

/** A finding as a diagnostic, with the place of its row where the file is known. */
function told(f: Finding, placeOf: (ref: RowRef) => Place | undefined): Diagnostic {
  const say = (ref: RowRef) => `${ref.mapping}, row ${ref.row}`
  const make = (code: MappingErrorCode, message: string, ref?: RowRef, hint?: string): Diagnostic => {
    const at = ref === undefined ? undefined : placeOf(ref)
    return diagnose(code, message, { ...(at === undefined ? {} : { at }), ...(hint === undefined ? {} : { hint }) })
  }
  switch (f.kind) {
    case 'duplicate':
      return make('mapping.duplicate', `${say(f.second)} repeats row ${f.first.row}: ${f.says}`, f.second)
    case 'conflict':
      return make('mapping.conflict', `${say(f.second)} and row ${f.first.row} cannot both hold: ${f.says}`, f.second)
    case 'twice':
      return make(
        'mapping.twice',
        `${say(f.second)} says of a pair what row ${f.first.row} says otherwise: ${f.says}`,
        f.second,
      )
    case 'dangling':
      return make('mapping.dangling', `${say(f.row)} names "${f.requirement}", which ${f.set} does not have`, f.row)
    case 'heading':
      return make('mapping.heading', `${say(f.row)} names "${f.requirement}" of ${f.set}, a heading`, f.row)
    case 'unknown-set':
      return make(
        'mapping.set-missing',
        `${f.mapping}: the set ${f.set} is not here, so ${f.rows} ends were not checked`,
      )
    case 'edition':
      return make('mapping.edition', `${f.mapping} is pinned to ${f.set} ${f.pinned}; here is ${f.present}`)
    case 'pin': {
      const where = `row${f.rows.length === 1 ? '' : 's'} ${f.rows.slice(0, 8).join(', ')}${f.rows.length > 8 ? ', …' : ''}`
      const now =
        f.end.now === undefined || f.end.now === f.end.requirement ? '' : `; what it said stands at ${f.end.now}`
      return make('mapping.pin', `${f.mapping}, ${where}: ${f.end.requirement} of ${f.set} is ${f.end.fate}${now}`, {
        mapping: f.mapping,
        row: f.rows[0] ?? 1,
      })
    }
    case 'unpinned':
      return make(
        'mapping.unpinned',
        `${f.mapping}: ${f.requirements.length} of its ends in ${f.set} have no pin (${f.requirements.slice(0, 5).join(', ')}${f.requirements.length > 5 ? ', …' : ''})`,
      )
    case 'inverse-missing':
      return make('mapping.inverse-missing', `${say(f.row)} has no inverse in ${f.other}: ${f.says}`, f.row)
    case 'inverse-inexact':
      return make(
        'mapping.inverse-inexact',
        `${say(f.row)} and ${say(f.other)} are not inverse to each other: ${f.says}`,
        f.row,
      )
    case 'contradiction':
      return make(
        'mapping.contradiction',
        `${f.about}: yes by ${f.says.rows.map(say).join(' and ') || 'construction'} (${f.says.that}); no by ${f.denies.rows.map(say).join(' and ')} (${f.denies.that}); ${f.rationale} rationale`,
        f.denies.rows[0],
      )
    case 'accepted-before':
      return make(
        'mapping.accepted-before',
        `${say(f.row)} was accepted on ${f.accepted}, before the mapping was written on ${f.written}`,
        f.row,
      )
    case 'says-little':
      return make(
        'mapping.says-little',
        `${f.mapping}: of ${f.rows} rows ${f.untyped} state no set relation and ${f.withoutKind} no kind of rationale`,
      )
    default:
      return f satisfies never
  }
}
