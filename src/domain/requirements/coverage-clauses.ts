/**
 * Coverage as ground clauses of the kernel: what is held, what lies within it, what overlaps it; rows of mappings as facts.
 *
 * Only the clauses of the smallest proofs are emitted, once for what is surely held and once for what may be: reachability is worked
 * out over flat arrays first (`reach.ts`), the kernel then reads it with unknown facts twice, and proves it.
 * Rows are computed facts, so coverage is computed: it can never become a premise of law, a presumption or a status.
 */
import {
  type Atom,
  atom,
  type Citation,
  type RuleStatement,
  SETTLED_TRUE,
  type TheoryBuilder,
  UNSETTLED,
} from '../answers/index.ts'
import type { OpenFact } from '../answers/index.ts'
import { acceptedInWords } from './mapping.ts'
import { KINDS, membersOf, type Network, rowOf, rowRef, sayNode, sayRow } from './network.ts'
import { meetsOf, type Reached, withinOf } from './reach.ts'

const RULES = {
  held: { id: 'coverage.held', says: 'What is held is met.' },
  part: { id: 'coverage.part', says: 'What is held for a part is met for that part.' },
  ofParts: {
    id: 'coverage.of-parts',
    says: 'What is met for a part, or overlaps that, is met in part: it is asked of each part.',
  },
  row: { id: 'coverage.row', says: 'Whoever meets a requirement meets all that it contains.' },
  member: {
    id: 'coverage.member',
    says: 'Requirements that a row joins are met one by one where they are met together.',
  },
  joined: { id: 'coverage.joined', says: 'Requirements that a row joins are met together where each of them is met.' },
  overlap: { id: 'coverage.overlap', says: 'What overlaps a requirement that is met is met in part.' },
  above: { id: 'coverage.above', says: 'What contains something met in part is itself met in part.' },
  covered: {
    id: 'coverage.covered',
    says: 'A requirement is covered where all it asks lies within what is met, by rows of one kind of rationale.',
  },
  partly: {
    id: 'coverage.partly',
    says: 'A requirement is covered in part where it surely has something in common with what is met, by rows of one kind of rationale.',
  },
} as const satisfies Record<string, RuleStatement>

/** One requirement in hand. */
export interface Held {
  readonly node: number
  /** False: it may be held; `asks` says what would settle it. */
  readonly isSure: boolean
  /** It is met for a part of the whole only. */
  readonly isPart?: boolean
  readonly asks?: OpenFact
  readonly says: string
  readonly citation?: Citation
}

export interface CoverageReach {
  readonly kind: number
  readonly within: Reached
  /** What parts of the whole meet; absent where nothing concerns a part only. */
  readonly ofParts: Reached | undefined
  readonly meets: Reached
}

/** Whether it is met for the whole, met for a part of the whole, or met in part. */
type How = 'met' | 'met for a part of the whole' | 'met in part'

export function reachOf(network: Network, held: readonly Pick<Held, 'node' | 'isPart'>[]): readonly CoverageReach[] {
  const whole = held.filter((h) => h.isPart !== true).map((h) => h.node)
  const parts = held.filter((h) => h.isPart === true).map((h) => h.node)
  return KINDS.flatMap((_, kind) => {
    if (!hasKind(network, kind)) return []
    const within = withinOf(network, whole, kind)
    const ofParts = parts.length === 0 ? undefined : withinOf(network, parts, kind, network.isOfTheWhole)
    return [{ kind, within, ofParts, meets: meetsOf(network, within, ofParts) }]
  })
}

/** One kind is always read: what is held is met, rows or none. */
function hasKind(network: Network, kind: number): boolean {
  return KINDS[kind] === 'semantic' || network.rows.kind.includes(kind)
}

export function coveredAtom(network: Network, node: number): Atom<'computed'> {
  return atom('computed', `covered ${network.keys[node]}`)
}

export function partlyAtom(network: Network, node: number): Atom<'computed'> {
  return atom('computed', `in part ${network.keys[node]}`)
}

export function heldAtom(network: Network, node: number): Atom<'computed'> {
  return atom('computed', `held ${network.keys[node]}`)
}

/** Emits all that bears on `targets`. Returns the reach of what is surely held. */
export function emitCoverage(
  into: TheoryBuilder,
  network: Network,
  held: readonly Held[],
  targets: readonly number[],
): readonly CoverageReach[] {
  for (const h of held) {
    into.fact(heldAtom(network, h.node), {
      ...(h.isSure ? SETTLED_TRUE : UNSETTLED),
      ...(h.asks === undefined ? {} : { asks: h.asks }),
      ...(h.citation === undefined ? {} : { citation: h.citation }),
    })
    into.word(heldAtom(network, h.node), { holds: h.says, fails: `not: ${h.says}` })
  }
  const sure = reachOf(
    network,
    held.filter((h) => h.isSure),
  )
  const emission = new Emission(into, network)
  for (const reach of sure) for (const t of targets) emission.target(reach, t)
  if (held.some((h) => !h.isSure)) {
    for (const reach of reachOf(network, held)) for (const t of targets) emission.target(reach, t)
  }
  return sure
}

class Emission {
  readonly #into: TheoryBuilder
  readonly #network: Network
  readonly #done = new Set<string>()
  readonly #rows = new Set<number>()

  constructor(into: TheoryBuilder, network: Network) {
    this.#into = into
    this.#network = network
  }

  target(reach: CoverageReach, t: number): void {
    const name = sayNode(this.#network, t)
    if (reach.within.has(t)) {
      this.#into.word(coveredAtom(this.#network, t), {
        holds: `${name} is covered`,
        fails: `that ${name} is covered does not follow`,
      })
      this.#into.conclude(
        coveredAtom(this.#network, t),
        [this.#within(reach.kind, reach.within, 'met', t)],
        RULES.covered,
      )
    }
    if (reach.meets.has(t)) {
      this.#into.word(partlyAtom(this.#network, t), {
        holds: `${name} is covered in part`,
        fails: `that ${name} is covered in part does not follow`,
      })
      this.#into.conclude(partlyAtom(this.#network, t), [this.#meets(reach, t)], RULES.partly)
    }
  }

  #within(kind: number, within: Reached, how: How, node: number): Atom<'computed'> {
    const todo = [node]
    while (todo.length > 0) {
      const n = todo.pop() as number
      const head = this.#atom(how, kind, n)
      const step = within.step(n)
      const key = `${head.text} ${step.how} ${step.from} ${step.row}`
      if (this.#done.has(key)) continue
      this.#done.add(key)
      if (step.how === 'start')
        this.#into.conclude(head, [heldAtom(this.#network, n)], how === 'met' ? RULES.held : RULES.part)
      else if (step.how === 'joined') {
        const members = [...membersOf(this.#network, n)]
        this.#into.conclude(
          head,
          members.map((m) => this.#atom(how, kind, m)),
          RULES.joined,
        )
        todo.push(...members)
      } else {
        const from = this.#atom(how, kind, step.from)
        this.#into.conclude(
          head,
          step.how === 'row' ? [from, this.#row(step.row)] : [from],
          step.how === 'row' ? RULES.row : RULES.member,
        )
        todo.push(step.from)
      }
    }
    return this.#atom(how, kind, node)
  }

  #meets(reach: CoverageReach, node: number): Atom<'computed'> {
    let n = node
    for (;;) {
      const head = this.#atom('met in part', reach.kind, n)
      const { how, from, row } = reach.meets.step(n)
      const key = `${head.text} ${how} ${from} ${row}`
      if (this.#done.has(key)) break
      this.#done.add(key)
      const rows = row < 0 ? [] : [this.#row(row)]
      if (how === 'row' || how === 'member') {
        this.#into.conclude(head, [this.#atom('met in part', reach.kind, from), ...rows], RULES.above)
        n = from
        continue
      }
      const { ofParts } = reach
      const base =
        ofParts !== undefined && (how === 'part' || how === 'part-overlap')
          ? this.#within(reach.kind, ofParts, 'met for a part of the whole', from)
          : this.#within(reach.kind, reach.within, 'met', from)
      this.#into.conclude(head, [base, ...rows], how.startsWith('part') ? RULES.ofParts : RULES.overlap)
      break
    }
    return this.#atom('met in part', reach.kind, node)
  }

  #atom(what: How, kind: number, node: number): Atom<'computed'> {
    const made = atom('computed', `${what} (${KINDS[kind]}) ${this.#network.keys[node]}`)
    const says = `${sayNode(this.#network, node)} is ${what} (${KINDS[kind] === 'unstated' ? 'no kind of rationale stated' : `${KINDS[kind]} rationale`})`
    this.#into.word(made, { holds: says, fails: `not: ${says}` })
    return made
  }

  #row(row: number): Atom<'computed'> {
    const ref = rowRef(this.#network, row)
    const made = atom('computed', `row ${ref.mapping}#${ref.row}`)
    if (!this.#rows.has(row)) {
      this.#rows.add(row)
      const stated = rowOf(this.#network, row)
      const because = stated.because === '' ? '' : ` (${stated.because})`
      this.#into.fact(made, { ...SETTLED_TRUE, citation: stated.citation })
      this.#into.word(made, {
        holds: `${sayRow(this.#network, row)}${because}${acceptedInWords(stated)} [${ref.mapping}, row ${ref.row}]`,
        fails: `not: ${ref.mapping}, row ${ref.row}`,
      })
    }
    return made
  }
}
