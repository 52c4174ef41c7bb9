/** Expected answers of law, written from the texts before the engine by someone who did not write it. */
import { describe, expect, it } from 'vitest'
import type { Dossier } from '#domain/dossier/index.ts'
import { readLaw } from '#domain/law/index.ts'
import { type CalendarDate, fromDayNumber } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, expectedFiles } from '../support/examples.ts'

const catalogue = repositoryCatalogue()

for (const file of expectedFiles()) {
  const rows = file.expectations.filter((e) => typeof e.conclusion === 'string')
  if (rows.length === 0) continue
  describe(file.file, () => {
    let dossier: Dossier | undefined
    for (const e of rows) {
      it(`${e.id}: ${String(e.conclusion)} on ${e.on ?? ''}`, () => {
        const on = e.on as CalendarDate
        dossier ??= exampleDossier(file.dossier, file.overlay, catalogue)
        const reading = readLaw(catalogue.law, { facts: dossier.facts, withProposals: false }, on)
        const read = reading.conclude(String(e.conclusion))
        expect(read?.truth ?? 'no such conclusion').toBe(e.answer)
        if (Array.isArray(e.holds)) {
          // Where facts are open, the days on which it may hold are what can be expected.
          const days = read?.when.surely.length === 0 ? read.when.possibly : read?.when.surely
          expect(days?.map((x) => fromDayNumber(x.from))).toEqual(
            (e.holds as { from: string }[]).map((h) => h.from),
          )
        }
      })
    }
  })
}
