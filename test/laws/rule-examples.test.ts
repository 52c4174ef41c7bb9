/** The examples that stand beside the rules of law, each run as a test, and the when-reading against the reading of single days. */
import { describe, expect, it } from 'vitest'
import { readLaw } from '#domain/law/index.ts'
import { checkProof } from '#fixpoint/index.ts'
import { conclusionAtom } from '#domain/law/index.ts'
import { toDayNumber } from '#util/calendar-date.ts'
import { containsDay } from '#util/interval-set.ts'
import { repositoryLaw } from '../support/catalogue.ts'

const law = repositoryLaw()

for (const act of law.acts) {
  describe(act.name, () => {
    for (const example of act.examples) {
      it(example.name, () => {
        const facts = new Map([...example.facts].map(([id, value]) => [id, { value, by: 'the example' }] as const))
        const reading = readLaw(law, { facts, withProposals: act.proposal }, example.on)
        const answers = Object.fromEntries([...example.expect.keys()].map((id) => [id, reading.truth(id)]))
        expect(answers).toEqual(Object.fromEntries(example.expect))
        const day = toDayNumber(example.on)
        for (const { conclusion, truth, when } of reading.all([
          'applicability',
          'exclusion',
          'class',
          'route',
          'presumption',
          'duty',
          'step',
        ])) {
          expect([conclusion.id, containsDay(when.surely, day), containsDay(when.possibly, day)]).toEqual([
            conclusion.id,
            truth === 'yes',
            truth !== 'no',
          ])
          const proof = reading.theory.proof(conclusionAtom(conclusion.id), example.on)
          const verdict = checkProof(proof, {
            clauses: reading.theory.system.clauses,
            inForce: (clause) => reading.theory.isInForce(clause, day),
            factOf: (atom) => reading.theory.factOn(atom, day),
          })
          expect([conclusion.id, verdict]).toEqual([conclusion.id, { kind: 'accepted' }])
        }
      })
    }
  })
}

it('sees the acts', () => expect(law.acts.length).toBeGreaterThan(0))
