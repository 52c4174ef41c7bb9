/** Puts a bill together while a document is read: references, edges, hierarchy, losses. */
import type {
  Component,
  ComponentIndex,
  Dependency,
  DependencyKind,
  Loss,
} from '#domain/composition/bill-of-materials.ts'
import type { Problems } from './problems.ts'

/** A component whose graph is not settled yet. */
export type DraftComponent = { -readonly [Field in keyof Component]: Component[Field] }

export interface Losses {
  add(path: string, because: string): void
  sorted(): readonly Loss[]
}

export function newLosses(): Losses {
  const counts = new Map<string, { count: number; because: string }>()
  return {
    add(path, because) {
      const known = counts.get(path)
      if (known === undefined) counts.set(path, { count: 1, because })
      else known.count++
    },
    sorted() {
      return [...counts]
        .map(([path, { count, because }]) => ({ path, count, because }))
        .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    },
  }
}

export interface BillBuilder {
  readonly components: DraftComponent[]
  /** Adds a component and binds its reference; `pointer` is where it stands. */
  addComponent(component: DraftComponent, pointer: string): ComponentIndex
  find(ref: string): ComponentIndex | undefined
  addDependency(from: ComponentIndex, to: ComponentIndex, kind: DependencyKind): void
  /** Sorted, each edge once. */
  dependencies(): readonly Dependency[]
}

/** What an edge can name: 24 bits. */
const MOST_COMPONENTS = 2 ** 24

const kinds: readonly DependencyKind[] = [
  'build',
  'depends-on',
  'development',
  'dynamic-link',
  'optional',
  'provided',
  'provides',
  'runtime',
  'static-link',
  'test',
]

export function newBillBuilder(problems: Problems): BillBuilder {
  const components: DraftComponent[] = []
  const byRef = new Map<string, ComponentIndex>()
  let edges = new Float64Array(256)
  let size = 0

  return {
    components,
    addComponent(component, pointer) {
      const index = components.length
      if (index === MOST_COMPONENTS) {
        const message = `there are more than ${MOST_COMPONENTS} components`
        problems.add({ code: 'formats.too-large', message, pointer })
      }
      // The document is refused; what follows is not kept.
      if (index >= MOST_COMPONENTS) return index - 1
      components.push(component)
      if (byRef.has(component.ref)) {
        problems.add({
          code: 'formats.duplicate-reference',
          message: `the reference "${component.ref}" is borne by another element already`,
          hint: 'Give each element its own reference.',
          pointer,
        })
      } else byRef.set(component.ref, index)
      return index
    },
    find: (ref) => byRef.get(ref),
    addDependency(from, to, kind) {
      if (size === edges.length) {
        const grown = new Float64Array(size * 2)
        grown.set(edges)
        edges = grown
      }
      // Order of numbers is order of (from, to, kind). Exact below 2^53: 24 bits for each end, 4 for the kind.
      edges[size++] = (from * 2 ** 24 + to) * 16 + kinds.indexOf(kind)
    },
    dependencies() {
      const sorted = edges.subarray(0, size).sort()
      const dependencies: Dependency[] = []
      let last = -1
      for (const edge of sorted) {
        if (edge === last) continue
        last = edge
        const pair = Math.floor(edge / 16)
        const from = Math.floor(pair / 2 ** 24)
        dependencies.push({ from, to: pair - from * 2 ** 24, kind: kinds[edge - pair * 16] as DependencyKind })
      }
      return dependencies
    },
  }
}
