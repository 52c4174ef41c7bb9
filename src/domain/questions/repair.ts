/**
 * `repair PORTFOLIO --event FILE`: after a loss, the cheapest way back for each claim that fell, and for all of them together.
 *
 * Whether a repair brings a claim back is the kernel's to say (`way-back.ts`), which selection is cheapest the cover engine's, and every
 * answer is read again: the repairs chosen are laid over the dossier as events, and the claim's proof is rebuilt by the same kernel and put to
 * the independent checker. Accepting less costs nothing and is shown apart, never as a way back. Nothing here says what an issuer will decide.
 */
import {
  bestSelection,
  type CoverProblem,
  type Objectives,
  type SearchLimits,
  type Solve,
  TIME,
  verify,
} from '#cover/index.ts'
import type { Truth } from '#fixpoint/index.ts'
import { addWorkingDays, type CalendarDate } from '#util/calendar-date.ts'
import { Defect } from '#util/diagnostic.ts'
import type { Atom, Because, OpenFact } from '../answers/index.ts'
import {
  DIMENSIONS,
  type Letter,
  LETTERS,
  type Profile,
  type Span,
  type TargetType,
  type ThresholdTables,
} from '../assurance/index.ts'
import {
  applyEvents,
  type ChangeEvent,
  composeSituation,
  situationOf as situationOfDossier,
  type Situation,
} from '../change/index.ts'
import {
  checkDocument,
  claimAtom,
  type Composition,
  currentPremises,
  exportProof,
  keptClaimAtom,
  lettersOf,
  standsAtom,
  type Ways as LevelWays,
  WHOLE,
} from '../composition/index.ts'
import type { Dossier } from '../dossier/index.ts'
import type { Catalogue } from './catalogue.ts'
import { type LevelNeed, missingNeeds, needsOf } from './level-cells.ts'
import type { MoneyRange } from './plan-types.ts'
import { type RepairWork, WorkBook } from './repair-works.ts'
import { type ClosedWay, type Offer, type Repair, type RepairKind, waysBack } from './repair-ways.ts'
import {
  type BackReading,
  type BackTarget,
  COST,
  type Repairable,
  type WayBackProblem,
  wayBackProblem,
} from './way-back.ts'

export interface Low2High {
  readonly low: number
  readonly high: number
  /** What was counted with: the middle of each figure, rounded up. */
  readonly counted: number
}

export interface BackDays {
  readonly earliest: CalendarDate
  readonly counted: CalendarDate
  readonly latest: CalendarDate
}

export interface RepairStep {
  readonly id: string
  readonly kind: RepairKind
  readonly subject: string
  readonly says: string
  readonly conditions: readonly string[]
  readonly notPriced: readonly string[]
  readonly because: Because
  /** Ids of the works it asks for. */
  readonly works: readonly string[]
  /** Dossiers in which it counts; its work is paid once. */
  readonly dossiers: readonly string[]
}

export interface RepairWorkRow {
  readonly id: string
  readonly option: string
  readonly name: string
  readonly subject: string
  readonly performer: string
  readonly cost: MoneyRange
  readonly days: MoneyRange
  readonly queueDays: MoneyRange
}

/** A selection of repairs. Whole euros, working days. */
export interface RepairPlan {
  readonly repairs: readonly RepairStep[]
  readonly works: readonly RepairWorkRow[]
  readonly cost: Low2High & { readonly weakestGrade: string }
  readonly days: Low2High
  /** The day on which the last of the claims is back. */
  readonly back: BackDays
  readonly isProvedLeast: boolean
  readonly isReproducible: boolean
}

/** What fell: a claim, the whole, or the upkeep of a claim that goes on being relied on. */
export interface Fallen {
  readonly dossier: string
  readonly what: 'claim' | 'whole' | 'upkeep'
  readonly part: string
  readonly guarantee: string
  readonly says: string
  readonly truth: { readonly before: Truth; readonly after: Truth }
  /** Technical reading, floors of performers included. */
  readonly level: { readonly before: Letter; readonly after: Letter }
  readonly because: Because
}

export interface Restored {
  readonly truth: Truth
  readonly level: Letter
  readonly formal: Span<Letter>
  /** The proof after repair, by the kernel; for what was not known before, how it is open again. */
  readonly because: Because
  /** Whether the independent checker accepts the proof; absent where it was not known before, which has no proof. */
  readonly isChecked?: boolean
  /** The same claim read on the day it is back: other things may have lapsed by then. */
  readonly onTheDay: { readonly on: CalendarDate; readonly truth: Truth; readonly because?: Because }
}

export type WayBack =
  | {
      readonly kind: 'way'
      readonly plan: RepairPlan
      readonly restored: Restored
      readonly alternatives: readonly AlternativeWay[]
    }
  /** No repair that is known brings it back; `settledBy` names facts that might open one. */
  | { readonly kind: 'none'; readonly because: Because; readonly settledBy: readonly OpenFact[] }
  | { readonly kind: 'stopped' }

/** Without one of the repairs chosen: the next cheapest, or that there is none. */
export interface AlternativeWay {
  readonly without: string
  readonly plan?: RepairPlan
}

/** Priced at nothing, and never mixed with ways back. */
export interface Acceptance {
  readonly kind: 'accept-loss' | 'accept-lower-level' | 'keep-old-release' | 'lift-to-users'
  readonly says: string
  readonly truth: Truth
  readonly level: Letter
}

export interface RepairRow extends Fallen {
  readonly way: WayBack
  readonly accept: readonly Acceptance[]
  /** Facts that would bring it back, or settle it, by themselves. */
  readonly settledBy: readonly OpenFact[]
}

export interface UnchosenRepair {
  readonly id: string
  readonly kind: RepairKind
  readonly says: string
  readonly state: 'dearer' | 'not-needed' | 'brings-nothing-back' | 'stopped'
  readonly because: string
}

export interface RepairResult {
  readonly on: CalendarDate
  readonly since: CalendarDate
  readonly dossiers: number
  readonly items: readonly RepairRow[]
  /** All that can come back, at the least cost; shared repairs once. Absent where nothing can, or nothing fell. */
  readonly together?: RepairPlan
  /** The same in the least time, where that is another selection. */
  readonly fastest?: RepairPlan
  readonly unchosen: readonly UnchosenRepair[]
  readonly closed: readonly (ClosedWay & { readonly dossier: string })[]
  /** Events that name nothing in any dossier, by their place in the list. */
  readonly strangers: readonly number[]
}

export interface RepairSettings {
  readonly catalogue: Catalogue
  readonly on: CalendarDate
  readonly since?: CalendarDate
  readonly offers?: readonly Offer[]
  readonly limits: SearchLimits
  readonly solve?: Solve
  readonly onProgress?: (done: number, of: number) => void
}

/** Order: dossiers as given, claims as written. Cost: one composition per dossier and repair, and a search per claim. */
export async function repairPortfolio(
  dossiers: readonly Dossier[],
  events: readonly ChangeEvent[],
  settings: RepairSettings,
): Promise<RepairResult> {
  return new RepairShop(dossiers, events, settings).run()
}

interface OneDossier {
  readonly before: Situation
  readonly after: Situation
  readonly was: Composition
  readonly is: Composition
  readonly repairs: readonly Repair[]
  readonly closed: readonly ClosedWay[]
}

interface Goal {
  readonly fallen: Fallen
  readonly target: BackTarget
}

class RepairShop {
  readonly #s: RepairSettings
  readonly #since: CalendarDate
  readonly #events: readonly ChangeEvent[]
  readonly #book: WorkBook
  readonly #all: readonly OneDossier[]
  readonly #strangers: readonly number[]
  readonly #repairs = new Map<string, Repair>()
  readonly #usedIn = new Map<string, string[]>()
  readonly #works: ReadonlyMap<string, RepairWork>

  constructor(dossiers: readonly Dossier[], events: readonly ChangeEvent[], settings: RepairSettings) {
    this.#s = settings
    this.#since = settings.since ?? settings.on
    this.#events = events
    this.#book = new WorkBook(settings.catalogue, settings.on)
    const applied = dossiers.map((d) => applyEvents(situationOfDossier(d), events))
    this.#strangers = events.flatMap((_, i) => (applied.every((a) => a.strangers.includes(i)) ? [i] : []))
    this.#all = dossiers.map((d, i) => this.#one(d, applied[i] as Situation, dossiers))
    for (const one of this.#all)
      for (const r of one.repairs) {
        this.#repairs.set(r.id, this.#repairs.get(r.id) ?? r)
        this.#usedIn.set(r.id, [...(this.#usedIn.get(r.id) ?? []), one.is.dossier.id])
      }
    this.#works = new Map(this.#book.all().map((w) => [w.id, w]))
  }

  #one(dossier: Dossier, after: Situation, dossiers: readonly Dossier[]): OneDossier {
    const { catalogue, on } = this.#s
    const before = situationOfDossier(dossier)
    const was = composeSituation(before, { levels: catalogue.levels })
    const is = composeSituation(after, { levels: catalogue.levels })
    const heldElsewhere = dossiers.flatMap((d) =>
      d.id === dossier.id
        ? []
        : d.parts.flatMap((part) =>
            d.certificates
              .filter((c) => part.certificates.includes(c.id))
              .map((certificate) => ({ certificate, part, dossier: d.id })),
          ),
    )
    const ways = waysBack({
      before,
      after,
      was,
      is,
      since: this.#since,
      on,
      catalogue,
      book: this.#book,
      offers: this.#s.offers ?? [],
      heldElsewhere,
      needsOf: (id) => this.#neededBy(was, id),
    })
    return { before, after, was, is, repairs: ways.repairs, closed: ways.closed }
  }

  async run(): Promise<RepairResult> {
    const goals = this.#all.flatMap((one, i) => this.#goalsOf(one, i))
    const repairable = this.#all.map(
      (one): Repairable => ({
        now: one.is,
        with: new Map(one.repairs.map((r) => [r.id, this.#composed(one, [r], this.#s.on)])),
      }),
    )
    const problem = this.#problem(goals, repairable)
    const items: RepairRow[] = []
    for (const [i, goal] of goals.entries()) {
      this.#s.onProgress?.(i, goals.length)
      items.push(await this.#row(goal, repairable))
    }
    const joint = await this.#plan(problem, [COST, TIME])
    const fastest = await this.#plan(problem, [TIME, COST])
    if (joint?.chosen !== undefined) this.#check(goals, problem, joint.chosen)
    if (fastest?.chosen !== undefined) this.#check(goals, problem, fastest.chosen)
    const isOther = fastest !== undefined && joint !== undefined && fastest.plan.days.counted < joint.plan.days.counted
    return {
      on: this.#s.on,
      since: this.#since,
      dossiers: this.#all.length,
      items,
      ...(joint === undefined ? {} : { together: joint.plan }),
      ...(isOther ? { fastest: fastest.plan } : {}),
      unchosen: joint === undefined ? [] : await this.#unchosen(problem, joint),
      closed: this.#all.flatMap((one) => one.closed.map((c) => ({ ...c, dossier: one.is.dossier.id }))),
      strangers: this.#strangers,
    }
  }

  // ---- what fell

  #goalsOf(one: OneDossier, index: number): readonly Goal[] {
    const { dossier } = one.is
    const claims = dossier.parts.flatMap((p) =>
      p.guarantees.flatMap((g) => [
        { what: 'claim' as const, part: p.id, guarantee: g.id, says: g.says, about: claimAtom(p.id, g.id) },
        { what: 'upkeep' as const, part: p.id, guarantee: g.id, says: g.says, about: keptClaimAtom(p.id, g.id) },
      ]),
    )
    const whole = {
      what: 'whole' as const,
      part: WHOLE,
      guarantee: '',
      says: 'the whole stands',
      about: standsAtom(WHOLE),
    }
    const fallen: Goal[] = []
    const gone = new Set<string>()
    for (const c of [...claims, whole]) {
      const truth = {
        before: one.was.theory.truth(c.about, this.#since),
        after: one.is.theory.truth(c.about, this.#s.on),
      }
      const level =
        c.what === 'upkeep'
          ? { before: 'none' as const, after: 'none' as const }
          : {
              before: this.#letter(one.was, c.about, this.#since, truth.before),
              after: this.#letter(one.is, c.about, this.#s.on, truth.before),
            }
      const isLower =
        HEIGHT[truth.after] < HEIGHT[truth.before] || LETTERS.indexOf(level.after) < LETTERS.indexOf(level.before)
      if (!isLower) continue
      const name = `${c.part}/${c.guarantee}`
      if (c.what === 'claim') gone.add(name)
      // Where the claim itself fell its upkeep fell with it; that is one loss.
      if (c.what === 'upkeep' && gone.has(name)) continue
      const reading: BackReading = truth.before === 'yes' ? 'surely' : 'possibly'
      fallen.push({
        fallen: {
          dossier: dossier.id,
          what: c.what,
          part: c.part,
          guarantee: c.guarantee,
          says: c.says,
          truth,
          level,
          because: one.is.theory.because(c.about, this.#s.on),
        },
        target: {
          id: `${dossier.id} ${c.about.text}`,
          dossier: index,
          atom: c.about.text,
          reading,
          needs: this.#needs(level.before, dossier.target.type),
        },
      })
    }
    return fallen
  }

  /** The depth behind it, performers included; of what is not sure, the upper bound. */
  #letter(c: Composition, about: Atom, on: CalendarDate, before: Truth): Letter {
    const ways = c.waysOf(about, on)
    return letterWithFloors(
      before === 'yes' ? ways.surely : ways.possibly,
      c.dossier.target.type,
      this.#s.catalogue.thresholds,
    )
  }

  /** What the claims of a part showed before, or the part where it gives none. */
  #neededBy(was: Composition, id: string): readonly LevelNeed[] {
    const part = was.dossier.parts.find((p) => p.id === id)
    const abouts =
      part === undefined || part.guarantees.length === 0
        ? [standsAtom(id)]
        : part.guarantees.map((g) => claimAtom(id, g.id))
    const letters = abouts.map((about) => this.#letter(was, about, this.#since, was.theory.truth(about, this.#since)))
    const best = letters.reduce((a, b) => (LETTERS.indexOf(b) > LETTERS.indexOf(a) ? b : a), 'none')
    return this.#needs(best, was.dossier.target.type)
  }

  #needs(letter: Letter, type: TargetType): readonly LevelNeed[] {
    return letter === 'none' ? [] : withFloors(type, letter, this.#s.catalogue.thresholds)
  }

  // ---- choosing

  #composed(one: OneDossier, repairs: readonly Repair[], from: CalendarDate): Composition {
    const events = repairs.flatMap((r) => r.events({ from }))
    return composeSituation(applyEvents(one.after, events), { levels: this.#s.catalogue.levels })
  }

  #problem(goals: readonly Goal[], repairable: readonly Repairable[]): WayBackProblem {
    return wayBackProblem(
      repairable,
      goals.map((g) => g.target),
      [...this.#repairs.values()].map((r) => ({ id: r.id, works: r.works })),
      this.#book.items(),
      this.#s.catalogue.levels,
      this.#s.on,
    )
  }

  async #plan(
    problem: WayBackProblem,
    objectives: Objectives,
    cover: CoverProblem = problem.cover,
  ): Promise<{ readonly plan: RepairPlan; readonly chosen: readonly string[]; readonly cost: number } | undefined> {
    if (problem.cellOf.size === 0) return undefined
    const { limits, solve } = this.#s
    const answer = await bestSelection(cover, objectives, { limits, ...(solve === undefined ? {} : { solve }) })
    if (answer.kind === 'infeasible' || answer.kind === 'stopped') return undefined
    const { chosen } = answer.selection
    if (verify(cover, answer.selection).length > 0)
      throw new Defect('a selection of repairs does not cover what it should')
    const repairs = chosen.flatMap((j) => problem.repairs[j - problem.works.length] ?? [])
    const works = chosen.flatMap((j) => (j < problem.works.length ? [problem.works[j] as string] : []))
    return {
      plan: this.#described(problem, chosen, repairs, works, answer.kind === 'optimal', answer.isReproducible),
      chosen: repairs,
      cost: answer.selection.values[COST] ?? 0,
    }
  }

  #described(
    problem: WayBackProblem,
    chosen: readonly number[],
    repairs: readonly string[],
    works: readonly string[],
    isProvedLeast: boolean,
    isReproducible: boolean,
  ): RepairPlan {
    const rows = works.map((id) => this.#works.get(id) as RepairWork)
    const length = (of: (w: RepairWork) => number): number => lastEnd(problem, chosen, this.#works, of)
    const days = {
      low: length((w) => w.days.low + w.queue.low),
      high: length((w) => w.days.high + w.queue.high),
      counted: length((w) => w.days.counted + w.queue.counted),
    }
    const done = new Set(works)
    return {
      repairs: repairs.map((id): RepairStep => {
        const r = this.#repairs.get(id) as Repair
        return {
          id,
          kind: r.kind,
          subject: r.subject,
          says: r.says,
          conditions: r.conditions,
          notPriced: r.notPriced,
          because: r.because,
          works: [...new Set(r.works.flat())].filter((w) => done.has(w)),
          dossiers: this.#usedIn.get(id) ?? [],
        }
      }),
      works: rows.map((w) => ({
        id: w.id,
        option: w.option.id,
        name: w.option.name,
        subject: w.subject,
        performer: w.option.performer.who,
        cost: w.cost,
        days: w.days,
        queueDays: w.queue,
      })),
      cost: {
        low: sum(rows, (w) => w.cost.low),
        high: sum(rows, (w) => w.cost.high),
        counted: sum(rows, (w) => w.cost.counted),
        weakestGrade: rows.map((w) => w.cost.grade).reduce((a, b) => (rank(b) > rank(a) ? b : a), 'A'),
      },
      days,
      back: {
        earliest: addWorkingDays(this.#s.on, days.low),
        counted: addWorkingDays(this.#s.on, days.counted),
        latest: addWorkingDays(this.#s.on, days.high),
      },
      isProvedLeast,
      isReproducible,
    }
  }

  // ---- one claim

  async #row(goal: Goal, repairable: readonly Repairable[]): Promise<RepairRow> {
    const one = this.#all[goal.target.dossier] as OneDossier
    const about = { text: goal.target.atom } as Atom
    const problem = this.#problem([goal], repairable)
    const settledBy = goal.fallen.truth.after === 'not-known' ? one.is.theory.settledBy(about, this.#s.on) : []
    const accept = this.#accept(goal, one)
    if (problem.cellOf.size === 0) {
      const every = this.#composed(one, one.repairs, this.#s.on)
      return {
        ...goal.fallen,
        accept,
        settledBy,
        way: {
          kind: 'none',
          because: every.theory.because(about, this.#s.on),
          settledBy: unique([...one.closed.flatMap((c) => c.settledBy), ...settledBy]),
        },
      }
    }
    const best = await this.#plan(problem, [COST, TIME])
    if (best === undefined) return { ...goal.fallen, accept, settledBy, way: { kind: 'stopped' } }
    this.#check([goal], problem, best.chosen)
    const alternatives: AlternativeWay[] = []
    for (const id of best.chosen) {
      const other = await this.#plan(problem, [COST, TIME], forbidding(problem, id))
      if (other !== undefined) this.#check([goal], problem, other.chosen)
      alternatives.push({ without: id, ...(other === undefined ? {} : { plan: other.plan }) })
    }
    return {
      ...goal.fallen,
      accept,
      settledBy,
      way: { kind: 'way', plan: best.plan, restored: this.#restored(goal, one, best.chosen, best.plan), alternatives },
    }
  }

  /** Read again by the kernel, with the chosen repairs laid over the dossier. */
  #check(goals: readonly Goal[], problem: WayBackProblem, chosen: readonly string[]): void {
    for (const [i, one] of this.#all.entries()) {
      const own = goals.filter((g) => g.target.dossier === i && problem.cellOf.has(g.target.id))
      if (own.length === 0) continue
      const after = this.#composed(
        one,
        one.repairs.filter((r) => chosen.includes(r.id)),
        this.#s.on,
      )
      for (const g of own) {
        const about = { text: g.target.atom } as Atom
        const truth = after.theory.truth(about, this.#s.on)
        const level =
          g.fallen.what === 'upkeep' ? 'none' : this.#letter(after, about, this.#s.on, g.fallen.truth.before)
        if (
          HEIGHT[truth] < HEIGHT[g.fallen.truth.before] ||
          LETTERS.indexOf(level) < LETTERS.indexOf(g.fallen.level.before)
        )
          throw new Defect(`${g.target.id} is not back after ${chosen.join(' and ')}: ${truth} at ${level}`)
      }
    }
  }

  #restored(goal: Goal, one: OneDossier, chosen: readonly string[], plan: RepairPlan): Restored {
    const { on } = this.#s
    const about = { text: goal.target.atom } as Atom
    const repairs = one.repairs.filter((r) => chosen.includes(r.id))
    const after = this.#composed(one, repairs, on)
    const exported = exportProof(after.theory, about, on)
    const day = plan.back.counted
    const then = this.#composed(one, repairs, day)
    const truthThen = then.theory.truth(about, day)
    return {
      truth: after.theory.truth(about, on),
      level: goal.fallen.what === 'upkeep' ? 'none' : this.#letter(after, about, on, goal.fallen.truth.before),
      formal:
        goal.fallen.what === 'upkeep'
          ? { low: 'none', high: 'none' }
          : lettersOf(after.waysOf(about, on), one.is.dossier.target.type, this.#s.catalogue.thresholds, 'formal'),
      because: after.theory.because(about, on),
      ...(exported.kind === 'document'
        ? { isChecked: checkDocument(exported.document, currentPremises(after.theory)).kind === 'accepted' }
        : {}),
      onTheDay: {
        on: day,
        truth: truthThen,
        ...(HEIGHT[truthThen] < HEIGHT[goal.fallen.truth.before] ? { because: then.theory.because(about, day) } : {}),
      },
    }
  }

  #accept(goal: Goal, one: OneDossier): readonly Acceptance[] {
    const { fallen, target } = goal
    if (fallen.what === 'upkeep') return []
    const about = { text: target.atom } as Atom
    const made: Acceptance[] = [
      fallen.truth.after === fallen.truth.before
        ? {
            kind: 'accept-lower-level',
            says: `go on with level ${fallen.level.after} where it was ${fallen.level.before}`,
            truth: fallen.truth.after,
            level: fallen.level.after,
          }
        : {
            kind: 'accept-loss',
            says: `do without it: ${fallen.guarantee === '' ? fallen.says : fallen.guarantee}`,
            truth: fallen.truth.after,
            level: fallen.level.after,
          },
    ]
    const read = (says: string, kind: Acceptance['kind'], events: readonly ChangeEvent[]): void => {
      const then = composeSituation(applyEvents(one.after, events), { levels: this.#s.catalogue.levels })
      const truth = then.theory.truth(about, this.#s.on)
      if (HEIGHT[truth] <= HEIGHT[fallen.truth.after]) return
      made.push({ kind, says, truth, level: this.#letter(then, about, this.#s.on, fallen.truth.before) })
    }
    for (const e of this.#events) {
      if (e.kind !== 'new-version') continue
      const old = one.before.dossier.parts.find((p) => p.id === e.part)?.version
      if (old !== undefined && old !== e.version)
        read(`go on with ${e.part} ${old}, which is named`, 'keep-old-release', [
          { kind: 'new-version', part: e.part, version: old },
        ])
    }
    for (const p of one.is.dossier.parts)
      for (const a of p.assumptions)
        read(
          `hand on to the users that ${a.says}: the claim then holds under that duty, if users can bear it`,
          'lift-to-users',
          [{ kind: 'assumption-lifted', part: p.id, assumption: a.id }],
        )
    return made
  }

  // ---- why not

  async #unchosen(
    problem: WayBackProblem,
    joint: { readonly chosen: readonly string[]; readonly cost: number },
  ): Promise<readonly UnchosenRepair[]> {
    const rows: UnchosenRepair[] = []
    let priced = 0
    for (const r of this.#repairs.values()) {
      if (joint.chosen.includes(r.id)) continue
      const row = { id: r.id, kind: r.kind, says: r.says }
      if (!problem.useful.has(r.id)) {
        rows.push({
          ...row,
          state: 'brings-nothing-back',
          because: 'Alone or with others it brings back nothing that fell, at the level it had.',
        })
        continue
      }
      if (priced >= MOST_PRICED) continue
      priced += 1
      // What it would take besides, were its own work for nothing.
      const gift = await this.#plan(problem, [COST], forFree(problem, r))
      if (gift === undefined) {
        rows.push({ ...row, state: 'stopped', because: 'The search was stopped before this could be told.' })
        continue
      }
      const room = joint.cost - gift.cost
      const own = sum(
        [...new Set(r.works.flat())].map((w) => this.#works.get(w) as RepairWork),
        (w) => w.cost.counted,
      )
      rows.push(
        room <= 0
          ? { ...row, state: 'not-needed', because: 'Even free of charge it would not make the way back cheaper.' }
          : {
              ...row,
              state: 'dearer',
              because: `It would be part of a cheapest way back at EUR ${room} or less; its own work is counted at EUR ${own}.`,
            },
      )
    }
    return rows
  }
}

/** For how many repairs the price is worked out at which they would enter. */
const MOST_PRICED = 24

const HEIGHT: Readonly<Record<Truth, number>> = { no: 0, 'not-known': 1, yes: 2 }

const ON_PERFORMERS: ReadonlySet<string> = new Set(DIMENSIONS.filter((d) => d !== 'I' && d !== 'M'))

/** Needs of a letter with the floors of performers, without attestation and upkeep, which no assessment of one's own can give. */
function withFloors(type: TargetType, letter: Exclude<Letter, 'none'>, tables: ThresholdTables): readonly LevelNeed[] {
  return needsOf(type, letter, tables, 'formal').filter((n) => ON_PERFORMERS.has(n.dimension))
}

function letterWithFloors(ways: LevelWays, type: TargetType, tables: ThresholdTables): Letter {
  let best: Letter = 'none'
  for (const letter of LETTERS.slice(1) as Exclude<Letter, 'none'>[]) {
    const needs = withFloors(type, letter, tables)
    if (!ways.some((p: Profile) => missingNeeds(p, needs).length === 0)) return best
    best = letter
  }
  return best
}

function forbidding(problem: WayBackProblem, repair: string): CoverProblem {
  const at = problem.works.length + problem.repairs.indexOf(repair)
  // An option that waits for nothing at all can never start.
  return changed(problem, at, (o) => ({ ...o, requires: [...o.requires, []] }))
}

function forFree(problem: WayBackProblem, repair: Repair): CoverProblem {
  const at = problem.works.length + problem.repairs.indexOf(repair.id)
  return changed(problem, at, (o) => ({ ...o, requires: [], isFixed: true }))
}

function changed(
  problem: WayBackProblem,
  at: number,
  change: (o: CoverProblem['options'][number]) => CoverProblem['options'][number],
): CoverProblem {
  return { ...problem.cover, options: problem.cover.options.map((o, j) => (j === at ? change(o) : o)) }
}

/** The end of the last chosen option, each starting when of each of its lists the first chosen has ended. */
function lastEnd(
  problem: WayBackProblem,
  chosen: readonly number[],
  works: ReadonlyMap<string, RepairWork>,
  of: (w: RepairWork) => number,
): number {
  const isIn = new Set(chosen)
  const ends = new Map<number, number>()
  for (let moved = true; moved; ) {
    moved = false
    for (const j of chosen) {
      const { requires } = problem.cover.options[j] as CoverProblem['options'][number]
      const work = works.get(problem.works[j] ?? '')
      const start = Math.max(
        0,
        ...requires.map((g) =>
          Math.min(...g.filter((i) => isIn.has(i)).map((i) => ends.get(i) ?? Number.POSITIVE_INFINITY)),
        ),
      )
      const end = start + (work === undefined ? 0 : of(work))
      if (end < (ends.get(j) ?? Number.POSITIVE_INFINITY)) {
        ends.set(j, end)
        moved = true
      }
    }
  }
  return Math.max(0, ...ends.values())
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((n, r) => n + of(r), 0)
}

function rank(grade: string): number {
  return grade === 'yours' || grade === 'A' ? 0 : grade.startsWith('B') ? 1 : 2
}

function unique(facts: readonly OpenFact[]): readonly OpenFact[] {
  return [...new Map(facts.map((f) => [`${f.id} ${f.question}`, f])).values()]
}
