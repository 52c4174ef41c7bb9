/** Law, published recognition, our computation and estimate never convert: the compiler refuses it, and so does the builder. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import {
  type Atom,
  atom,
  type Computed,
  type Estimate,
  type LegalFact,
  PREMISES_OF,
  type PremiseKind,
  type ResultKind,
  TheoryBuilder,
} from '#domain/answers/index.ts'
import { type Copy, copyOfTheHouse, type Outcome } from './copy.ts'

const RULE = { id: 'planted', says: 'planted' }
const KINDS: readonly PremiseKind[] = ['law', 'recognition', 'computed', 'estimate', 'declared']
const RESULTS: readonly ResultKind[] = ['law', 'recognition', 'computed', 'estimate']

describe('at run time', () => {
  it.each(RESULTS.flatMap((head) => KINDS.map((premise) => [head, premise] as const)))('%s on %s', (head, premise) => {
    const theory = new TheoryBuilder()
    // The casts stand for code that slipped past the compiler.
    const conclude = () =>
      theory.conclude(atom(head, 'conclusion') as Atom<'estimate'>, [atom(premise, 'premise')], RULE)
    const except = () =>
      theory.conclude(atom(head, 'conclusion') as Atom<'estimate'>, [], RULE, [atom(premise, 'premise')])
    if (PREMISES_OF[head].includes(premise)) expect(() => [conclude(), except()]).not.toThrow()
    else {
      expect(conclude).toThrow(`${head}:conclusion is ${head} and must not rest on ${premise}:premise`)
      expect(except).toThrow(/must not rest on/)
    }
  })

  it('an atom whose kind was tampered with is refused', () => {
    const tampered = { kind: 'law', text: 'computed:level' } as unknown as Atom<'law'>
    expect(() => new TheoryBuilder().conclude(atom('law', 'duty'), [tampered], RULE)).toThrow(/tampered/)
  })

  it('law rests on law and on what is declared, and on nothing else', () => {
    expect([...PREMISES_OF.law].sort()).toEqual(['declared', 'law'])
  })
})

describe('for the compiler', () => {
  it('results of different kinds are not assignable to each other', () => {
    const computed: Computed<string> = {
      kind: 'computed',
      value: 'C',
      because: { kind: 'computed', verdict: 'holds', says: 'x', premises: [] },
    }
    const estimate: Estimate<string> = { kind: 'estimate', value: 'C', because: computed.because }
    // @ts-expect-error a computed result is no fact of law
    const law: LegalFact<string> = computed
    // @ts-expect-error an estimate is no computed result
    const other: Computed<string> = estimate
    expect([law.kind, other.kind]).toEqual(['computed', 'estimate'])
  })
})

/** [what is planted, code, what the compiler says]; each stands in a copy of the house, and the check must go red for it. */
const PLANTED = [
  ['a duty on a computed premise', "theory.conclude(atom('law', 'duty:report'), [atom('computed', 'level:B')], rule)"],
  ['a route on an estimate', "theory.conclude(atom('law', 'route:module-a'), [atom('estimate', 'cost')], rule)"],
  [
    'a duty that falls away for a computed reason',
    "theory.conclude(atom('law', 'duty:report'), [], rule, [atom('computed', 'level:B')])",
  ],
  [
    'a recognition on a computed order',
    "theory.conclude(atom('recognition', 'accepted'), [atom('computed', 'above')], rule)",
  ],
  [
    'a computed result on an estimate',
    "theory.conclude(atom('computed', 'level:B'), [atom('estimate', 'days')], rule)",
  ],
] as const

describe('in the check', () => {
  let copy: Copy
  let outcome: Outcome
  beforeAll(() => {
    copy = copyOfTheHouse({ withSources: true })
    PLANTED.forEach(([, code], i) => {
      copy.write(
        `src/domain/law/planted-kind-${i}.ts`,
        `import { atom, type TheoryBuilder } from '../answers/index.ts'\nexport function planted(theory: TheoryBuilder, rule: { readonly id: string; readonly says: string }): void {\n  ${code}\n}\n`,
      )
    })
    outcome = copy.run(process.execPath, ['scripts/check.mjs', 'types'])
  }, 180_000)
  afterAll(() => copy.remove())

  test('the check is red', () => expect(outcome.code).toBe(1))
  test.each(PLANTED.map(([what], i) => [what, i] as const))('%s', (_what, i) => {
    const errors = outcome.stdout
      .split('\n')
      .filter((line) => line.startsWith(`src/domain/law/planted-kind-${i}.ts(3,`) && line.includes('is not assignable'))
    expect(errors.length).toBeGreaterThan(0)
  })
})
