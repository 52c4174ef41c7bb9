/** What falls with the cryptographic module of the worked gateway and which kinds of way lead back, as written before the engine was run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { decodeEvents, parseDocument } from '#catalogue/index.ts'
import { impactOf, situationOf } from '#domain/change/index.ts'
import { repairPortfolio } from '#domain/questions/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { EXAMPLES_FOLDER, exampleDossier } from '../support/examples.ts'

const catalogue = repositoryCatalogue()
const dossier = exampleDossier('lapsed-module', undefined, catalogue)
const { repair: wanted } = parse(readFileSync(join(EXAMPLES_FOLDER, 'lapsed-module/expected.yaml'), 'utf8'), {
  schema: 'failsafe',
}) as { repair: Wanted }

interface Wanted {
  readonly on: string
  readonly since: string
  readonly falls: readonly string[]
  readonly stands: readonly string[]
  readonly closed: readonly string[]
  readonly withoutOffer: Readonly<Record<string, readonly string[]>>
  readonly withOffer: Readonly<Record<string, readonly string[]>>
}

function events(name: string) {
  const parsed = parseDocument(name, readFileSync(join(EXAMPLES_FOLDER, 'events', name), 'utf8'))
  if (parsed.kind === 'refused') throw new Error('the event file does not parse')
  const decoded = decodeEvents(parsed.document)
  if (decoded.kind === 'refused') throw new Error(JSON.stringify(decoded.diagnostics))
  return decoded.events
}

const on = wanted.on as CalendarDate
const since = wanted.since as CalendarDate

it('takes down what rests on the module, and nothing else', () => {
  const impact = impactOf(situationOf(dossier), events('lapsed-module.yaml'), catalogue, on, since)
  const fell = impact.claims.filter((c) => c.truth.before !== c.truth.after).map((c) => `${c.part}/${c.guarantee}`)
  expect(fell).toEqual(wanted.falls)
  expect(fell).not.toEqual(expect.arrayContaining([...wanted.stands]))
  expect(impact.certificates.map((c) => c.certificate)).toEqual(['cmvp:4282'])
})

it.each([
  ['without an offer', [], wanted.withoutOffer],
  ['with the successor offered', [{ name: 'successor', events: events('openssl-fips-3.1.2.yaml') }], wanted.withOffer],
])('finds the way back %s', async (_, offers, ways) => {
  const result = await repairPortfolio([dossier], events('lapsed-module.yaml'), {
    catalogue,
    on,
    since,
    offers,
    limits: { nodes: 50_000 },
  })
  expect(result.items.filter((i) => i.what === 'claim').map((i) => `${i.part}/${i.guarantee}`)).toEqual(wanted.falls)
  expect(result.closed.map((c) => c.kind)).toEqual(expect.arrayContaining([...wanted.closed]))
  for (const [claim, kinds] of Object.entries(ways)) {
    const row = result.items.find((i) => `${i.part}/${i.guarantee}` === claim)
    if (row?.way.kind !== 'way') throw new Error(`no way back to ${claim}`)
    expect(row.way.plan.repairs.map((r) => r.kind)).toEqual(kinds)
    expect(row.way.restored).toMatchObject({ truth: row.truth.before, isChecked: true })
  }
})
