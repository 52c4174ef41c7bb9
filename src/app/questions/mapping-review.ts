/** For authors of mappings: rows drawn for review, agreement of two codings, and suggestions. */
import { parseBytes } from '#catalogue/index.ts'
import {
  type Agreement,
  agreementOf,
  drawRows,
  measureSuggestions,
  STATED_RELATIONS,
  type StatedRelation,
  type Suggestion,
  type SuggestionMeasure,
  Suggester,
} from '#domain/requirements/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { readBytes } from '../load.ts'
import { diagnose } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { findSet, universeOf } from '../universe.ts'

export interface SampleResult {
  readonly seed: number
  readonly of: number
  /** Without relation and reason, so that the second judgement is its own. */
  readonly items: readonly {
    readonly mapping: string
    readonly row: number
    readonly from: readonly Side[]
    readonly to: readonly Side[]
  }[]
}

interface Side {
  readonly requirement: string
  readonly title: string
  readonly says: string
}

export const sampleQuestion: Question<SampleResult> = {
  name: 'mapping sample',
  says: 'Rows drawn by seed for a second coding, without the relation that the first coding gave',
  arguments: [
    { name: 'FILE', says: 'mappings; the whole catalogue where none is named', isRequired: false, isMany: true },
  ],
  flags: [
    { name: 'count', value: 'N', says: 'how many; 200 where it is left out' },
    { name: 'seed', value: 'N', says: 'the same seed draws the same rows; 1 where it is left out' },
  ],
  example: 'metascheme mapping sample --count 5 --seed 20261125',
  async run(asked: Asked, ports: Ports): Promise<Answered<SampleResult>> {
    const count = whole(asked.flags.count?.[0] ?? '200')
    const seed = whole(asked.flags.seed?.[0] ?? '1')
    if (count === undefined || seed === undefined)
      return refused([diagnoseUsage('usage.bad-value', '--count and --seed are whole numbers')])
    const universe = await universeOf(asked.arguments, ports)
    if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
    const mappings = asked.arguments.length === 0 ? universe.mappings : universe.brought.mappings
    const side = (set: string, ids: readonly string[]): readonly Side[] =>
      ids.map((id) => {
        const found = universe.sets.get(set)?.requirements.find((r) => r.id === id)
        return { requirement: `${set}#${id}`, title: found?.title ?? '', says: found?.says ?? '' }
      })
    const items = drawRows(mappings, count, seed).map((d) => ({
      mapping: d.mapping,
      row: d.row,
      from: side(d.from, d.content.from),
      to: side(d.to, d.content.to),
    }))
    return {
      result: { seed, of: mappings.reduce((sum, m) => sum + m.rows.length, 0), items },
      diagnostics: [],
      exit: 0,
    }
  },
}

function whole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

export interface AgreementResult extends Agreement {
  /** Cohen's kappa in thousandths. */
  readonly kappaPerMille?: number
  readonly differing: readonly {
    readonly mapping: string
    readonly row: number
    readonly first: StatedRelation
    readonly second: StatedRelation
    readonly from: string
    readonly to: string
  }[]
}

export const agreementQuestion: Question<AgreementResult> = {
  name: 'mapping agreement',
  says: 'How far a second coding of rows agrees with the first: share, Cohen’s kappa, and every row on which they differ',
  arguments: [{ name: 'CODING', says: 'a file that lists mapping, row and relation: YAML or JSON', isRequired: true }],
  flags: [{ name: 'with', value: 'FILE', says: 'mappings that are not in the catalogue', isMany: true }],
  example: 'metascheme mapping agreement docs/mapping-agreement.yaml',
  async run(asked: Asked, ports: Ports): Promise<Answered<AgreementResult>> {
    const read = await readBytes(asked.arguments[0] as string, ports.files)
    if (read.kind === 'refused') return refused(read.diagnostics)
    if (read.value === undefined)
      return refused([diagnoseUsage('file.not-found', `there is no file ${asked.arguments[0]}`)])
    const universe = await universeOf(asked.flags.with ?? [], ports)
    if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
    const coded = codingOf(asked.arguments[0] as string, read.value)
    if ('diagnostics' in coded) return refused(coded.diagnostics)
    const byId = new Map(universe.mappings.map((m) => [m.id, m]))
    const pairs: (readonly [StatedRelation, StatedRelation])[] = []
    const differing: AgreementResult['differing'][number][] = []
    const diagnostics: Diagnostic[] = []
    for (const { mapping, row, relation } of coded.rows) {
      const stated = byId.get(mapping)?.rows[row - 1]
      if (stated === undefined) {
        diagnostics.push(diagnose('mapping.coding', `there is no row ${row} in the mapping "${mapping}"`))
        continue
      }
      pairs.push([stated.relation, relation])
      if (stated.relation !== relation)
        differing.push({
          mapping,
          row,
          first: stated.relation,
          second: relation,
          from: stated.from.join(' + '),
          to: stated.to.join(' + '),
        })
    }
    if (diagnostics.length > 0) return refused(diagnostics)
    const agreement = agreementOf(pairs)
    const { kappa } = agreement
    return {
      result: {
        ...agreement,
        ...(kappa === undefined ? {} : { kappaPerMille: Math.round((1000 * kappa.numerator) / kappa.denominator) }),
        differing,
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

interface Coded {
  readonly mapping: string
  readonly row: number
  readonly relation: StatedRelation
}

function codingOf(
  file: string,
  bytes: Uint8Array,
): { readonly rows: readonly Coded[] } | { readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parseBytes(file, bytes)
  if (parsed.kind === 'refused') return { diagnostics: parsed.diagnostics }
  const value: unknown = parsed.document.value
  const list: unknown = Array.isArray(value) ? value : (value as { readonly rows?: unknown }).rows
  if (!Array.isArray(list))
    return { diagnostics: [diagnose('mapping.coding', 'the coding is no list', { at: parsed.document.place('') })] }
  const rows: Coded[] = []
  const diagnostics: Diagnostic[] = []
  list.forEach((entry: unknown, n) => {
    const { mapping, row, relation } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
      string,
      unknown
    >
    const number = typeof row === 'string' ? whole(row) : undefined
    if (
      typeof mapping === 'string' &&
      number !== undefined &&
      number > 0 &&
      (STATED_RELATIONS as readonly unknown[]).includes(relation)
    )
      rows.push({ mapping, row: number, relation: relation as StatedRelation })
    else
      diagnostics.push(
        diagnose('mapping.coding', 'an entry needs mapping, row (from 1) and relation', {
          at: parsed.document.place(`/${n}`),
          hint: `Relations: ${STATED_RELATIONS.join(', ')}.`,
        }),
      )
  })
  return diagnostics.length > 0 ? { diagnostics } : { rows }
}

export interface SuggestResult {
  readonly from: string
  readonly to: string
  readonly notice: string
  /** How suggestions did against the rows there are between the two sets, where there are any. */
  readonly measured?: SuggestionMeasure & { readonly precisionPerMille: number; readonly recallPerMille: number }
  readonly items: readonly {
    readonly requirement: string
    readonly title: string
    readonly suggestions: readonly (Suggestion & { readonly isRow: boolean })[]
  }[]
}

export const suggestQuestion: Question<SuggestResult> = {
  name: 'mapping suggest',
  says: 'Requirements of another set with words in common, for an author to judge; how often such suggestions are rows is measured and printed',
  arguments: [{ name: 'SET', says: 'the set to map from; SET#REQUIREMENT for one of it', isRequired: true }],
  flags: [
    { name: 'to', value: 'SET', says: 'the set to map to' },
    { name: 'most', value: 'N', says: 'suggestions for each; 5 where it is left out' },
    { name: 'with', value: 'FILE', says: 'bring sets and mappings', isMany: true },
  ],
  example: 'metascheme mapping suggest cra-annex-i --to baseline',
  async run(asked: Asked, ports: Ports): Promise<Answered<SuggestResult>> {
    const word = asked.flags.to?.[0]
    const most = whole(asked.flags.most?.[0] ?? '5')
    if (word === undefined || most === undefined)
      return refused([
        word === undefined
          ? diagnoseUsage('usage.missing-argument', 'mapping suggest needs --to SET', {
              hint: `For example: ${suggestQuestion.example}`,
            })
          : diagnoseUsage('usage.bad-value', '--most is a whole number'),
      ])
    const universe = await universeOf(asked.flags.with ?? [], ports)
    if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
    const [name, one] = (asked.arguments[0] as string).split('#')
    const from = findSet(name as string, universe)
    if ('diagnostics' in from) return refused(from.diagnostics)
    const to = findSet(word, universe)
    if ('diagnostics' in to) return refused(to.diagnostics)
    const rows = new Set(
      universe.mappings.flatMap((m) =>
        m.from.set === from.id && m.to.set === to.id
          ? m.rows.flatMap((r) => r.from.flatMap((f) => r.to.map((t) => `${f} ${t}`)))
          : [],
      ),
    )
    const measures = universe.mappings
      .filter((m) => m.from.set === from.id && m.to.set === to.id)
      .map((m) => measureSuggestions(m, from, to, most))
    const suggester = new Suggester(to)
    const items = from.requirements
      .filter((r) => !r.isHeading && (one === undefined || r.id === one))
      .map((r) => ({
        requirement: r.id,
        title: r.title,
        suggestions: suggester.suggest(r, most).map((s) => ({ ...s, isRow: rows.has(`${r.id} ${s.requirement}`) })),
      }))
    const sum = total(measures)
    return {
      result: {
        from: from.id,
        to: to.id,
        notice: 'By words in common. A suggestion says nothing of how two requirements relate: an author judges.',
        ...(sum === undefined ? {} : { measured: sum }),
        items,
      },
      diagnostics: [],
      exit: 0,
    }
  },
}

function total(measures: readonly SuggestionMeasure[]): SuggestResult['measured'] {
  if (measures.length === 0) return undefined
  const sum = { asked: 0, firstIsRow: 0, made: 0, hits: 0, rows: 0, found: 0 }
  for (const m of measures) for (const key of Object.keys(sum) as (keyof SuggestionMeasure)[]) sum[key] += m[key]
  const share = (part: number, of: number) => (of === 0 ? 0 : Math.round((1000 * part) / of))
  return { ...sum, precisionPerMille: share(sum.hits, sum.made), recallPerMille: share(sum.found, sum.rows) }
}
