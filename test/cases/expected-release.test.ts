/** Expected answers about releases and changes, from the worked dossiers: cells of the matrix, and the scale of each change. */
import { describe, expect, it } from 'vitest'
import { releaseMatrix, triageChanges } from '#domain/change/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { impactAnalysisDraft } from '#reports/index.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, type Expectation, expectedFiles } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const NOTHING = { versions: [], configurations: [] }
let rows = 0

for (const file of expectedFiles()) {
  const own = file.expectations.filter((e) => e.releaseCell !== undefined || e.change !== undefined)
  rows += own.length
  if (own.length === 0) continue
  describe(file.file, () => {
    for (const e of own)
      it(e.id, () => {
        const dossier = exampleDossier(file.dossier, file.overlay, catalogue)
        const on = e.on as CalendarDate
        const [found, wanted] = e.releaseCell === undefined ? changeRow(e, dossier, on) : cellRow(e, dossier, on)
        expect(found).toEqual(wanted)
      })
  })
}

/** What is answered, and what the row expects, for one cell. */
function cellRow(e: Expectation, dossier: Dossier, on: CalendarDate): readonly [unknown, unknown] {
  const asked = e.releaseCell as { part: string; certificate: string; version: string; configuration?: string }
  const { cells } = releaseMatrix(dossier, NOTHING, catalogue.levels, on)
  const found = cells.filter(
    (c) =>
      c.part === asked.part &&
      c.certificate === asked.certificate &&
      c.version === asked.version &&
      c.configuration === asked.configuration,
  )
  return [found.map((c) => ({ state: c.state, binding: c.binding })), [{ state: e.coverage, binding: e.binding }]]
}

/** The same for the scale of a change, or (`confirmed`, `rated`) for what its body said. */
function changeRow(e: Expectation, dossier: Dossier, on: CalendarDate): readonly [unknown, unknown] {
  const { release } = e.change as { release: string }
  const found = triageChanges(dossier, on).filter((t) => t.change.release === release)
  if (e.kind === undefined) return [found.map((t) => t.rated?.value ?? 'nobody'), ['nobody']]
  return [
    found.map((t) => ({
      scale: t.scale,
      by: t.because.kind,
      rated: t.rated?.value,
      answer: t.rated === undefined ? 'proposed' : 'confirmed',
    })),
    [{ scale: e.kind, by: 'computed', rated: e.answer === 'confirmed' ? e.kind : undefined, answer: e.answer }],
  ]
}

it('sees the rows', () => expect(rows).toBeGreaterThan(14))

describe('the draft impact analysis', () => {
  const on = '2027-06-07' as CalendarDate
  const draft = (overlay: string | undefined): string => {
    const dossier = exampleDossier('release-update', overlay, catalogue)
    return impactAnalysisDraft(
      dossier,
      releaseMatrix(dossier, NOTHING, catalogue.levels, on),
      triageChanges(dossier, on),
      on,
    )
  }

  it('has the usual sections, and leaves to a person what the dossier does not say', () => {
    const text = draft('minor')
    expect(text.match(/^## .*/gm)).toEqual([
      '## 1. Introduction',
      '## 2. Description of changes',
      '## 3. Affected developer evidence',
      '## 4. Modifications of the developer evidence',
      '## 5. Conclusions',
      '## Annex: updated developer evidence',
    ])
    expect(text).toContain('Issuer: **[to be filled by a person: certification body]**')
    expect(text).toContain('Proposed [computed]: **minor**')
    expect(text).toContain('Rating by the certification body: none is stated.')
    expect(text).not.toMatch(/undefined|\[object/)
  })

  it('is the same bytes each time, and asks for the change where none is described', () => {
    expect(draft('major')).toBe(draft('major'))
    expect(draft(undefined)).toContain('to be filled by a person: what changed')
  })
})
