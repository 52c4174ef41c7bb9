/**
 * Branch and bound over yes-or-no columns: minimise a weight under rows and, where asked, under a day by which all must end.
 *
 * Depth first with a stack of our own. At every node: what follows from the rows, the Lagrangian bound, columns that the bound
 * settles, then a branch. Time is kept by rows found when needed: an assignment that ends too late names options of which one
 * more is needed (`whatWouldHelp`), and that row holds in the whole tree. No clock, no chance: the same task gives the same nodes.
 */
import { Assignment, CHOSEN, OPEN, REFUSED } from './assignment.ts'
import { greedyCover } from './greedy.ts'
import { Multipliers, WHOLE } from './multipliers.ts'
import { earliestEnds, lastEnd, type PrerequisiteNet, whatWouldHelp } from './prerequisites.ts'
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
  /** Stop at the first selection found. */
  readonly isFirstEnough?: boolean
  /** Multipliers to start from, one per row; shorter is fine. */
  readonly multipliers?: Float64Array
}

/** A node still to be opened. */
interface Branch {
  readonly settled: number
  readonly column: number
  readonly isChosen: boolean
  readonly bound: number
  readonly multipliers: Float64Array
}

/** What trying a column both ways has shown. */
interface Trial {
  readonly column: number
  readonly isChosenFirst: boolean
  /** Bounds on what is below. */
  readonly whenChosen: number
  readonly whenRefused: number
}

const ROOT_ROUNDS = 400
const NODE_ROUNDS = 12
/** Columns tried both ways at a node before one is taken, and the rounds of each try. */
const TRIALS = 4
const TRIAL_ROUNDS = 4

export class Search {
  /** The best selection found: 1 per chosen column. */
  best: Uint8Array | undefined
  /** Its weight; before one is found, the weight to stay below. */
  below: number
  nodes = 0
  isDone = false
  /** The multipliers at the root and the bound they prove. */
  rootMultipliers = new Float64Array(0)
  rootBound = Number.NEGATIVE_INFINITY
  readonly assignment: Assignment
  readonly multipliers: Multipliers
  readonly #programme: Programme
  readonly #isFirstEnough: boolean
  readonly #branches: Branch[] = []
  readonly #start: Float64Array
  #hasRoot = false
  #resume: Branch | undefined

  constructor(programme: Programme, start: SearchStart) {
    this.#programme = programme
    this.below = start.below
    this.#isFirstEnough = start.isFirstEnough ?? false
    this.#start = start.multipliers ?? new Float64Array(0)
    this.assignment = new Assignment(programme.columns, programme.rows)
    this.multipliers = new Multipliers(this.assignment, programme.weights)
  }

  /** A bound on every selection not yet seen; what is known when the search stops early. */
  get bound(): number {
    if (this.isDone) return this.below
    let least = this.#resume?.bound ?? this.below
    for (const branch of this.#branches) least = Math.min(least, branch.bound)
    return this.#hasRoot ? Math.max(this.rootBound, Math.min(least, this.below)) : 0
  }

  /** Searches on for at most `nodes` further nodes; true when done: `best` is optimal, or nothing is below `below`. */
  advance(nodes: number): boolean {
    const until = this.nodes + nodes
    while (!this.isDone && this.nodes < until) {
      if (!this.#hasRoot) this.#openRoot()
      else if (this.#resume !== undefined) this.#openBranch(this.#resume)
      this.#next()
    }
    return this.isDone
  }

  /** Whether rows and earliest ends alone leave room for a selection. For a search not begun. */
  holdsAtFirstSight(): boolean {
    return this.#settleConsequences()
  }

  /** Columns in which every selection of weight `optimum` agrees, as far as the rows and the multipliers of the root can tell. */
  sharedBy(optimum: number): Map<number, boolean> {
    const fresh = new Search(this.#programme, { below: optimum + 1 })
    const { assignment, multipliers } = fresh
    if (fresh.#settleConsequences()) {
      const u = multipliers.fit(this.rootMultipliers.subarray(0, assignment.rows.length).slice())
      fresh.#settleByBound(multipliers.improve(u, optimum + 1, 0, 1))
    }
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
      if (branch.bound >= this.below) continue
      this.#resume = branch
      return
    }
    this.isDone = true
  }

  #openRoot(): void {
    this.#hasRoot = true
    this.nodes += 1
    const { assignment, multipliers } = this
    if (!this.#settleConsequences()) return
    const u = multipliers.fit(Float64Array.from(this.#start))
    let bound = 0
    for (let pass = 0; pass < 4; pass += 1) {
      const settled = assignment.settled
      const greedy = greedyCover(assignment, this.#programme.weights, multipliers.reduced, (x) => this.#endsInTime(x))
      if (greedy !== undefined) this.#offer(greedy)
      const target = this.below === Number.POSITIVE_INFINITY ? this.#guess() : this.below
      const proved = multipliers.improve(u, target, pass === 0 ? ROOT_ROUNDS : ROOT_ROUNDS / 2, 32)
      if (this.#unitsOf(proved) > bound || pass === 0) {
        bound = this.#unitsOf(proved)
        this.rootMultipliers = u.slice()
        this.rootBound = bound
      }
      const after = greedyCover(assignment, this.#programme.weights, multipliers.reduced, (x) => this.#endsInTime(x))
      if (after !== undefined) this.#offer(after)
      if (bound >= this.below) return
      if (!this.#settleByBound(proved) || !this.#settleConsequences()) return
      if (assignment.settled === settled) break
    }
    this.#finishNode(u, bound)
  }

  #openBranch(from: Branch): void {
    this.nodes += 1
    this.assignment.undoTo(from.settled)
    this.assignment.settle(from.column, from.isChosen)
    if (!this.#settleConsequences()) return
    const u = this.multipliers.fit(from.multipliers.slice())
    let bound = from.bound
    for (let pass = 0; pass < 3; pass += 1) {
      if (this.#isLeaf()) break
      const settled = this.assignment.settled
      const proved = this.multipliers.improve(u, this.below, NODE_ROUNDS, 16)
      bound = Math.max(bound, this.#unitsOf(proved))
      if (bound >= this.below) return
      if (!this.#settleByBound(proved) || !this.#settleConsequences()) return
      if (this.assignment.settled < settled + 3) break
    }
    this.#finishNode(u, bound)
  }

  #isLeaf(): boolean {
    return this.assignment.unreached === 0
  }

  /** Closes the node with a selection, or splits it. */
  #finishNode(u: Float64Array, bound: number): void {
    const { assignment } = this
    while (this.#isLeaf()) {
      const chosen = Uint8Array.from(assignment.state, (state) => (state === CHOSEN ? 1 : 0))
      const late = this.#lateRows(chosen)
      if (late.length === 0) {
        this.#offer(chosen)
        return
      }
      for (const found of late) assignment.add(found)
      if (!this.#settleConsequences()) return
    }
    const multipliers = this.multipliers.fit(u)
    for (;;) {
      const choice = this.#probeBranches(multipliers, bound)
      if (choice === 'closed') return
      if (choice === 'settled') {
        if (!this.#settleConsequences()) return
        if (this.#isLeaf()) {
          this.#finishNode(u, bound)
          return
        }
        continue
      }
      const { column, isChosenFirst, whenChosen, whenRefused } = choice
      const branch = { settled: assignment.settled, column, multipliers }
      const chosen = { ...branch, isChosen: true, bound: Math.max(bound, whenChosen) }
      const refused = { ...branch, isChosen: false, bound: Math.max(bound, whenRefused) }
      // The last one pushed is opened first.
      this.#branches.push(...(isChosenFirst ? [refused, chosen] : [chosen, refused]))
      return
    }
  }

  /** Tries the most doubtful columns both ways for a few rounds; takes the one that lifts the bound most on both sides. */
  #probeBranches(u: Float64Array, bound: number): 'closed' | 'settled' | Trial {
    const { average, reduced } = this.multipliers
    const candidates = this.#doubtfulColumns(TRIALS)
    const shares = candidates.map((j) => (average[j] as number) * 4 >= WHOLE || (reduced[j] as number) < 0)
    const saved = average.slice()
    let best: Trial | undefined
    let bestGain = -1
    for (const [at, column] of candidates.entries()) {
      const whenChosen = this.#probe(u, column, true)
      const whenRefused = this.#probe(u, column, false)
      average.set(saved)
      if (whenChosen >= this.below && whenRefused >= this.below) return 'closed'
      if (whenChosen >= this.below || whenRefused >= this.below) {
        this.assignment.settle(column, whenRefused >= this.below)
        return 'settled'
      }
      const gain = (Math.max(0, whenChosen - bound) + 1) * (Math.max(0, whenRefused - bound) + 1)
      if (gain <= bestGain) continue
      bestGain = gain
      best = { column, isChosenFirst: shares[at] as boolean, whenChosen, whenRefused }
    }
    return best as NonNullable<typeof best>
  }

  #probe(u: Float64Array, column: number, isChosen: boolean): number {
    const { assignment } = this
    const { settled } = assignment
    assignment.settle(column, isChosen)
    let bound = this.below
    if (assignment.propagate()) bound = this.#unitsOf(this.multipliers.improve(u.slice(), this.below, TRIAL_ROUNDS, 16))
    assignment.undoTo(settled)
    return bound
  }

  #unitsOf(scaledBound: number): number {
    return Math.ceil(scaledBound / this.multipliers.scale)
  }

  /** A weight to aim at while no selection is known. */
  #guess(): number {
    const { weights } = this.#programme
    let total = 0
    for (const weight of weights) total += weight
    return total + 1
  }

  #offer(chosen: Uint8Array): void {
    let weight = 0
    for (let j = 0; j < chosen.length; j += 1) if (chosen[j] === 1) weight += this.#programme.weights[j] as number
    if (weight >= this.below) return
    this.below = weight
    this.best = chosen
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
    if (this.below === Number.POSITIVE_INFINITY) return true
    const gap = (this.below - 1) * multipliers.scale - proved
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

  /** The open columns about which the multipliers are least of one mind, the most doubtful first. */
  #doubtfulColumns(count: number): number[] {
    const { state } = this.assignment
    const { average, reduced } = this.multipliers
    const best: number[] = []
    const scores: number[] = []
    for (let j = 0; j < state.length; j += 1) {
      if (state[j] !== OPEN) continue
      const share = average[j] as number
      const score = Math.min(share, WHOLE - share) * 2 ** 20 - Math.min(2 ** 30, Math.abs(reduced[j] as number))
      let at = best.length
      while (at > 0 && score > (scores[at - 1] as number)) at -= 1
      best.splice(at, 0, j)
      scores.splice(at, 0, score)
      best.length = Math.min(best.length, count)
      scores.length = best.length
    }
    return best
  }
}

function isLate(end: number, latest: number): boolean {
  return end > latest || end === Number.POSITIVE_INFINITY
}
