/**
 * Branch and bound over yes-or-no columns: minimise a weight under rows and, where asked, under a day by which all must end.
 *
 * Depth first with a stack of our own. At every node: what follows from the rows, a bound in whole numbers from multipliers that the
 * linear relaxation guesses, columns that the bound settles, then a branch on what was learnt to lift the bound most. At the root,
 * cuts. Time is kept by rows found when needed: an assignment that ends too late names options of which one more is needed
 * (`whatWouldHelp`), and that row holds in the whole tree. No clock, no chance: the same task gives the same nodes.
 */
import { Assignment, CHOSEN, OPEN, REFUSED } from './assignment.ts'
import { Experience, scoreOf } from './branching.ts'
import { cutsFor } from './cuts.ts'
import { bettered, greedyCover } from './greedy.ts'
import { Multipliers } from './multipliers.ts'
import { earliestEnds, lastEnd, type PrerequisiteNet, whatWouldHelp } from './prerequisites.ts'
import { Relaxation } from './relaxation.ts'
import { type Row, row } from './rows.ts'

export interface Programme {
  readonly columns: number
  /** Integers, not negative. */
  readonly weights: Float64Array
  readonly rows: readonly Row[]
  /** Given when prerequisites run in circles or `latest` is finite. */
  readonly net: PrerequisiteNet | undefined
  /** Everything chosen must end by this day; Infinity for whenever. */
  readonly latest: number
}

export interface SearchStart {
  /** Only selections below this weight are looked for. */
  readonly below: number
  /** A selection to begin with; must be one, and weigh less than `below`. */
  readonly known?: Uint8Array | undefined
  /** Stop at the first selection found. */
  readonly isFirstEnough?: boolean
  /** Keep all best selections, up to so many. Only where every column weighs something: then none is hidden inside another. */
  readonly keepEqual?: number
}

/** A node still to be opened. */
interface Branch {
  readonly settled: number
  readonly column: number
  readonly isChosen: boolean
  /** The value of the column in the relaxation, and the bound, before. */
  readonly part: number
  readonly bound: number
}

/** What trying a column both ways has shown: bounds on what is below. */
interface Trial {
  readonly column: number
  readonly whenChosen: number
  readonly whenRefused: number
}

/** Nearer than this to 0 or 1 counts as whole. */
const WHOLE = 1 / 2 ** 17
/** Pivots at a node and in a trial; a guess not finished is a guess all the same. */
const NODE_PIVOTS = 400
const TRIAL_PIVOTS = 8
const ROOT_PIVOTS = 128
const ROOT_PARTS = 200
/** Times a node is looked at again because something was settled. */
const MOST_PASSES = 20
/** Columns tried at a node at most, and without finding a better one. */
const MOST_TRIALS = 8
const TRIALS_IN_VAIN = 4
/** Nodes spent on equal selections, besides half of all, before they are kept no more. */
const PATIENCE = 100
/** Rounds of cuts at the root, and cuts in each. */
const CUT_ROUNDS = 24
const CUTS_AT_ONCE = 40

/** How far something has to be chosen to take part, when rows of time are looked for; and rows above which no more are added for values in part. */
const LEVELS = [0, 1 / 4, 1 / 2]
const MOST_ROWS = 10_000
/** Stages from the bound at the root to the best known there; a gap below the second needs none; a stage of so few nodes makes the next step twice as long. */
const STAGES = 8
const SHORT_GAP = 12
const FEW_NODES = 16

export class Search {
  /** The best selection found: 1 per chosen column. */
  best: Uint8Array | undefined
  /** All found that weigh the same. When the search is done and `hasAllEqual`, there are no others. */
  equal: Uint8Array[] = []
  hasAllEqual: boolean
  /** The weight to stay below: one above the best while equal ones are kept. */
  below: number
  nodes = 0
  isDone = false
  /** The multipliers at the root, over all rows with cuts, and the bound they prove. */
  rootMultipliers: Float64Array = new Float64Array(0)
  rootBound = Number.NEGATIVE_INFINITY
  readonly assignment: Assignment
  readonly multipliers: Multipliers
  readonly #programme: Programme
  readonly #isFirstEnough: boolean
  readonly #keepEqual: number
  /** Nodes opened only because equal selections are kept. */
  #equalNodes = 0
  readonly #branches: Branch[] = []
  #relaxation: Relaxation
  readonly #experience: Experience
  /** Stages: at first only what is well below the best known is looked for; then up to here. */
  #ceiling = Number.POSITIVE_INFINITY
  #step = 0
  #stageNodes = 0
  /** That of relaxations no longer in use. */
  #effortBefore = 0
  /** How much is settled for the whole search, not only for the stage. */
  #settledForGood = 0
  /** The root in steps, until it is opened. */
  #root: Generator<undefined> | undefined
  #resume: Branch | undefined

  constructor(programme: Programme, start: SearchStart) {
    this.#programme = programme
    this.below = start.below
    this.#isFirstEnough = start.isFirstEnough ?? false
    this.#keepEqual = start.keepEqual ?? 0
    this.hasAllEqual = this.#keepEqual > 0
    this.assignment = new Assignment(programme.columns, programme.rows)
    this.multipliers = new Multipliers(this.assignment, programme.weights)
    this.#relaxation = new Relaxation(this.assignment, programme.weights)
    this.#experience = new Experience(programme.columns)
    if (start.known !== undefined) this.#offer(start.known)
    this.#root = this.#openRoot()
  }

  /** Rows beyond those of the programme, found on the way: every selection that keeps the programme keeps them. */
  get found(): readonly Row[] {
    return this.assignment.rows.slice(this.#programme.rows.length)
  }

  /** A bound on every selection not yet seen; what is known when the search stops early. */
  get bound(): number {
    const most = this.bestWeight
    if (this.isDone) return most
    let least = Math.min(this.#resume?.bound ?? most, most, this.#ceiling)
    for (const branch of this.#branches) least = Math.min(least, branch.bound)
    return this.#root === undefined
      ? Math.max(Math.min(this.rootBound, most), least)
      : Math.max(0, Math.min(this.rootBound, most))
  }

  /**
   * Searches on for at most `nodes` further nodes, or until about `effort` multiplications are done; true when done: `best` is optimal,
   * or nothing is below `below`. How often it is called changes nothing in what is found.
   */
  advance(nodes: number, effort = Number.POSITIVE_INFINITY): boolean {
    const until = this.nodes + nodes
    const untilEffort = this.effort + effort
    while (!this.isDone && this.nodes < until && this.effort < untilEffort) {
      if (this.#root !== undefined) {
        if (this.#root.next().done !== true) continue
        this.#root = undefined
        this.nodes += 1
      } else if (this.#resume !== undefined) this.#openBranch(this.#resume)
      this.#next()
    }
    return this.isDone
  }

  /** Multiplications so far in the relaxation, where most of the time goes. */
  get effort(): number {
    return this.#effortBefore + this.#relaxation.effort
  }

  /** The weight that is of no interest now. */
  get #limit(): number {
    return Math.min(this.below, this.#ceiling)
  }

  /** Whether rows and earliest ends alone leave room for a selection. For a search not begun. */
  holdsAtFirstSight(): boolean {
    return this.#settleConsequences()
  }

  /** Columns in which every selection of weight `optimum` agrees, as far as the rows and the multipliers of the root can tell. */
  sharedBy(optimum: number): Map<number, boolean> {
    const fresh = new Search({ ...this.#programme, rows: this.assignment.rows }, { below: optimum + 1 })
    const { assignment, multipliers } = fresh
    if (fresh.#settleConsequences()) fresh.#settleByBound(multipliers.bound(this.rootMultipliers.slice()))
    const shared = new Map<number, boolean>()
    assignment.state.forEach((state, j) => {
      if (state !== OPEN) shared.set(j, state === CHOSEN)
    })
    return shared
  }

  /** Takes the next branch that may still hold something better. */
  #next(): void {
    this.#resume = undefined
    if (this.best !== undefined && this.#isFirstEnough) {
      this.isDone = true
      return
    }
    for (let branch = this.#branches.pop(); branch !== undefined; branch = this.#branches.pop()) {
      if (branch.bound >= this.#limit) continue
      if (this.hasAllEqual && this.best !== undefined && branch.bound === this.below - 1 && !isFollowing(branch)) {
        this.#equalNodes += 1
        if (this.#equalNodes > PATIENCE + (this.nodes >> 1)) this.#keepNoMore()
        if (branch.bound >= this.#limit) continue
      }
      this.#resume = branch
      return
    }
    if (this.#ceiling < this.below) this.#root = this.#nextStage()
    else this.isDone = true
  }

  /**
   * Nothing is below the ceiling: that is a bound on all there is. The next stage looks a step higher, from the root. The same rows and
   * multipliers settle more columns the lower the ceiling is, so the early stages are short and the last one is all that counts.
   */
  *#nextStage(): Generator<undefined> {
    this.rootBound = Math.max(this.rootBound, this.#ceiling)
    if (this.nodes - this.#stageNodes < FEW_NODES) this.#step *= 2
    this.#ceiling += this.#step
    yield* this.#openStage()
  }

  *#openStage(): Generator<undefined> {
    const { assignment } = this
    this.#stageNodes = this.nodes
    assignment.undoTo(this.#settledForGood)
    assignment.wakeAll()
    if (!this.#settleConsequences()) return
    if (!this.#settleByBound(this.multipliers.bound(this.rootMultipliers.slice())) || !this.#settleConsequences())
      return
    const before = this.#relaxation
    this.#effortBefore += before.effort
    this.#relaxation = new Relaxation(assignment, this.#programme.weights)
    this.#relaxation.beginLike(before)
    yield
    const bound = this.#evaluate(0, 100 * NODE_PIVOTS)
    if (bound === undefined) return
    this.#offerGreedy(this.#pricesByParts())
    this.#split(bound)
  }

  *#openRoot(): Generator<undefined> {
    const { assignment } = this
    if (!this.#settleConsequences()) return
    const { weights } = this.#programme
    this.#offerGreedy(weights)
    yield
    // The first relaxation is the longest: in parts, so that one can look up in between. It may run in circles, so it has an end.
    for (let part = 0, isFull = true; isFull && part < ROOT_PARTS; part += 1) {
      const { pivots } = this.#relaxation
      this.#relaxation.solve(ROOT_PIVOTS, this.#limit)
      isFull = this.#relaxation.pivots - pivots >= ROOT_PIVOTS
      yield
    }
    const bound = this.#evaluate(0, NODE_PIVOTS)
    if (bound === undefined) return
    yield
    this.#offerGreedy(this.#pricesByParts())
    yield
    this.#better()
    yield
    const lifted = yield* this.#addCuts(bound)
    if (lifted === undefined) return
    this.#offerGreedy(this.#pricesByParts())
    this.#settledForGood = assignment.settled
    const gap = this.below - lifted
    if (this.best !== undefined && !this.#isFirstEnough && gap > SHORT_GAP) {
      this.#step = Math.ceil(gap / STAGES)
      this.#ceiling = lifted + this.#step
    }
    yield* this.#openStage()
  }

  /** Cuts as long as they lift the bound; the bound then, or undefined when the root is closed. */
  *#addCuts(start: number): Generator<undefined, number | undefined> {
    const { assignment } = this
    let bound = start
    let inVain = 0
    for (let round = 0; round < (this.#isFirstEnough ? 0 : CUT_ROUNDS) && inVain < 3; round += 1) {
      const cuts = [
        ...cutsFor(assignment, this.#relaxation.x, assignment.rows.length, CUTS_AT_ONCE),
        ...this.#lateInPart(LEVELS, 1 / 16),
      ]
      if (cuts.length === 0) break
      for (const cut of cuts) assignment.add(cut)
      if (!this.#settleConsequences()) return undefined
      const next = this.#evaluate(bound, 4 * NODE_PIVOTS)
      if (next === undefined) return undefined
      const isLifted = (next - bound) * 1000 > Math.max(1, this.#limit - bound)
      inVain = isLifted ? 0 : inVain + 1
      bound = next
      yield
    }
    return bound
  }

  #openBranch(from: Branch): void {
    this.nodes += 1
    this.assignment.undoTo(from.settled)
    this.assignment.settle(from.column, from.isChosen)
    if (!this.#settleConsequences()) return
    const bound = this.#evaluate(from.bound, NODE_PIVOTS, from)
    if (bound === undefined) return
    if ((this.nodes & 15) === 0) this.#offerGreedy(this.#pricesByParts())
    this.#split(bound)
  }

  /**
   * The bound of the node that the assignment stands at, with all that it settles; undefined when the node is closed: nothing better is
   * below, or its best is found.
   */
  #evaluate(start: number, pivots: number, from?: Branch): number | undefined {
    const { assignment, multipliers } = this
    let bound = start
    for (let pass = 0; ; pass += 1) {
      if (!this.#closeLeaf()) return undefined
      const isFitting = this.#relaxation.solve(pivots, this.#limit)
      const u = this.#relaxation.multipliers(multipliers.scale)
      if (!isFitting && this.#isRefuted(u)) return undefined
      const proved = multipliers.bound(u)
      const units = Math.ceil(proved / multipliers.scale)
      if (pass === 0 && from !== undefined)
        this.#experience.learn(from.column, from.isChosen, from.part, Math.max(0, units - from.bound))
      if (this.#root !== undefined && this.#ceiling === Number.POSITIVE_INFINITY && units > this.rootBound) {
        this.rootBound = units
        this.rootMultipliers = u
      }
      bound = Math.max(bound, units)
      if (bound >= this.#limit) return undefined
      const { settled } = assignment
      const isWhole = isFitting && (this.#offerWhole() || this.#addLateInPart())
      if (bound >= this.#limit) return undefined
      if (!this.#settleByBound(proved) || !this.#settleConsequences()) return undefined
      const isNew = isWhole || assignment.unreached === 0 || (assignment.settled > settled && this.#hasMoved())
      if (!isNew || (pass > MOST_PASSES && assignment.unreached > 0)) return bound
    }
  }

  /** Whether what was settled since contradicts the last values, so that solving again says more. */
  #hasMoved(): boolean {
    const { state } = this.assignment
    const { x } = this.#relaxation
    for (let j = 0; j < state.length; j += 1) {
      if (state[j] !== OPEN && Math.abs((x[j] as number) - (state[j] as number)) > WHOLE) return true
    }
    return false
  }

  /** Nothing seems to fit: proved, if multipliers that count the contradiction often enough pass every weight. */
  #isRefuted(u: Float64Array): boolean {
    const { multipliers } = this
    const ray = this.#relaxation.ray(multipliers.scale)
    for (const times of [1, 2 ** 6, 2 ** 12, 2 ** 18]) {
      const joint = u.map((multiplier, r) => multiplier + times * (ray[r] as number))
      if (multipliers.bound(joint) > (Math.min(this.#limit, 2 ** 40) - 1) * multipliers.scale) return true
    }
    return false
  }

  /** When the rows are reached: offers the selection, or adds the rows that time asks for. False when the node is closed. */
  #closeLeaf(): boolean {
    const { assignment } = this
    while (assignment.unreached === 0) {
      const chosen = Uint8Array.from(assignment.state, (state) => (state === CHOSEN ? 1 : 0))
      const late = this.#lateRows(chosen)
      if (late.length === 0) {
        this.#offer(chosen)
        return false
      }
      for (const found of late) assignment.add(found)
      if (!this.#settleConsequences()) return false
    }
    return true
  }

  /** Offers the values if they are whole and a selection; true when time has asked for more rows instead. */
  #offerWhole(): boolean {
    const { assignment } = this
    const { x } = this.#relaxation
    const chosen = new Uint8Array(x.length)
    for (let j = 0; j < x.length; j += 1) {
      const value = x[j] as number
      if (value > WHOLE && value < 1 - WHOLE) return false
      chosen[j] = value > 1 / 2 ? 1 : 0
    }
    for (const { columns, amounts, atLeast } of assignment.rows) {
      let sum = -atLeast
      for (let k = 0; k < columns.length; k += 1) if (chosen[columns[k] as number] === 1) sum += amounts[k] as number
      if (sum < 0) return false
    }
    const late = this.#lateRows(chosen)
    if (late.length === 0) this.#offer(chosen)
    for (const found of late) assignment.add(found)
    return late.length > 0
  }

  /** Two branches, unless trying shows that one or both can be left out. */
  #split(start: number): void {
    const { assignment } = this
    let bound = start
    for (;;) {
      const choice = this.#chooseBranch(bound)
      if (choice === 'closed') return
      if (choice === 'settled') {
        if (!this.#settleConsequences()) return
        const next = this.#evaluate(bound, NODE_PIVOTS)
        if (next === undefined) return
        bound = next
        continue
      }
      const { column, whenChosen, whenRefused } = choice
      const part = this.#partOf(column)
      const branch = { settled: assignment.settled, column, part }
      const chosen = { ...branch, isChosen: true, bound: Math.max(bound, whenChosen) }
      const refused = { ...branch, isChosen: false, bound: Math.max(bound, whenRefused) }
      // The last one pushed is opened first.
      this.#branches.push(...(part * 4 >= 1 ? [refused, chosen] : [chosen, refused]))
      return
    }
  }

  #partOf(column: number): number {
    return Math.min(1, Math.max(0, this.#relaxation.x[column] as number))
  }

  /** The column that promises to lift the bound most on both sides; those not yet known are tried. */
  #chooseBranch(bound: number): 'closed' | 'settled' | Trial {
    const { state } = this.assignment
    const experience = this.#experience
    const open: { column: number; score: number }[] = []
    for (let j = 0; j < state.length; j += 1) {
      if (state[j] !== OPEN) continue
      const part = this.#partOf(j)
      if (part > WHOLE && part < 1 - WHOLE) open.push({ column: j, score: experience.score(j, part) })
    }
    if (open.length === 0) return { column: this.#firstOpen(), whenChosen: bound, whenRefused: bound }
    open.sort((a, b) => b.score - a.score || a.column - b.column)
    let best: Trial | undefined
    let bestScore = -1
    let inVain = 0
    const [first] = open as [{ column: number; score: number }]
    if (experience.isTrusted(first.column)) return { column: first.column, whenChosen: bound, whenRefused: bound }
    const forget = this.#relaxation.remember()
    for (const { column, score } of open.slice(0, MOST_TRIALS)) {
      if (experience.isTrusted(column)) {
        if (score > bestScore) {
          best = { column, whenChosen: bound, whenRefused: bound }
          bestScore = score
        }
        continue
      }
      const part = this.#partOf(column)
      const whenChosen = this.#try(column, true, bound, forget)
      const whenRefused = this.#try(column, false, bound, forget)
      if (whenChosen >= this.#limit && whenRefused >= this.#limit) return 'closed'
      if (whenChosen >= this.#limit || whenRefused >= this.#limit) {
        this.assignment.settle(column, whenRefused >= this.#limit)
        return 'settled'
      }
      experience.learn(column, true, part, whenChosen - bound)
      experience.learn(column, false, part, whenRefused - bound)
      const found = scoreOf(whenRefused - bound, whenChosen - bound)
      inVain += 1
      if (found > bestScore) {
        best = { column, whenChosen, whenRefused }
        bestScore = found
        inVain = 0
      }
      if (inVain >= TRIALS_IN_VAIN) break
    }
    return best ?? { column: first.column, whenChosen: bound, whenRefused: bound }
  }

  #firstOpen(): number {
    return this.assignment.state.indexOf(OPEN)
  }

  /** A bound on what is below when the column is settled so. */
  #try(column: number, isChosen: boolean, bound: number, forget: () => void): number {
    const { assignment, multipliers } = this
    const { settled } = assignment
    assignment.settle(column, isChosen)
    let found = this.#limit
    if (assignment.propagate()) {
      const isFitting = this.#relaxation.attempt(TRIAL_PIVOTS, this.#limit)
      const u = this.#relaxation.multipliers(multipliers.scale)
      const isClosed = !isFitting && this.#isRefuted(u)
      if (!isClosed) found = Math.min(this.#limit, Math.max(bound, Math.ceil(multipliers.bound(u) / multipliers.scale)))
    }
    assignment.undoTo(settled)
    forget()
    return found
  }

  /** Prices for a greedy selection: what the relaxation chooses in part is cheaper. */
  #pricesByParts(): Float64Array {
    return this.#programme.weights.map((weight, j) => (weight + 1) * (1 + 1 / 16 - this.#partOf(j)))
  }

  #offerGreedy(prices: Float64Array): void {
    const greedy = greedyCover(this.assignment, this.#programme.weights, prices, (x) => this.#endsInTime(x))
    if (greedy !== undefined) this.#offer(greedy)
  }

  #better(): void {
    if (this.best === undefined) return
    const { weights } = this.#programme
    this.#offer(bettered(this.assignment, weights, this.best, 60, (x) => this.#endsInTime(x)))
  }

  /** The weight of the best; before one is found, the weight to stay below. */
  get bestWeight(): number {
    return this.best === undefined ? this.below : this.#weigh(this.best)
  }

  #weigh(chosen: Uint8Array): number {
    let weight = 0
    for (let j = 0; j < chosen.length; j += 1) if (chosen[j] === 1) weight += this.#programme.weights[j] as number
    return weight
  }

  #offer(chosen: Uint8Array): void {
    const weight = this.#weigh(chosen)
    if (weight >= this.below) return
    if (this.best !== undefined && weight === this.bestWeight) {
      if (this.equal.some((other) => other.every((is, j) => is === chosen[j]))) return
      this.equal.push(chosen)
      if (this.equal.length > this.#keepEqual) this.#keepNoMore()
      return
    }
    this.best = chosen
    this.equal = [chosen]
    this.below = this.hasAllEqual ? weight + 1 : weight
  }

  /** Too many are equal: from now on one is enough. */
  #keepNoMore(): void {
    this.hasAllEqual = false
    this.below = this.bestWeight
  }

  /** What follows from the rows, and from time: what cannot end by the day even if all else is chosen is refused. */
  #settleConsequences(): boolean {
    const { net, latest } = this.#programme
    const { assignment } = this
    for (;;) {
      if (!assignment.propagate()) return false
      if (net === undefined) return true
      const ends = earliestEnds(net, (j) => assignment.state[j] !== REFUSED)
      let isChanged = false
      for (let j = 0; j < ends.length; j += 1) {
        if (!isLate(ends[j] as number, latest)) continue
        if (assignment.state[j] === CHOSEN) return false
        if (assignment.state[j] !== OPEN) continue
        assignment.settle(j, false)
        isChanged = true
      }
      if (!isChanged) return true
    }
  }

  /** Columns that would lift the bound (`proved`, with the prices that go with it) to `below` if settled against their price. */
  #settleByBound(proved: number): boolean {
    const { assignment, multipliers } = this
    if (this.#limit === Number.POSITIVE_INFINITY) return true
    const gap = (this.#limit - 1) * multipliers.scale - proved
    const { state } = assignment
    for (let j = 0; j < state.length; j += 1) {
      if (state[j] !== OPEN) continue
      const price = multipliers.reduced[j] as number
      if (price > gap) assignment.settle(j, false)
      else if (-price > gap) assignment.settle(j, true)
    }
    return assignment.propagate()
  }

  #endsInTime(chosen: Uint8Array): boolean {
    const { net, latest } = this.#programme
    if (net === undefined) return true
    const isChosen = (j: number) => chosen[j] === 1
    return !isLate(lastEnd(earliestEnds(net, isChosen), isChosen), latest)
  }

  /** Rows of time that the values in part break by more than half, added; true when there were any. */
  #addLateInPart(): boolean {
    if (this.#isFirstEnough || this.assignment.rows.length > MOST_ROWS) return false
    const found = this.#lateInPart([0], 1 / 2)
    for (const late of found) this.assignment.add(late)
    return found.length > 0
  }

  /**
   * Rows of time for values in part: what is chosen by more than `level` ends too late among all that is chosen so far; then one of those
   * that would help is needed as well. Broken where those are chosen less than what is late.
   */
  #lateInPart(levels: readonly number[], least: number): Row[] {
    const { net, latest } = this.#programme
    if (net === undefined || latest === Number.POSITIVE_INFINITY) return []
    const { x } = this.#relaxation
    const found = new Map<string, Row>()
    for (const level of levels) {
      const isIn = (j: number) => (x[j] as number) > level + WHOLE
      const ends = earliestEnds(net, isIn)
      for (let j = 0; j < x.length; j += 1) {
        if (!isIn(j) || !isLate(ends[j] as number, latest)) continue
        const helpers = whatWouldHelp(net, j, latest, isIn, () => true)
        const lack = helpers.reduce((sum, i) => sum - (x[i] as number), x[j] as number)
        if (lack > least)
          found.set(`${j}:${helpers.join()}`, row([...helpers.map((i): [number, number] => [i, 1]), [j, -1]], 0))
      }
    }
    return [...found.values()]
  }

  #lateRows(chosen: Uint8Array): Row[] {
    const { net, latest } = this.#programme
    if (net === undefined) return []
    const isChosen = (j: number) => chosen[j] === 1
    const ends = earliestEnds(net, isChosen)
    const rows: Row[] = []
    for (let j = 0; j < chosen.length; j += 1) {
      if (!isChosen(j) || !isLate(ends[j] as number, latest)) continue
      // Rows hold in the whole tree, so whatever is not chosen here may join, also what is refused here.
      const helpers = whatWouldHelp(net, j, latest, isChosen, () => true)
      rows.push(row([...helpers.map((i): [number, number] => [i, 1]), [j, -1]], 0))
    }
    return rows
  }
}

/** Where the values are whole, one branch follows them to the selection that they are; only the other leads to another. */
function isFollowing({ part, isChosen }: Branch): boolean {
  return isChosen ? part >= 1 - WHOLE : part <= WHOLE
}

function isLate(end: number, latest: number): boolean {
  return end > latest || end === Number.POSITIVE_INFINITY
}
