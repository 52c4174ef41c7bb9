/** Levels, comparisons and orders as they are answered, to what the pictures of them take; and the same in words, for those who do not see. */
import type { Comparison, LevelItem, OrderAmong } from '#domain/questions/index.ts'
import type { LadderRow, LadderSpan } from './level-ladder.ts'
import type { OrderLine, OrderNode } from './level-order.ts'
import type { ComparedDimension, ProfileCell } from './profile-comparison.ts'

export function ladderRows(items: readonly LevelItem[], scale: readonly string[]): readonly LadderRow[] {
  function span(of: string | readonly [string, string]): LadderSpan {
    const [low, high] = typeof of === 'string' ? [of, of] : of
    return { low: scale.indexOf(low), high: scale.indexOf(high) }
  }
  return items.map((i) => ({
    name: i.id,
    group: i.targetType,
    formal: span(i.formal),
    technical: span(i.technical),
  }))
}

export function ladderDescription(rows: readonly LadderRow[], scale: readonly string[]): string {
  function word({ low, high }: LadderSpan): string {
    return low === high ? `${scale[low]}` : `${scale[low]} to ${scale[high]}`
  }
  const lines = rows.map((r) => `${r.name} (${r.group}): formally ${word(r.formal)}, technically ${word(r.technical)}`)
  return `${rows.length} levels. ${lines.join('; ')}.`
}

// ---- two profiles -----------------------------------------------------------------------------------------------------------------

type Dimension = keyof LevelItem['fronts']

const NAMES: Readonly<Record<Dimension, string>> = {
  I: 'attestation',
  D: 'design insight',
  T: 'testing',
  V: 'vulnerability analysis',
  R: 'attacker class claimed',
  L: 'life cycle',
  M: 'upkeep',
}

const DEEPEST = 6

export function comparedDimensions(
  first: LevelItem,
  second: LevelItem,
  orders: Comparison['dimensions'],
): readonly ComparedDimension[] {
  return (Object.keys(NAMES) as Dimension[]).map((d) => ({
    letter: d,
    name: NAMES[d],
    hasPerformer: d !== 'I' && d !== 'M',
    first: cells(first.fronts[d]),
    second: cells(second.fronts[d]),
    order: orders[d].length === 4 ? 'not known' : orders[d].join(' or '),
  }))
}

function cells(bounds: LevelItem['fronts'][Dimension]): readonly ProfileCell[] {
  return Array.from({ length: DEEPEST }, (_, i): ProfileCell => {
    const surely = performerAt(bounds.low, i + 1)
    const possibly = performerAt(bounds.high, i + 1)
    return { ...(surely === undefined ? {} : { surely }), ...(possibly === undefined ? {} : { possibly }) }
  })
}

/** The most independent performer who went at least so deep. */
function performerAt(front: LevelItem['fronts'][Dimension]['low'], depth: number): number | undefined {
  const performers = front.filter(([d]) => d >= depth).map(([, performer]) => performer)
  return performers.length === 0 ? undefined : Math.max(...performers)
}

export function profileDescription(dimensions: readonly ComparedDimension[], first: string, second: string): string {
  const lines = dimensions.map(
    (d) => `${d.name}: ${first} ${reachText(d.first)}, ${second} ${reachText(d.second)}, so ${d.order}`,
  )
  return `${lines.join('; ')}.`
}

function reachText(own: readonly ProfileCell[]): string {
  const surely = own.filter((c) => c.surely !== undefined).length
  const possibly = own.filter((c) => c.possibly !== undefined).length
  return surely === possibly ? `${surely}` : `${surely} to ${possibly}`
}

// ---- order ------------------------------------------------------------------------------------------------------------------------

export function orderNodes(order: OrderAmong): {
  readonly nodes: readonly OrderNode[]
  readonly lines: readonly OrderLine[]
} {
  return { nodes: order.places.map((p) => ({ rank: p.rank, names: p.levels.map((l) => l.id) })), lines: order.links }
}

export function orderDescription(nodes: readonly OrderNode[], lines: readonly OrderLine[]): string {
  function word(i: number): string {
    return (nodes[i]?.names ?? []).join(' and ')
  }
  const says = lines.map((l) => `${word(l.above)} ${l.isStrict ? 'above' : 'at least'} ${word(l.below)}`)
  return says.length === 0 ? 'No level stands above another.' : `${says.join('; ')}.`
}
