/** Exported proofs: accepted as they are, refused after any change, and refused once a record they cite has changed. */
import { describe, expect, it } from 'vitest'
import {
  assumptionAtom,
  canonical,
  certificateAtom,
  checkDocument,
  claimAtom,
  type Composition,
  compose,
  currentPremises,
  exportProof,
  type ProofDocument,
  sealOf,
} from '#domain/composition/index.ts'
import { atom } from '#domain/answers/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { assuranceCatalogue } from '../support/assurance.ts'
import { dayIn, FIRST, randomDossier } from '../support/dossiers.ts'
import { dice } from '../support/random.ts'
import { addDays, type CalendarDate } from '#util/calendar-date.ts'

const { levels } = assuranceCatalogue()
const SHAPE = { parts: 3, certificates: 2, evidence: 2, circles: true }
const LEVELS = ['cc31-eal2', 'eucc-eal4-van3', 'fips140-2-l1']

interface Asked {
  readonly composition: Composition
  readonly dossier: Dossier
  readonly on: CalendarDate
  readonly documents: readonly ProofDocument[]
}

function asked(seed: number): Asked {
  const dense = seed % 2 === 0
  const dossier = randomDossier(seed, { ...SHAPE, dense }, LEVELS)
  const on = dense ? addDays(FIRST, 400) : dayIn(dice(seed))
  const composition = compose(dossier, { levels })
  const abouts = [
    ...dossier.parts.flatMap((p) => [
      ...p.guarantees.map((g) => claimAtom(p.id, g.id)),
      ...p.assumptions.map((a) => assumptionAtom(p.id, a.id)),
    ]),
    ...dossier.certificates.flatMap((c) =>
      (['relied', 'reusable', 'renewable'] as const).map((x) => certificateAtom(x, c.id)),
    ),
  ]
  const documents = abouts.flatMap((about) => {
    const exported = exportProof(composition.theory, about, on)
    return exported.kind === 'document' ? [exported.document] : []
  })
  return { composition, dossier, on, documents }
}

/** Through text and back, as a file would carry it. */
function carried(document: ProofDocument): unknown {
  return JSON.parse(canonical(document))
}

/** Every single change of one leaf of a JSON value. */
function* changed(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      yield value.filter((_, j) => j !== i)
      for (const inner of changed(value[i])) yield value.map((v, j) => (j === i ? inner : v))
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([k]) => k !== key))
      for (const inner of changed((value as Record<string, unknown>)[key])) yield { ...value, [key]: inner }
    }
  } else if (typeof value === 'number') {
    yield value + 1
  } else if (typeof value === 'string') {
    yield `${value}x`
    if (value === 'holds' || value === 'fails') yield value === 'holds' ? 'fails' : 'holds'
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) yield value.startsWith('2') ? `1${value.slice(1)}` : `2${value.slice(1)}`
  } else if (typeof value === 'boolean') {
    yield !value
  }
}

describe('exported proofs', () => {
  it('are accepted as written, alone and against the records as they stand', () => {
    let count = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const { composition, documents } = asked(seed)
      const current = currentPremises(composition.theory)
      for (const document of documents) {
        count += 1
        expect(checkDocument(carried(document))).toEqual({
          kind: 'accepted',
          verdict: document.verdict,
          says: document.says,
        })
        expect(checkDocument(carried(document), current).kind).toBe('accepted')
      }
    }
    expect(count).toBeGreaterThan(300)
  })

  it('are refused after any single change', () => {
    let count = 0
    for (let seed = 1; seed <= 6; seed += 1) {
      for (const document of asked(seed).documents.slice(0, 4)) {
        for (const other of changed(carried(document))) {
          count += 1
          expect(checkDocument(other).kind).toBe('refused')
        }
      }
    }
    expect(count).toBeGreaterThan(1000)
  })

  it('sealed anew after a change, are refused as soon as the change bears on the conclusion, or by the records', () => {
    let refusedAlone = 0
    let count = 0
    for (let seed = 1; seed <= 6; seed += 1) {
      const { composition, documents } = asked(seed)
      const current = currentPremises(composition.theory)
      for (const document of documents.slice(0, 4)) {
        for (const other of changed(carried(document))) {
          const forged = other as ProofDocument
          // What the document is about and which day it names are its question, and its words are its own; all else is premise or proof.
          const isQuestion = ['about', 'says', 'on', 'verdict'].some(
            (k) => canonical({ v: forged[k as 'says'] }) !== canonical({ v: document[k as 'says'] }),
          )
          if (isQuestion || forged.facts === undefined) continue
          count += 1
          const resealed = { ...forged, seal: sealOf(forged) }
          const alone = checkDocument(resealed).kind
          if (alone === 'refused') refusedAlone += 1
          const bears = canonical({ ...resealed, seal: '' }) !== canonical({ ...document, seal: '' })
          if (
            bears &&
            canonical(forged.nodes) === canonical(document.nodes) &&
            canonical(forged.clauses) === canonical(document.clauses)
          ) {
            const lost =
              forged.facts.length < document.facts.length || (forged.rules?.length ?? 0) < document.rules.length
            if (!lost) expect(checkDocument(resealed, current).kind).toBe('refused')
          }
        }
      }
    }
    expect(count).toBeGreaterThan(1000)
    expect(refusedAlone).toBeGreaterThan(count / 3)
  })

  it('are refused once a certificate they cite has another record', () => {
    let count = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const { dossier, documents, on } = asked(seed)
      for (const gone of dossier.certificates) {
        const certificates = dossier.certificates.map((c) =>
          c === gone ? { ...c, status: [...c.status, { value: 'withdrawn' as const, from: addDays(on, 1000) }] } : c,
        )
        const current = currentPremises(compose({ ...dossier, certificates }, { levels }).theory)
        for (const document of documents) {
          const last = gone.status.at(-1)?.value ?? 'not recorded'
          const cites = document.facts.some((f) => f.atom.endsWith(`:status ${last} ${gone.id}`))
          if (!cites) continue
          count += 1
          expect(checkDocument(carried(document), current).kind).toBe('refused')
        }
      }
    }
    expect(count).toBeGreaterThan(50)
  })

  it('of an absence, are refused once something new could give it', () => {
    let count = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const { dossier, on, composition } = asked(seed)
      for (const part of dossier.parts) {
        const exported = exportProof(composition.theory, atom('computed', `evaluated ${part.id}`), on)
        if (exported.kind !== 'document' || exported.document.verdict !== 'fails') continue
        count += 1
        const parts = dossier.parts.map((p) =>
          p === part ? { ...p, certificates: [...p.certificates, 'made:NEW'] } : p,
        )
        const fresh = {
          id: 'made:NEW',
          level: 'cc31-eal2',
          scope: { versions: [], configurations: [] },
          status: [],
          covers: [],
          caveats: [],
          invented: true,
        }
        const current = currentPremises(
          compose({ ...dossier, parts, certificates: [...dossier.certificates, fresh] }, { levels }).theory,
        )
        expect(checkDocument(carried(exported.document), current).kind).toBe('refused')
      }
    }
    expect(count).toBeGreaterThan(20)
  })

  it('do not exist for what is not known', () => {
    let open = 0
    for (let seed = 1; seed <= 30; seed += 1) {
      const { composition, dossier, on } = asked(seed)
      for (const c of dossier.certificates) {
        const about = certificateAtom('renewable', c.id)
        if (composition.theory.truth(about, on) !== 'not-known') continue
        open += 1
        expect(exportProof(composition.theory, about, on).kind).toBe('not-settled')
      }
    }
    expect(open).toBeGreaterThan(5)
  })

  it('refuse what is no proof document at all', () => {
    for (const junk of [
      null,
      undefined,
      7,
      'text',
      [],
      {},
      { format: 'metascheme-proof/1' },
      { format: 'metascheme-proof/1', facts: 3 },
    ]) {
      expect(checkDocument(junk).kind).toBe('refused')
    }
  })
})
