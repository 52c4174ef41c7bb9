/**
 * An attack in one line: `glitch: time=1w expertise=expert knowledge=public window=easy equipment=specialised`.
 *
 * `1w..1m` leaves the step open between two, `1d/1w` rates two phases apart, a number gives points between two steps where the table
 * allows them, `?` or a factor left out is not known. `failed` and `not-known` at the end tell the outcome; without one it succeeded.
 */
import { type AttackPath, type Choice, type StepChoice, stepOf } from './attack-potential.ts'
import type { AttackFactor, AttackPotentialTable } from './attack-potential-tables.ts'

/** A place in the line, 1-based, and what is wrong there. */
export interface AttackProblem {
  readonly column: number
  readonly because: string
}

export type ReadAttack =
  | { readonly kind: 'path'; readonly path: AttackPath }
  | { readonly kind: 'unknown'; readonly problems: readonly AttackProblem[] }

const OUTCOMES: readonly AttackPath['outcome'][] = ['succeeded', 'failed', 'not-known']

export function readAttackPath(text: string, table: AttackPotentialTable): ReadAttack {
  const named = /^\s*([^=:]*?)\s*:/.exec(text)
  const start = named === null ? 0 : named[0].length
  const chosen: Record<string, readonly (Choice | undefined)[]> = {}
  const problems: AttackProblem[] = []
  let outcome: AttackPath['outcome'] = 'succeeded'
  for (const word of text.slice(start).matchAll(/\S+/g)) {
    const column = start + word.index + 1
    const [content] = word
    const equals = content.indexOf('=')
    if (equals < 0) {
      const own = OUTCOMES.find((o) => o === content)
      if (own === undefined)
        problems.push({ column, because: `"${content}" is neither FACTOR=STEP nor one of ${OUTCOMES.join(', ')}` })
      else outcome = own
      continue
    }
    const id = content.slice(0, equals)
    const factor = table.factors.find((f) => f.id === id)
    if (factor === undefined) {
      const ids = table.factors.map((f) => f.id).join(', ')
      problems.push({ column, because: `"${id}" is no factor of this table: ${ids}` })
    } else if (Object.hasOwn(chosen, id)) {
      problems.push({ column, because: `${id} is rated twice` })
    } else {
      chosen[id] = choicesOf(factor, content.slice(equals + 1), column + equals + 1, table, problems)
    }
  }
  if (Object.keys(chosen).length === 0 && problems.length === 0)
    problems.push({ column: start + 1, because: 'nothing is rated' })
  if (problems.length > 0) return { kind: 'unknown', problems }
  return { kind: 'path', path: { name: named?.[1] || 'attack', outcome, chosen } }
}

/** One choice for each phase; one alone stands for all. */
function choicesOf(
  factor: AttackFactor,
  text: string,
  column: number,
  table: AttackPotentialTable,
  problems: AttackProblem[],
): readonly (Choice | undefined)[] {
  const parts = text.split('/')
  if (parts.length > table.phases.length) {
    problems.push({ column, because: `there is a step for each of ${table.phases.join(', ')}, and no more` })
    return []
  }
  let at = column
  const read = parts.map((part) => {
    const choice = choiceOf(factor, part, at, table, problems)
    at += part.length + 1
    return choice
  })
  return read.length === 1 ? table.phases.map(() => read[0]) : read
}

function choiceOf(
  factor: AttackFactor,
  text: string,
  column: number,
  table: AttackPotentialTable,
  problems: AttackProblem[],
): Choice | undefined {
  if (text === '?') return undefined
  const [from = '', to = from] = text.split('..', 2)
  const low = stepChoice(factor, from, column, table, problems)
  const high = to === from ? low : stepChoice(factor, to, column + from.length + 2, table, problems)
  return low === undefined || high === undefined ? undefined : { low, high }
}

/** Where a number is also the id of a step, it is the step. */
function stepChoice(
  factor: AttackFactor,
  text: string,
  column: number,
  table: AttackPotentialTable,
  problems: AttackProblem[],
): StepChoice | undefined {
  if (stepOf(factor, text) !== undefined) return text
  const most = Math.max(...factor.steps.flatMap((s) => s.points).filter((p) => typeof p === 'number'))
  if (table.allowsBetween && /^\d{1,2}$/.test(text)) {
    if (Number(text) <= most) return Number(text)
    problems.push({ column, because: `${factor.id} has at most ${most} points` })
  } else {
    const ids = factor.steps.map((s) => s.id).join(', ')
    problems.push({ column, because: `"${text}" is no step of ${factor.id}: ${ids}` })
  }
  return undefined
}
