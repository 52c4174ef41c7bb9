/**
 * The published generator of cover problems: seeded, in families that look like what assessments look like, from 60 to 400 options
 * and 200 to 1,500 cells. Used by the bench and by tests; a change here changes every published figure, so add families, do not alter them.
 */
import { type CoverProblem, type Option, TIME } from '#cover/problem.ts'
import { type Dice, dice } from './random.ts'

export type Family = 'sparse' | 'dense' | 'ladder' | 'schedule' | 'budget' | 'express'

export interface InstanceSize {
  readonly options: number
  readonly cells: number
}

export interface Instance {
  readonly name: string
  readonly problem: CoverProblem
  readonly objectives: readonly string[]
}

type Draft = { -readonly [K in keyof Option]: Option[K] }

export function instance(family: Family, size: InstanceSize, seed: number): Instance {
  const roll = dice(seed * 7919 + size.options * 31 + size.cells)
  const { problem, objectives } = families[family](roll, size)
  return { name: `${family}-${size.options}x${size.cells}-${seed}`, problem, objectives }
}

const families: Record<Family, (roll: Dice, size: InstanceSize) => { problem: CoverProblem; objectives: string[] }> = {
  /** Few coverers per cell, one cell in five needs two; one option in four waits for an earlier one. Cost only. */
  sparse(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => (roll.chance(1, 5) ? 2 : 1))
    needs.forEach((need, cell) => cover(roll, drafts, cell, need + roll.between(2, 6)))
    price(roll, drafts, 40)
    wait(roll, drafts, 1, 4)
    return { problem: problemOf(drafts, needs, []), objectives: ['cost'] }
  },
  /** Many coverers per cell and up to four needed (k-cover): far from integral, so bounds have to work. */
  dense(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => roll.between(1, 4))
    needs.forEach((need, cell) => cover(roll, drafts, cell, need + roll.between(6, 16)))
    price(roll, drafts, 15)
    wait(roll, drafts, 1, 8)
    return { problem: problemOf(drafts, needs, []), objectives: ['cost'] }
  },
  /** Options in ladders of four levels: a higher one covers what the lower do and more, costs more, and excludes them; some cells need two independent ones. */
  ladder(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => (roll.chance(1, 6) ? 2 : 1))
    const ladders = Math.floor(options / 4)
    needs.forEach((need, cell) => {
      for (const ladder of roll.some(need + roll.between(2, 7), ladders)) {
        for (let rung = roll.between(0, 3); rung < 4; rung += 1) add(drafts, ladder * 4 + rung, cell, 1)
      }
    })
    price(roll, drafts, 20)
    for (let ladder = 0; ladder < ladders; ladder += 1) {
      for (let rung = 0; rung < 4; rung += 1) {
        const option = drafts[ladder * 4 + rung] as Draft
        const cost = (option.weights['cost'] as number) * (2 + rung)
        option.weights = { ...option.weights, cost }
        option.excludes = [0, 1, 2, 3].filter((other) => other > rung).map((other) => ladder * 4 + other)
      }
    }
    return { problem: problemOf(drafts, needs, []), objectives: ['cost'] }
  },
  /** Like sparse, with days, alternatives to wait for, and a day by which all must end; cost first, then time. */
  schedule(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => (roll.chance(1, 5) ? 2 : 1))
    needs.forEach((need, cell) => cover(roll, drafts, cell, need + roll.between(3, 8)))
    price(roll, drafts, 30)
    drafts.forEach((option, j) => {
      if (j < 8 || !roll.chance(1, 2)) return
      option.requires = Array.from({ length: roll.between(1, 2) }, () => roll.some(roll.between(1, 3), j))
    })
    return { problem: problemOf(drafts, needs, [{ criterion: TIME, atMost: 260 }]), objectives: ['cost', TIME] }
  },
  /** A budget that does not reach: for every cell there is the option to leave it open, whose price is what is minimised. */
  budget(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => roll.between(1, 3))
    needs.forEach((need, cell) => cover(roll, drafts, cell, need + roll.between(3, 7)))
    price(roll, drafts, 20)
    wait(roll, drafts, 1, 8)
    const budget = Math.floor(drafts.reduce((sum, option) => sum + (option.weights['cost'] as number), 0) / 4)
    needs.forEach((need, cell) => {
      const [open] = blank(1) as [Draft]
      open.id = `open-${String(cell).padStart(4, '0')}`
      open.weights = { open: roll.between(1, 9) }
      open.covers = [{ cell, amount: need }]
      drafts.push(open)
    })
    return { problem: problemOf(drafts, needs, [{ criterion: 'cost', atMost: budget }]), objectives: ['open'] }
  },
  /** Every piece of work is on offer at three speeds, dearer the faster, one of which may be chosen; half wait for earlier ones. Long fronts of cost and time. */
  express(roll, { options, cells }) {
    const drafts = blank(options)
    const needs = Array.from({ length: cells }, () => (roll.chance(1, 6) ? 2 : 1))
    const works = Math.floor(options / 3)
    const speeds = [0, 1, 2]
    needs.forEach((need, cell) => {
      for (const work of roll.some(need + roll.between(1, 4), works)) {
        for (const speed of speeds) add(drafts, work * 3 + speed, cell, 1)
      }
    })
    price(roll, drafts, 30)
    for (let work = 0; work < works; work += 1) {
      const { weights, days } = drafts[work * 3] as Draft
      const before = work > 3 && roll.chance(1, 2) ? roll.between(0, work - 1) : undefined
      for (const speed of speeds) {
        const option = drafts[work * 3 + speed] as Draft
        const dearer = [100, roll.between(115, 150), roll.between(160, 240)][speed] as number
        option.weights = { cost: Math.floor(((weights['cost'] as number) * dearer) / 100) + speed }
        option.days = Math.ceil((days * ([100, roll.between(60, 85), roll.between(35, 55)][speed] as number)) / 100)
        option.excludes = speeds.filter((other) => other > speed).map((other) => work * 3 + other)
        if (before !== undefined) option.requires = [speeds.map((other) => before * 3 + other)]
      }
    }
    return { problem: problemOf(drafts, needs, []), objectives: ['cost', TIME] }
  },
}

function blank(count: number): Draft[] {
  return Array.from({ length: count }, (_, j) => ({
    id: `o${String(j).padStart(3, '0')}`,
    covers: [],
    requires: [],
    excludes: [],
    weights: {},
    days: 0,
    isFixed: false,
  }))
}

function add(drafts: readonly Draft[], option: number, cell: number, amount: number): void {
  const draft = drafts[option] as Draft
  draft.covers = [...draft.covers, { cell, amount }]
}

function cover(roll: Dice, drafts: readonly Draft[], cell: number, count: number): void {
  for (const option of roll.some(count, drafts.length)) add(drafts, option, cell, 1)
}

/** Dearer the more it covers, from a quarter to four times the usual: as far as published prices for the same kind of work lie apart. */
function price(roll: Dice, drafts: readonly Draft[], perCell: number): void {
  const percent = [25, 33, 50, 67, 80, 100, 125, 150, 200, 300, 400]
  for (const option of drafts) {
    const usual = perCell * (option.covers.length + 2) * (percent[roll.between(0, percent.length - 1)] as number)
    option.weights = { ...option.weights, cost: Math.max(1, Math.floor((usual * roll.between(90, 110)) / 10_000)) }
    option.days = roll.between(5, 120)
  }
}

function wait(roll: Dice, drafts: readonly Draft[], of: number, out: number): void {
  drafts.forEach((option, j) => {
    if (j > 0 && roll.chance(of, out)) option.requires = [[roll.between(0, j - 1)]]
  })
}

function problemOf(options: readonly Option[], needs: readonly number[], limits: CoverProblem['limits']): CoverProblem {
  return { cells: needs.map((need, c) => ({ id: `c${String(c).padStart(4, '0')}`, need })), options, limits }
}
