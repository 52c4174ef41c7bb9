/**
 * Coverage by way of mappings, against what the example dossiers expect. No requirement of any dossier is called covered that is not;
 * what the mappings do not reach stands in one table with today's answer and the reason.
 */
import { describe, expect, it } from 'vitest'
import { compose, type Composition } from '#domain/composition/index.ts'
import { denialIn, heldRequirements } from '#domain/questions/index.ts'
import { type Gap, gapOf, networkOf, type RequirementSet } from '#domain/requirements/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, type Expectation, expectedFiles } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const network = networkOf(catalogue.requirementSets.values(), catalogue.mappings)

/** `folder/file id` → what is answered today, and why that is not what is expected. */
const NOT_REACHED: Readonly<Record<string, { readonly today: string; readonly because: string }>> = {
  'cloud-service/expected.with-client-app.yaml attestation-covers-no-cell': {
    today: 'not-covered',
    because: 'the report is stale on that day, so nothing is held',
  },
  'edge-gateway/expected.yaml minimisation-not-covered': {
    today: 'not-known',
    because:
      'a certificate under IEC 62443-4-1 is held; that no row relates it to this is no statement that nothing does',
  },
  'machine-ai-safety/expected.yaml safety-level-is-no-security-level': {
    today: 'partly',
    because:
      'the part comes from the security certificate of the arm (IEC 62443-4-2, CR 3.1), not from a safety level, of which the dossier says nothing',
  },
}

function gapFrom(composition: Composition, set: RequirementSet, on: CalendarDate): Gap {
  return gapOf({
    network,
    held: heldRequirements(composition.evidence(on), set),
    heldAs: 'evidence',
    target: set,
    denial: denialIn([composition.dossier.facts], catalogue),
    on,
  })
}

const asked = (e: Expectation) => e.covered as { set?: string; requirement?: string; verdict: string } | undefined
const files = expectedFiles()
const composed = files.map((f) => ({
  ...f,
  composition: compose(exampleDossier(f.dossier, f.overlay, catalogue), { levels: catalogue.levels }),
}))

describe('the dossiers expect of a requirement', () => {
  for (const file of composed)
    for (const e of file.expectations) {
      const covered = asked(e)
      if (covered?.set === undefined) continue
      const id = `${file.file} ${e.id}`
      it(`${id}: ${covered.verdict}`, () => {
        const set = catalogue.requirementSets.get(covered.set as string) as RequirementSet
        const gap = gapFrom(file.composition, set, e.on as CalendarDate)
        const item = gap.items.find((i) => i.requirement === covered.requirement)
        if (item?.verdict === 'covered') expect(covered.verdict).toBe('covered')
        expect(item?.verdict).toBe(NOT_REACHED[id]?.today ?? covered.verdict)
      })
    }
})

describe('no false covered', () => {
  const sets = ['cra-annex-i', 'red-3-3', 'baseline', 'nis2-2024-2690'].map(
    (id) => catalogue.requirementSets.get(id) as RequirementSet,
  )
  it.each(composed.map((c) => [c.file, c.composition] as const))('%s', (_, composition) => {
    for (const on of ['2026-11-25', '2027-06-01', '2028-02-01'] as CalendarDate[]) {
      const own = new Set(composition.evidence(on).flatMap((e) => (e.requirements === 'all' ? [] : e.requirements)))
      for (const set of sets)
        for (const item of gapFrom(composition, set, on).items) {
          if (item.verdict !== 'covered') continue
          // Covered only by its own name in a selection, or by rows that contain it: at least one row that says superset or equal.
          const isNamed = own.has(`${set.id}#${item.requirement}`)
          expect([set.id, item.requirement, isNamed || item.rows.length > 0]).toEqual([set.id, item.requirement, true])
        }
    }
  })
})
