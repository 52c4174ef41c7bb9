/**
 * Each stage of the main job on the worked examples, against the files beside this one. `GOLDEN=write npx vitest run test/golden` rewrites
 * them; the difference is reviewed like code. Also: the same input gives the same bytes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Plan, plan } from '#domain/questions/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier } from '../support/examples.ts'

const DAY = '2026-11-25' as CalendarDate
const isWriting = process.env.GOLDEN === 'write'

/** What of each stage a reader of a difference wants to see. */
const STAGES: Readonly<Record<string, (p: Plan) => unknown>> = {
  acts: (p) => p.acts.map((a) => ({ id: a.id, relevance: a.relevance, ...(a.relevance === 'surely' || a.relevance === 'maybe' ? { rows: [...a.applicability, ...a.classes, ...a.routes, ...a.presumptions, ...a.duties].map((r) => ({ id: r.id, truth: r.truth, holds: r.holds, mayHold: r.mayHold, settledBy: r.settledBy.map((f) => f.id) })) } : {}) })),
  'required-levels': (p) => [...p.required.legal, ...p.required.contract, ...p.required.risk].map((r) => ({ by: r.by, level: r.level })),
  composition: (p) => ({ certificates: p.composition.certificates.map((c) => ({ id: c.id, recorded: c.recorded, relied: c.relied.truth, reusable: c.reusable.truth, renewable: c.renewable.truth })), claims: p.composition.claims.map((c) => ({ id: c.id, truth: c.truth })), assumptions: p.composition.assumptions.map((a) => ({ id: a.id, standing: a.standing })) }),
  cells: (p) => p.cells.map((c) => ({ id: c.id, verdict: c.verdict, heldBy: c.heldBy, isSubstitutable: c.isSubstitutable, isProvisional: c.isProvisional })),
  questions: (p) => p.questions.slice(0, 15).map((q) => ({ id: q.id, hangsOn: q.hangsOn, settlesAtLeast: q.settlesAtLeast })),
  flags: (p) => p.flags.map((f) => ({ id: f.id, what: f.what, effect: f.effect })),
  mix: (p) => ('kind' in p.mix ? p.mix : { cost: p.mix.cost, days: p.mix.days, optimality: p.mix.optimality.kind, isVerified: p.mix.isVerified, options: p.mix.options.map((o) => ({ id: o.id, covers: o.covers, onlyCovers: o.onlyCovers })) }),
  schedule: (p) => p.schedule && { ends: p.schedule.ends, criticalPath: p.schedule.criticalPath, rows: p.schedule.rows.map((r) => ({ id: r.id, starts: r.starts, ends: r.ends, slack: r.slack })), deadlines: p.schedule.deadlines.map((d) => ({ id: d.id, on: d.on, ready: d.ready, isMet: d.isMet })) },
  alternatives: (p) => p.alternatives.map((a) => ({ name: a.name, cost: a.mix.cost.counted, days: a.mix.days.counted, ends: a.ends, reaches: a.reaches, adds: a.difference.adds, drops: a.difference.drops })),
  'left-out': (p) => p.leftOut.map((l) => ({ option: l.option, kind: l.kind, because: l.because })),
}

const catalogue = repositoryCatalogue()

function make(example: string): Promise<Plan> {
  return plan({ dossier: exampleDossier(example, undefined, catalogue), catalogue, on: DAY, withProposals: false, bills: [], settings: { limits: { nodes: 200_000 } }, withFront: false })
}

for (const example of ['edge-gateway', 'identity-server']) {
  describe(example, () => {
    let made: Plan
    beforeAll(async () => void (made = await make(example)), 60_000)

    it.each(Object.keys(STAGES))('%s', (stage) => {
      const file = join(import.meta.dirname, example, `${stage}.json`)
      const now = `${JSON.stringify(STAGES[stage]?.(made) ?? null, null, 1)}\n`
      if (isWriting) {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, now)
      }
      expect(existsSync(file), 'no golden file yet: GOLDEN=write writes it').toBe(true)
      expect(now).toBe(readFileSync(file, 'utf8'))
    })

    it('the same input gives the same plan', async () => {
      const again = await make(example)
      for (const stage of Object.keys(STAGES)) expect(STAGES[stage]?.(again)).toEqual(STAGES[stage]?.(made))
    }, 60_000)
  })
}
