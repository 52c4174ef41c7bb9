/** The laws of the release matrix, on random certificates: covered only in force, more scope never covers less, an assertion covers nothing. */
import { describe, expect, it } from 'vitest'
import { type ReleaseCell, releaseMatrix, type ChangeScale, triageChange } from '#domain/change/index.ts'
import { readCertificateFor, versionNaming } from '#domain/composition/index.ts'
import {
  CHANGED_THINGS,
  type Certificate,
  type ChangedItem,
  type Dossier,
  type Part,
  type ReleaseChange,
} from '#domain/dossier/index.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { dayIn, emptyDossier, randomCertificate } from '../support/dossiers.ts'
import { type Dice, dice } from '../support/random.ts'

const { levels } = assuranceCatalogue()
const LEVEL_IDS = ['cc31-eal2', 'cc31-eal4-plus', 'eucc-substantial', 'eucc-high'].filter((id) => levels.has(id))
const VERSIONS = ['1', '1.0', '1.1', '1.2', '1.3', '2.0', '2.0.1', '2.0.1-rc1']
const SCOPES = [...VERSIONS, '1.x', '2.0.*', '1.1 to 1.2', '1.0–1.3', '2.0 and later']
const CONFIGURATIONS = ['hardened', 'as delivered']
const CASES = 400

function made(d: Dice): { readonly dossier: Dossier; readonly certificate: Certificate } {
  const certificate: Certificate = {
    ...randomCertificate(d, `${d.chance(1, 2) ? 'eucc' : 'cc'}:C-1`, LEVEL_IDS),
    scope: {
      versions: d.some(d.between(0, 3), SCOPES.length).map((i) => SCOPES[i] as string),
      configurations: d.some(d.between(0, 2), 2).map((i) => CONFIGURATIONS[i] as string),
    },
  }
  return { certificate, dossier: holding(certificate, d.chance(1, 6) ? undefined : VERSIONS[d.between(0, 7)]) }
}

function holding(certificate: Certificate, version: string | undefined): Dossier {
  const part: Part = {
    id: 'core',
    name: 'core',
    origin: 'made',
    certificates: [certificate.id],
    guarantees: [],
    assumptions: [],
    dependsOn: [],
    ...(version === undefined ? {} : { version }),
  }
  return emptyDossier({ parts: [part], certificates: [certificate] })
}

const ASKED = { versions: VERSIONS.map((version) => ({ version })), configurations: CONFIGURATIONS }
const keyOf = (c: ReleaseCell): string => JSON.stringify([c.part, c.certificate, c.version, c.configuration])

describe('the release matrix', () => {
  it('covers only a version that the scope names, on a day within the validity, with no recorded end', () => {
    let covered = 0
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const { dossier, certificate } = made(d)
      const on = dayIn(d)
      for (const cell of releaseMatrix(dossier, ASKED, levels, on).cells) {
        if (cell.state !== 'covered') continue
        covered += 1
        expect(cell.binding).toMatch(/^(exact|series|range)$/)
        expect(certificate.issued === undefined || certificate.issued <= on).toBe(true)
        expect(certificate.expires === undefined || on <= certificate.expires).toBe(true)
        const last = certificate.status.filter((s) => s.from <= on).pop()?.value
        expect(['withdrawn', 'revoked', 'expired', 'archived']).not.toContain(last)
        expect(cell.configuration === undefined || certificate.scope.configurations.includes(cell.configuration)).toBe(
          true,
        )
      }
    }
    expect(covered).toBeGreaterThan(100)
  })

  it('covers what the evaluation of certificates relies on, and nothing else', () => {
    const wrong: string[] = []
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const { dossier, certificate } = made(d)
      const on = dayIn(d)
      for (const cell of releaseMatrix(dossier, ASKED, levels, on).cells) {
        const relied = readCertificateFor(certificate, cell.version, dossier, levels, on).relied.answer.kind
        if ((cell.state === 'covered' && relied !== 'value') || (relied === 'no' && cell.state !== 'not-covered'))
          wrong.push(`${seed} ${keyOf(cell)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('never loses a covered cell when a version is added to a scope', () => {
    const lost: string[] = []
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const { dossier, certificate } = made(d)
      const on = dayIn(d)
      const more = SCOPES[d.between(0, SCOPES.length - 1)] as string
      const wider = { ...certificate, scope: { ...certificate.scope, versions: [...certificate.scope.versions, more] } }
      const after = new Map(
        releaseMatrix({ ...dossier, certificates: [wider] }, ASKED, levels, on).cells.map((c) => [keyOf(c), c.state]),
      )
      for (const cell of releaseMatrix(dossier, ASKED, levels, on).cells)
        if (cell.state === 'covered' && after.get(keyOf(cell)) !== 'covered') lost.push(`${seed} ${keyOf(cell)}`)
    }
    expect(lost).toEqual([])
  })

  it('never answers covered for what is asserted, and names what would settle every open cell', () => {
    let asserted = 0
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const { dossier } = made(d)
      for (const cell of releaseMatrix(dossier, ASKED, levels, dayIn(d)).cells) {
        if (cell.binding === 'asserted' || cell.binding === 'unclear') {
          asserted += 1
          expect(cell.state).not.toBe('covered')
        }
        expect(cell.settledBy.length > 0).toBe(cell.state === 'not-known')
      }
    }
    expect(asserted).toBeGreaterThan(100)
  })
})

it.each([
  [['4.2.0'], '4.2.0', 'exact'],
  [['4.2.0'], '4.2.00', 'none'],
  [['4.2.x'], '4.2.7', 'series'],
  [['4.2.x'], '4.20.7', 'none'],
  [['4.2.x'], '4.2.7-rc1', 'unclear'],
  [['4.2.0 to 4.2.10'], '4.2.9', 'range'],
  [['4.2.0 to 4.2.10'], '4.2.11', 'none'],
  [['4.2.0 to 4.2.10'], '4.2.9.1', 'unclear'],
  [['1.0-2'], '1.0', 'none'],
  [['4.2 and later'], '4.3', 'unclear'],
  [['4.2.1', '4.2.x'], '4.2.1', 'exact'],
] as const)('%j names %s: %s', (named, version, way) => expect(versionNaming(named, version)).toBe(way))

describe('the scale of a change', () => {
  const RANK: Readonly<Record<ChangeScale, number>> = { 'outside-target': 0, minor: 1, 'not-known': 2, major: 3 }

  function randomItem(d: Dice): ChangedItem {
    const maybe = (): boolean | undefined => (d.chance(1, 3) ? undefined : d.chance(1, 2))
    const [isInTarget, touches] = [maybe(), maybe()]
    return {
      what: CHANGED_THINGS[d.between(0, CHANGED_THINGS.length - 1)] as ChangedItem['what'],
      name: 'thing',
      securityFunctions: d.chance(1, 4) ? ['FIA_UAU.2'] : [],
      files: [],
      evidence: [],
      ...(isInTarget === undefined ? {} : { isInTarget }),
      ...(touches === undefined ? {} : { touchesSecurityFunction: touches }),
      ...(d.chance(1, 2) ? {} : { effectOnAssurance: d.chance(1, 2) ? ('none' as const) : ('adverse' as const) }),
    }
  }

  const dossier = holding(randomCertificate(dice(1), 'eucc:C-1', LEVEL_IDS), '1')
  const scale = (items: readonly ChangedItem[]): ChangeScale =>
    triageChange(
      { id: 'c', release: '2', part: 'core', says: 'c', items } satisfies ReleaseChange,
      dossier,
      dayIn(dice(2)),
    ).scale

  it('never falls when more is changed, and stating an adverse effect makes it major', () => {
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const items = Array.from({ length: d.between(1, 4) }, () => randomItem(d))
      const more = randomItem(d)
      expect(RANK[scale([...items, more])]).toBeGreaterThanOrEqual(RANK[scale(items)])
      expect(scale([...items, { ...more, effectOnAssurance: 'adverse' }])).toBe('major')
    }
  })

  it('is outside the target only where every item is stated to be, and touches nothing', () => {
    const outside: ChangedItem[] = []
    for (let seed = 1; seed <= CASES; seed += 1) {
      const d = dice(seed)
      const items = Array.from({ length: d.between(1, 2) }, () => randomItem(d))
      if (scale(items) === 'outside-target') outside.push(...items)
    }
    expect(outside.length).toBeGreaterThan(5)
    expect(
      outside.filter(
        (i) => i.isInTarget !== false || i.touchesSecurityFunction !== false || i.securityFunctions.length > 0,
      ),
    ).toEqual([])
  })

  it('is never the word of a body, and stays open for a scheme whose text was not read', () => {
    const foreign = holding(randomCertificate(dice(1), 'cmvp:1', LEVEL_IDS), '1')
    const item: ChangedItem = {
      what: 'implementation',
      name: 'thing',
      isInTarget: true,
      touchesSecurityFunction: false,
      securityFunctions: [],
      files: [],
      evidence: [],
    }
    const change: ReleaseChange = { id: 'c', release: '2', part: 'core', says: 'c', items: [item] }
    const there = triageChange(change, foreign, dayIn(dice(2)))
    expect([there.scale, there.settledBy[0]?.what]).toEqual(['not-known', 'unchecked-rule'])
    const here = triageChange(change, dossier, dayIn(dice(2)))
    expect([here.scale, here.because.kind, here.rated]).toEqual(['minor', 'computed', undefined])
  })
})
