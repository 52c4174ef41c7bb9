/** Small cover problems with a bit of everything: needs above one, groups, circles, exclusions, fixed options, limits, equal weights. */
import { type CoverProblem, type Limit, type Option, TIME } from '#cover/problem.ts'
import { dice } from './random.ts'

const names = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))

/** About half of them have a selection; with `isTight` a quarter. */
export function smallProblem(
  seed: number,
  most: { readonly options: number; readonly isTight?: boolean },
): CoverProblem {
  const roll = dice(seed)
  const count = roll.between(2, most.options)
  const cells = roll.between(1, 8)
  const largest = [1, 3, 20, 1000][roll.between(0, 3)] as number
  const ids = shuffled(names.slice(0, count), roll.between)
  const options = ids.map((id, j): Option => {
    const covers = Array.from({ length: cells }, (_, cell) => cell)
      .filter(() => roll.chance(4, 10))
      .map((cell) => ({ cell, amount: roll.chance(1, 4) ? roll.between(1, 3) : 1 }))
    const requires: number[][] = []
    if (roll.chance(1, 3))
      requires.push(Array.from({ length: count }, (_, i) => i).filter((i) => i !== j && roll.chance(1, i < j ? 4 : 24)))
    if (roll.chance(1, 9)) requires.push([...new Set([roll.between(0, count - 1), roll.between(0, count - 1)])])
    const other = roll.between(0, count - 1)
    return {
      id,
      covers,
      requires: requires.filter((group) => group.length > 0 || roll.chance(1, 20)),
      excludes: roll.chance(1, 6) && (other !== j || roll.chance(1, 8)) ? [other] : [],
      weights: { cost: roll.between(0, largest), surplus: roll.between(0, 2), effort: roll.between(0, 5) },
      days: roll.between(0, 4),
      isFixed: roll.chance(1, 18),
    }
  })
  const isTight = most.isTight === true
  const needs = Array.from({ length: cells }, () => (roll.chance(1, isTight ? 3 : 6) ? roll.between(1, 3) : 1))
  const limits: Limit[] = []
  if (roll.chance(1, isTight ? 2 : 5))
    limits.push({ criterion: 'cost', atMost: roll.between(0, largest * (isTight ? 2 : 4)) })
  if (roll.chance(1, isTight ? 3 : 6)) limits.push({ criterion: TIME, atMost: roll.between(2, isTight ? 8 : 14) })
  if (roll.chance(1, 10)) limits.push({ criterion: 'surplus', atMost: roll.between(1, 8) })
  return {
    cells: needs.map((need, cell) => ({ id: `cell-${cell}`, need })),
    options: isTight ? options : withEnough(options, needs, roll.between),
    limits,
  }
}

/** What no selection could reach is added to some option. */
function withEnough(
  options: readonly Option[],
  needs: readonly number[],
  between: (from: number, to: number) => number,
): Option[] {
  const lacking = needs.map(
    (need, cell) =>
      need -
      options
        .flatMap((option) => option.covers)
        .reduce((sum, covered) => sum + (covered.cell === cell ? covered.amount : 0), 0),
  )
  const helpers = lacking.map(() => between(0, options.length - 1))
  return options.map((option, j) => ({
    ...option,
    covers: [
      ...option.covers,
      ...lacking.flatMap((amount, cell) => (amount > 0 && helpers[cell] === j ? [{ cell, amount }] : [])),
    ],
  }))
}

function shuffled<T>(values: readonly T[], between: (from: number, to: number) => number): T[] {
  const rest = [...values]
  for (let at = rest.length - 1; at > 0; at -= 1) {
    const other = between(0, at)
    const value = rest[at] as T
    rest[at] = rest[other] as T
    rest[other] = value
  }
  return rest
}
