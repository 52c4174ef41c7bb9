/** What counts as supported: small catalogues whose count is worked out by hand, and the one we ship, counted another way. */
import { readFileSync } from 'node:fs'
import { expect, it, describe } from 'vitest'
import { built, type EntriesByKind, MAIN_FACT_RULES, MAIN_FACTS, statisticsOf } from '#catalogue/index.ts'
import { repositoryEntries } from '../support/catalogue.ts'

const SIX = { owner: 1, object: 1, levels: 1, assessor: 1, status: 1, validity: 1 }

function entry(kind: string, facts: Readonly<Record<string, unknown>>, more: object = {}): unknown {
  return { kind, id: 'x', class: 'product', cite: { source: 't', at: '1', standing: 'primary' }, facts, ...more }
}

function facts(names: readonly string[], standings: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    names.map((n) => [n, { value: n, ...(standings[n] === undefined ? {} : { standing: standings[n] }) }]),
  )
}

const without = (...left: readonly string[]): readonly string[] => Object.keys(SIX).filter((f) => !left.includes(f))

function supportOf(e: unknown): { supported: number; allSix: number } {
  const { supported, allSix } = statisticsOf({ [(e as { kind: 'scheme' }).kind]: [e] } as unknown as EntriesByKind)
    .support.all
  return { supported, allSix }
}

/** [what, entry, supported, all six] */
const CASES: readonly (readonly [string, unknown, number, number])[] = [
  ['a scheme with all six', entry('scheme', facts(MAIN_FACTS)), 1, 1],
  ['a scheme without validity', entry('scheme', facts(without('validity'))), 0, 0],
  ['a credential without assessor', entry('credential', facts(without('assessor'))), 0, 0],
  ['a standard without assessor and validity', entry('standard', facts(without('assessor', 'validity'))), 1, 0],
  ['a standard without levels', entry('standard', facts(without('levels', 'assessor', 'validity'))), 0, 0],
  [
    'a standard that guesses its assessor',
    entry('standard', facts(without('validity'), { assessor: 'unchecked' })),
    0,
    0,
  ],
  ['a standard whose text sets validity', entry('standard', facts(MAIN_FACTS)), 1, 1],
  ['an act without validity', entry('regulation', facts(without('validity'))), 1, 0],
  ['an act without assessor', entry('regulation', facts(without('validity', 'assessor'))), 0, 0],
  ['an act whose status is second-hand', entry('regulation', facts(MAIN_FACTS, { status: 'secondary' })), 0, 0],
  ['a scheme whose status is second-hand', entry('scheme', facts(MAIN_FACTS, { status: 'secondary' })), 1, 1],
  ['an estimate', entry('scheme', facts(MAIN_FACTS, { validity: 'estimate' })), 0, 0],
  [
    'a status history of which one spell is unread',
    entry('scheme', {
      ...facts(MAIN_FACTS),
      status: [{ value: 'draft', standing: 'unchecked' }, { value: 'in-force' }],
    }),
    0,
    0,
  ],
  ['an empty list', entry('scheme', { ...facts(MAIN_FACTS), status: [] }), 0, 0],
  ['a standing without a source', entry('scheme', facts(MAIN_FACTS), { cite: { standing: 'primary' } }), 0, 0],
  ['no standing at all', entry('scheme', facts(MAIN_FACTS), { cite: { source: 't', at: '1' } }), 0, 0],
]

describe('counts as supported', () => {
  it.each(CASES)('%s', (_says, e, supported, allSix) => expect(supportOf(e)).toEqual({ supported, allSix }))
})

it('a share is rounded down, so 60 % reads as reached only when it is', () => {
  const many = Array.from({ length: 1000 }, (_, i) =>
    entry('scheme', i < 599 ? facts(MAIN_FACTS) : {}, { id: `x${i}` }),
  )
  expect(statisticsOf({ scheme: many } as unknown as EntriesByKind).support.all.share).toBe(59.9)
})

describe('the catalogue that is shipped', () => {
  const { entries } = built(repositoryEntries().entries, 'test')
  const s = statisticsOf(entries)

  it('adds up: classes, kinds and the list of the least supported tell the same', () => {
    const { all, byClass, byKind, byField } = s.support
    for (const groups of [Object.values(byClass), Object.values(byKind)]) {
      expect(groups.reduce((n, g) => n + g.entries, 0)).toBe(all.entries)
      expect(groups.reduce((n, g) => n + g.supported, 0)).toBe(all.supported)
    }
    expect(all.entries).toBe(s.entries.total)
    expect(s.leastSupported.length).toBe(all.entries - all.supported)
    for (const f of Object.values(byField)) {
      expect(f.supported + f.weak + f.missing).toBe(f.applies)
      expect(f.applies + f.doesNotApply).toBe(all.entries)
    }
  })

  it('is counted the same by a count of its own', () => {
    const rows = (['scheme', 'standard', 'regulation', 'credential'] as const).flatMap((kind) => entries[kind] ?? [])
    const wanting = rows.filter((e) =>
      Object.keys(SIX).some((f) => {
        const stated = [e.facts[f] ?? []].flat()
        const isAskedFor =
          e.kind === 'standard' ? !['assessor', 'validity'].includes(f) : e.kind !== 'regulation' || f !== 'validity'
        if (stated.length === 0) return isAskedFor
        const accepted = e.kind === 'regulation' && f === 'status' ? ['primary'] : ['primary', 'secondary']
        return stated.some((x) => !accepted.includes(x.standing ?? e.cite?.standing ?? ''))
      }),
    )
    expect(s.support.all.supported).toBe(rows.length - wanting.length)
    expect(s.leastSupported.map((e) => e.id).sort()).toEqual(wanting.map((e) => `${e.kind}:${e.id}`).sort())
  })
})

it('docs/catalogue-format.md shows which main facts apply', () => {
  const page = readFileSync('docs/catalogue-format.md', 'utf8')
  for (const rule of MAIN_FACT_RULES) {
    const cells = MAIN_FACTS.map((f) => (rule.onlyWhereStated.includes(f) ? 'where stated' : 'yes'))
    expect(page).toContain(`| ${rule.kind} | ${cells.join(' | ')} | ${rule.because} |`)
  }
})
