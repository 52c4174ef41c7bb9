/** Draft advisories from impacts: what fell is named, what stands is not named as lost, and the documents are valid in their formats. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeEvents, parseDocument } from '#catalogue/index.ts'
import { type ChangeEvent, draftAdvisory, impactOf, type LostClaim, situationOf } from '#domain/change/index.ts'
import { decodeAdvisory, decodeBill, encodeCsafAdvisory, encodeCycloneDxAdvisory } from '#formats/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const context = { levels: catalogue.levels, thresholds: catalogue.thresholds, law: catalogue.law }

const CASES = [
  ['lapsed-module', 'lapsed-module.yaml', '2026-09-22', '2026-09-21'],
  ['smart-card-stack', 'chip-withdrawn.yaml', '2027-03-01', '2027-03-01'],
  ['edge-gateway', 'module-lapsed.yaml', '2026-09-22', '2026-09-01'],
] as const

function eventsOf(file: string): readonly ChangeEvent[] {
  const path = join(import.meta.dirname, '../../examples/events', file)
  const parsed = parseDocument(file, readFileSync(path, 'utf8'))
  if (parsed.kind === 'refused') throw new Error(file)
  const decoded = decodeEvents(parsed.document)
  if (decoded.kind === 'refused') throw new Error(file)
  return decoded.events
}

const made = CASES.map(([folder, file, on, since]) => {
  const dossier = exampleDossier(folder, undefined, catalogue)
  const events = eventsOf(file)
  const impact = impactOf(situationOf(dossier), events, context, on as CalendarDate, since as CalendarDate)
  return { folder, impact, draft: draftAdvisory(dossier, events, impact, context) }
})

describe('a draft advisory', () => {
  it.each(made)('names every claim that fell, and none that stands: $folder', ({ impact, draft }) => {
    const key = (c: { part: string; guarantee: string }) => `${c.part}/${c.guarantee}`
    const fell = impact.claims.filter((c) => c.truth.before === 'yes' && c.truth.after !== 'yes').map(key)
    expect(draft.lost.map(key)).toEqual(fell)
    const stands = new Set(draft.stands.map(key))
    expect(draft.lost.filter((c) => stands.has(key(c)))).toEqual([])
    expect(draft.lower.every((c: LostClaim) => stands.has(key(c)))).toBe(true)
  })

  it('has something to say where a module lapsed', () => {
    const lapsed = made[0]?.draft
    expect(lapsed?.lost.map((c) => `${c.part}/${c.guarantee}`)).toContain('crypto/crypto.approved')
    expect(lapsed?.stands.map((c) => `${c.part}/${c.guarantee}`)).toContain('display/display.read-only')
  })

  it.each(made)('is valid CSAF, mandatory tests included, and the same on every run: $folder', async ({ draft }) => {
    const text = encodeCsafAdvisory(draft)
    expect(encodeCsafAdvisory(draft)).toBe(text)
    const read = await decodeAdvisory({ file: 'draft.json', bytes: new TextEncoder().encode(text) })
    expect(read.diagnostics).toEqual([])
    expect(read.value?.vulnerabilities).toEqual([])
  })

  it.each(made)('is valid CycloneDX, with every part: $folder', async ({ draft }) => {
    const read = await decodeBill({
      file: 'draft.cdx.json',
      bytes: new TextEncoder().encode(encodeCycloneDxAdvisory(draft)),
    })
    expect(read.diagnostics.filter((d) => d.severity === 'error')).toEqual([])
    for (const part of draft.parts) expect(read.value?.components.map((c) => c.name)).toContain(part.name)
  })
})
