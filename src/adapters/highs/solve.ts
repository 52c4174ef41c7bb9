/** Turns a model into a question to the worker, and its floats back into whole numbers. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { IntegerModel, IntegerSolution, SearchLimits } from '#cover/problem.ts'
import type { Message, Outcome, Task } from './messages.ts'
import { work } from './worker.ts'

/** How far a bound may be off for want of exactness, as a share of its size. */
const DUST = 1e-6
const LOOK_EVERY_MS = 50

/**
 * Solves one model. Limits count nodes; time counts only where the user set milliseconds.
 *
 * Columns come back rounded where they are integer. The bound is rounded up to a whole number, as the least value is one; dust
 * in it never rounds it up beyond that. Rejects when the worker breaks down (no memory, no package).
 */
export async function solveWithHighs(model: IntegerModel, limits: SearchLimits): Promise<IntegerSolution> {
  for (let j = 0; j < model.columns; j += 1) {
    if ((model.low[j] as number) > (model.high[j] as number)) return { kind: 'infeasible' }
  }
  if (limits.isCancelled?.() === true) return { kind: 'stopped', bound: undefined }
  return understood(model, await outcomeOf(model, limits))
}

function outcomeOf(model: IntegerModel, limits: SearchLimits): Promise<Outcome> {
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const seconds = limits.milliseconds === undefined ? undefined : limits.milliseconds / 1000
  const task: Task = { model, nodes: limits.nodes, seconds, cancelled }
  const path = createRequire(import.meta.url).resolve('highs')
  const worker = new Worker(sourceOfWorker(path), { eval: true, workerData: task })
  const look = setInterval(() => {
    if (limits.isCancelled?.() === true) Atomics.store(cancelled, 0, 1)
  }, LOOK_EVERY_MS)
  return new Promise<Outcome>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.kind === 'done') resolve(message.outcome)
      else limits.onProgress?.({ nodes: message.nodes, best: finite(message.best), bound: finite(message.bound) })
    })
    worker.on('error', reject)
    worker.on('exit', (code) =>
      reject(new Error(`The solver's thread ended with code ${code} before it had an answer.`)),
    )
  }).finally(() => {
    clearInterval(look)
    void worker.terminate()
  })
}

function sourceOfWorker(path: string): string {
  return `
    const { parentPort, workerData } = require('node:worker_threads')
    const load = require(${JSON.stringify(path)})
    ;(${work.toString()})(workerData, parentPort, () => load())
  `
}

function understood(model: IntegerModel, { status, x, bound, nodes }: Outcome): IntegerSolution {
  if (status === 'infeasible') return { kind: 'infeasible' }
  const whole = Number.isFinite(bound) ? Math.ceil(bound - DUST * Math.max(1, Math.abs(bound))) : undefined
  if (x === undefined) return { kind: 'stopped', bound: whole }
  const rounded = x.map((value, j) => (model.isInteger[j] === 1 ? Math.round(value) : value))
  return {
    kind: status === 'optimal' ? 'optimal' : 'feasible',
    x: rounded,
    bound: whole ?? Number.NEGATIVE_INFINITY,
    nodes,
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
