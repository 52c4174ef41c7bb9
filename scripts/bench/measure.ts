/**
 * What the parts of the bench share: measuring, and the rows they hand to `scripts/bench.mjs`, one JSON object a line on standard output.
 *
 * Wall time and processor time stand side by side. A target of time is met when the smaller of the two meets it: on a machine that does
 * other things besides, the wall clock also counts waiting, and the processor also counts what the collector does on other cores.
 */
import process from 'node:process'

export interface Measured {
  readonly wall: number
  readonly cpu: number
}

export async function measure<T>(work: () => T | Promise<T>): Promise<readonly [T, Measured]> {
  const start = performance.now()
  const used = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(used)
  return [value, { wall: performance.now() - start, cpu: (user + system) / 1000 }]
}

/** The run with the least time of several. */
export async function best<T>(runs: number, work: () => T | Promise<T>): Promise<readonly [T, Measured]> {
  let found = await measure(work)
  for (let i = 1; i < runs; i += 1) {
    const next = await measure(work)
    if (counted(next[1]) < counted(found[1])) found = next
  }
  return found
}

/** Milliseconds that count against a target. */
export function counted({ wall, cpu }: Measured): number {
  return Math.min(wall, cpu)
}

export interface Row {
  readonly what: string
  readonly figure: string
  readonly target?: string
  readonly isMet?: boolean
  readonly note?: string
}

export function row(r: Row): void {
  console.log(JSON.stringify(r))
}

/** A row of time; with `limit` in milliseconds it has a verdict. */
export function timeRow(what: string, m: Measured, note: string, limit?: number): void {
  row({
    what,
    figure: `${shown(m.wall)} wall, ${shown(m.cpu)} processor`,
    ...(limit === undefined ? {} : { target: `under ${shown(limit)}`, isMet: counted(m) <= limit }),
    note,
  })
}

/** A comparison that this machine cannot make, and how to get it. */
export function absent(what: string, how: string): void {
  console.log(JSON.stringify({ what, absent: how }))
}

export function shown(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`
}
