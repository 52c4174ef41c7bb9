/** Every source cited anywhere in a plan, numbered in the order of first use. */
import type { Because, Citation } from '../answers/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { Plan } from './plan-types.ts'

type Numbered = Plan['sources'][number]

const RANK: Readonly<Record<Citation['standing'], number>> = { primary: 0, secondary: 1, estimate: 2, unchecked: 3 }

/** Walks the value once; because graphs are shared, so every object is visited once. The standing shown is the weakest met. */
export function citedSources(value: unknown, catalogue: Pick<Catalogue, 'sources'>): readonly Numbered[] {
  const found = new Map<string, Numbered>()
  const seen = new Set<object>()
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const next = stack.pop()
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    const citation = citationIn(next)
    if (citation !== undefined) note(found, citation, catalogue)
    const inner = Object.values(next)
    for (let i = inner.length - 1; i >= 0; i -= 1) stack.push(inner[i])
  }
  return [...found.values()]
}

function citationIn(value: object): Pick<Citation, 'source' | 'standing'> | undefined {
  const { source, standing } = value as Partial<Citation>
  return typeof source === 'string' && source !== '' && typeof standing === 'string' ? { source, standing } : undefined
}

function note(
  found: Map<string, Numbered>,
  citation: Pick<Citation, 'source' | 'standing'>,
  catalogue: Pick<Catalogue, 'sources'>,
): void {
  const known = found.get(citation.source)
  if (known !== undefined) {
    if (RANK[citation.standing] > RANK[known.standing])
      found.set(citation.source, { ...known, standing: citation.standing })
    return
  }
  const source = catalogue.sources.get(citation.source)
  found.set(citation.source, {
    number: found.size + 1,
    id: citation.source,
    title: source?.title ?? citation.source,
    publisher: source?.publisher ?? '',
    standing: citation.standing,
    ...(source?.edition === undefined ? {} : { edition: source.edition }),
    ...(source?.address === undefined ? {} : { address: source.address }),
  })
}

/** Footnote number of a citation, for whoever prints the plan. */
export function numberOf(sources: readonly Numbered[], because: Pick<Because, 'citation'>): number | undefined {
  return sources.find((s) => s.id === because.citation?.source)?.number
}
