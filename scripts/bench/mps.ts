/** An integer model as a free MPS file, for native solvers. */
import type { IntegerModel } from '#cover/problem.ts'

export function toMps(model: IntegerModel): string {
  const lines = ['NAME cover FREE', 'ROWS', ' N cost']
  for (let r = 0; r < model.rows; r += 1) lines.push(` ${senseOf(model, r)} r${r}`)
  lines.push('COLUMNS')
  const entries = Array.from({ length: model.columns }, (): string[] => [])
  for (let r = 0; r < model.rows; r += 1) {
    for (let k = model.rowStart[r] as number; k < (model.rowStart[r + 1] as number); k += 1) {
      entries[model.column[k] as number]?.push(`r${r} ${model.value[k]}`)
    }
  }
  let isInteger = false
  const marker = (wanted: boolean) => {
    if (wanted === isInteger) return
    lines.push(` M${lines.length} 'MARKER' '${wanted ? 'INTORG' : 'INTEND'}'`)
    isInteger = wanted
  }
  for (let j = 0; j < model.columns; j += 1) {
    marker(model.isInteger[j] === 1)
    lines.push(` x${j} cost ${model.objective[j]}`)
    for (const entry of entries[j] as string[]) lines.push(` x${j} ${entry}`)
  }
  marker(false)
  lines.push('RHS')
  for (let r = 0; r < model.rows; r += 1) {
    const side = senseOf(model, r) === 'L' ? model.rowHigh[r] : model.rowLow[r]
    if (side !== 0) lines.push(` rhs r${r} ${side}`)
  }
  lines.push('BOUNDS')
  for (let j = 0; j < model.columns; j += 1) {
    const [low, high] = [model.low[j] as number, model.high[j] as number]
    if (low !== 0) lines.push(` LO bnd x${j} ${low}`)
    lines.push(high === Number.POSITIVE_INFINITY ? ` PL bnd x${j}` : ` UP bnd x${j} ${high}`)
  }
  lines.push('ENDATA', '')
  return lines.join('\n')
}

function senseOf(model: IntegerModel, r: number): 'G' | 'L' | 'E' {
  const [low, high] = [model.rowLow[r] as number, model.rowHigh[r] as number]
  if (low === high) return 'E'
  return low === Number.NEGATIVE_INFINITY ? 'L' : 'G'
}
