/**
 * Change at the size of a portfolio: all single failures, assurance over time, what one event reaches. Each answer is held against the
 * naive way of getting it, on samples, and the bench ends with an error where they differ.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { type RegisterEntry, relianceGraph, standingOverTime, toExamine } from '#domain/change/index.ts'
import {
  buildSystem,
  type Clause,
  endedByEach,
  evaluateHolds,
  type FactValue,
  type System,
  Upkeep,
} from '#fixpoint/index.ts'
import { reach } from '#graph/index.ts'
import { type CalendarDate, fromDayNumber, parseDate, toDayNumber } from '#util/calendar-date.ts'
import { absent, best, measure, row, shown, timeRow } from './measure.ts'

const CAUSES = 5000
const CLAIMS = 100_000

/** The same numbers on every run. */
function dice(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % n
  }
}

/**
 * Claims over causes: each rests, in one or two ways, on one to three causes or claims; one claim in two hundred also rests on a later
 * one, so that there are circles. A claim rests on causes twice as often as on claims.
 */
function portfolio(): { readonly system: System; readonly facts: ReadonlySet<string> } {
  const below = dice(88_172_645)
  const clauses: Clause[] = []
  for (let c = 0; c < CLAIMS; c += 1) {
    const ways = 1 + below(2)
    for (let w = 0; w < ways; w += 1) {
      const body: string[] = []
      for (let i = 1 + below(3); i > 0; i -= 1)
        body.push(c > 100 && below(3) === 0 ? `claim ${below(c)}` : `cause ${below(CAUSES)}`)
      clauses.push({ head: `claim ${c}`, body, rule: 'rests' })
    }
    if (below(200) === 0) clauses.push({ head: `claim ${c}`, body: [`claim ${below(CLAIMS)}`], rule: 'circle' })
  }
  const facts = new Set(Array.from({ length: CAUSES }, (_, k) => `cause ${k}`))
  const built = buildSystem(clauses, facts)
  if (built.kind !== 'system') throw new Error('a system without exceptions was refused')
  return { system: built.system, facts }
}

async function failures(): Promise<void> {
  const [{ system, facts }, made] = await measure(portfolio)
  const factOf = (atom: string): FactValue | undefined => (facts.has(atom) ? 'true' : undefined)
  const [holding, evaluated] = await best(3, () => evaluateHolds(system, factOf))
  const targets = Array.from({ length: CLAIMS }, (_, c) => `claim ${c}`)
  const causes = [...facts].map((f) => [f])
  const [{ ends }, time] = await best(5, () => endedByEach(system, holding, causes, targets))
  const pairs = ends.reduce((n, e) => n + e.length, 0)

  const below = dice(42)
  const endsOf = ends.map((e) => new Set(e))
  const sample = Array.from({ length: 20 }, () => below(CAUSES))
  const [, naive] = await measure(() => {
    for (const k of sample) {
      const without = evaluateHolds(system, (atom) => (atom === `cause ${k}` ? 'false' : factOf(atom)))
      targets.forEach((t, c) => {
        const holds = without.surely[system.idOf.get(t) as number] === 1
        if (holds === endsOf[c]?.has(k))
          throw new Error(`without cause ${k}, ${t} ${holds ? 'holds' : 'falls'} all the same`)
      })
    }
  })
  timeRow(
    'all single failures, 5,000 causes × 100,000 claims',
    time,
    `${pairs.toLocaleString('en')} failures found; equal to recomputing ${sample.length} sampled causes for all claims; built ${shown(made.cpu)}, evaluated ${shown(evaluated.cpu)}`,
    500,
  )
  const oneByOne = (naive.cpu / sample.length) * CAUSES
  row({
    what: 'the same one cause at a time',
    figure: `${(oneByOne / Math.min(time.cpu, time.wall)).toFixed(0)} times as long`,
    note: `${shown(oneByOne)}, from ${sample.length} of ${CAUSES} causes`,
  })

  await oneEvent(system, factOf)
}

/** One certificate of many goes: what falls, kept up to date against evaluated anew. */
async function oneEvent(system: System, factOf: (atom: string) => FactValue | undefined): Promise<void> {
  const upkeep = new Upkeep(system, factOf)
  const below = dice(7)
  const lost = Array.from({ length: 50 }, () => `cause ${below(CAUSES)}`)
  const times: number[] = []
  let fell = 0
  for (const [i, cause] of lost.entries()) {
    const [changed, { wall, cpu }] = await measure(() => upkeep.change(new Map([[cause, 'false' as const]])))
    times.push(Math.min(wall, cpu))
    fell += changed.atoms.length
    if (i % 10 === 0) {
      const anew = evaluateHolds(system, (atom) => (atom === cause ? 'false' : factOf(atom)))
      const kept = upkeep.holding()
      anew.surely.forEach((holds, a) => {
        if (holds !== kept.surely[a])
          throw new Error(`after ${cause} goes, ${system.atoms[a]} differs from evaluating anew`)
      })
    }
    upkeep.change(new Map([[cause, 'true' as const]]))
  }
  const worst = Math.max(...times)
  row({
    what: 'impact of one event, 100,000 claims, slowest of 50',
    figure: shown(worst),
    target: 'under 20 ms',
    isMet: worst <= 20,
    note: `${fell.toLocaleString('en')} claims fell in all; every tenth equal to evaluating anew; the first also compiles`,
  })

  const n = 100_000
  const entries = Array.from(
    { length: n },
    (_, v): RegisterEntry => ({
      id: `C${v}`,
      refersTo: v === 0 ? [] : Array.from({ length: 1 + below(3) }, () => `C${below(v)}`),
    }),
  )
  const graph = relianceGraph(entries)
  const [first, found] = await best(5, () => reach(graph.usedBy, [1000]))
  timeRow(
    'what one certificate reaches of 100,000, nearest first',
    found,
    `${first.order.length.toLocaleString('en')} reached`,
    20,
  )
  const [reached, time] = await best(5, () => toExamine(graph, ['C1000']))
  timeRow('the same, listed with a shortest chain for each', time, `${reached.length.toLocaleString('en')} to examine`)
}

const FIRST = toDayNumber('2010-01-01' as CalendarDate)
const DAYS = 6590

interface Written {
  readonly id: string
  readonly refs: readonly string[]
  readonly not_valid_before?: string
  readonly not_valid_after?: string
}

async function overTime(): Promise<void> {
  const what = `assurance over time, Common Criteria references × ${DAYS.toLocaleString('en')} days`
  const file = join(process.env.METASCHEME_CORPUS ?? '', 'registers', 'common-criteria-references-2023-11-01.json')
  if (process.env.METASCHEME_CORPUS === undefined || !existsSync(file)) {
    absent(what, 'METASCHEME_CORPUS names the folder of outside data (docs/corpus.md)')
    return
  }
  const written = JSON.parse(readFileSync(file, 'utf8')) as readonly Written[]
  const entries = written.map((c): RegisterEntry => {
    const validFrom = parseDate(c.not_valid_before ?? '')
    const validUntil = parseDate(c.not_valid_after ?? '')
    return {
      id: c.id,
      refersTo: c.refs,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validUntil === undefined ? {} : { validUntil }),
    }
  })
  const graph = relianceGraph(entries)
  const [perDay, time] = await best(3, () => standingPerDay(graph))
  const below = dice(9)
  const sample = Array.from({ length: 20 }, () => below(DAYS))
  const [, naive] = await measure(() => {
    for (const day of sample) {
      const count = standingOn(graph, FIRST + day)
      if (count !== perDay[day])
        throw new Error(`on ${fromDayNumber(FIRST + day)}: ${perDay[day]} stand, day by day ${count}`)
    }
  })
  timeRow(
    what,
    time,
    `${entries.length} certificates, ${graph.uses.edges} references; equal to ${sample.length} sampled days by themselves`,
    200,
  )
  const byDay = (naive.cpu / sample.length) * DAYS
  row({
    what: 'the same day by day',
    figure: `${(byDay / Math.min(time.cpu, time.wall)).toFixed(0)} times as long`,
    note: `${shown(byDay)}, from ${sample.length} of ${DAYS} days`,
  })
}

/** How many certificates surely stand, with all they refer to, on each day. */
function standingPerDay(graph: ReturnType<typeof relianceGraph>): Int32Array {
  const { surely } = standingOverTime(graph)
  const steps = new Int32Array(DAYS + 1)
  const at = (day: number): number => Math.min(Math.max(day - FIRST, 0), DAYS)
  for (const days of surely) {
    for (const { from, to } of days) {
      steps[at(from)] = (steps[at(from)] as number) + 1
      steps[at(to)] = (steps[at(to)] as number) - 1
    }
  }
  for (let d = 1; d < DAYS; d += 1) steps[d] = (steps[d] as number) + (steps[d - 1] as number)
  return steps.subarray(0, DAYS)
}

function standingOn(graph: ReturnType<typeof relianceGraph>, day: number): number {
  const on = fromDayNumber(day)
  const stands = new Set<number>()
  for (let grew = true; grew; ) {
    grew = false
    graph.entries.forEach((e, v) => {
      if (stands.has(v) || e.validFrom === undefined || e.validUntil === undefined) return
      if (e.validFrom > on || e.validUntil < on) return
      for (let i = graph.uses.start[v] as number; i < (graph.uses.start[v + 1] as number); i += 1)
        if (!stands.has(graph.uses.targets[i] as number)) return
      stands.add(v)
      grew = true
    })
  }
  return stands.size
}

await failures()
await overTime()
