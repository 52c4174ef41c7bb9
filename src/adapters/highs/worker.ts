/**
 * What runs in the worker thread. It is started from its own source text (`work.toString()`), so that the bundled program needs no
 * second file: the function must not use anything from outside its body but the types.
 *
 * HiGHS is synchronous; progress and cancelling go through its callbacks. The model is disposed whatever happens.
 */
import type { Highs, Model } from 'highs'
import type { MessagePort } from 'node:worker_threads'
import type { Message, Task } from './messages.ts'

export async function work(task: Task, port: MessagePort, load: () => Promise<Highs>): Promise<void> {
  const { model: given } = task
  const highs = await load()
  const { callbackType, modelStatus, variableType } = highs.constants
  const send = (message: Message) => port.postMessage(message)
  let model: Model | undefined
  try {
    model = highs.createModel({
      numCols: given.columns,
      numRows: given.rows,
      colCost: given.objective,
      colLower: given.low,
      colUpper: given.high,
      rowLower: given.rowLow,
      rowUpper: given.rowHigh,
      matrix: {
        format: 'csr',
        numRows: given.rows,
        numCols: given.columns,
        starts: given.rowStart,
        indices: given.column,
        values: given.value,
      },
      integrality: Array.from(given.isInteger, (is) => (is === 1 ? variableType.integer : variableType.continuous)),
    })
    model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      // Whole-number optima: half a unit is proof enough, and leaves room for dust.
      mip_abs_gap: 0.5,
      mip_max_nodes: Math.min(task.nodes, 2 ** 31 - 1),
      ...(task.seconds === undefined ? {} : { time_limit: task.seconds }),
    })
    if (given.start !== undefined) {
      model.setSolution({ indices: Int32Array.from(given.start.keys()), values: given.start })
    }
    let lastNodes = -1
    const isCancelled = () => Atomics.load(task.cancelled, 0) === 1
    const { modelStatus: status } = model.run({
      // Called often; the channel for logging is silent where output is off.
      [callbackType.mipInterrupt]: (event) => {
        if (isCancelled()) event.interrupt()
        const { data } = event
        const nodes = Number(data.mip_node_count ?? 0)
        if (nodes === lastNodes) return
        lastNodes = nodes
        send({
          kind: 'progress',
          nodes,
          best: data.mip_primal_bound ?? Number.POSITIVE_INFINITY,
          bound: data.mip_dual_bound ?? Number.NEGATIVE_INFINITY,
        })
      },
      [callbackType.simplexInterrupt]: (event) => {
        if (isCancelled()) event.interrupt()
      },
    })
    const isInfeasible = status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible
    const hasSolution = !isInfeasible && model.info.get('primal_solution_status') === 2
    send({
      kind: 'done',
      outcome: {
        status: isInfeasible
          ? 'infeasible'
          : status === modelStatus.optimal || status === modelStatus.empty
            ? 'optimal'
            : 'limit',
        x: hasSolution ? Float64Array.from(model.getSolution().colValue) : undefined,
        bound: Number(model.info.get('mip_dual_bound')),
        nodes: Math.max(0, Number(model.info.get('mip_node_count'))),
      },
    })
  } finally {
    model?.dispose()
  }
}
