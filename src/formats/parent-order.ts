/** Brings the components of a bill into the order it promises: parents before their children. */
import type { Bill, ComponentIndex } from '#domain/composition/bill-of-materials.ts'
import type { DraftComponent } from './bill-builder.ts'

/**
 * The same bill with its components moved where needed, and every index that names them.
 *
 * Stable: a bill in order comes back as it is. The hierarchy must be free of circles. Cost: each component once, and the
 * sorting of the edges where something moved.
 */
export function inParentOrder(bill: Bill): Bill {
  const { components } = bill
  if (components.every((component, index) => component.parent === undefined || component.parent < index)) return bill

  const order: ComponentIndex[] = []
  const newIndex = new Int32Array(components.length).fill(-1)
  for (let start = 0; start < components.length; start++) {
    const waiting: ComponentIndex[] = []
    for (
      let at: ComponentIndex | undefined = start;
      at !== undefined && newIndex[at] === -1;
      at = components[at]?.parent
    )
      waiting.push(at)
    for (const index of waiting.reverse()) {
      newIndex[index] = order.length
      order.push(index)
    }
  }
  const moved = (index: ComponentIndex): ComponentIndex => newIndex[index] as number

  return {
    ...bill,
    ...(bill.subject === undefined ? {} : { subject: moved(bill.subject) }),
    components: order.map((index) => {
      const component = components[index] as Bill['components'][number]
      return component.parent === undefined ? component : { ...component, parent: moved(component.parent) }
    }),
    dependencies: bill.dependencies
      .map(({ from, to, kind }) => ({ from: moved(from), to: moved(to), kind }))
      .sort((a, b) => a.from - b.from || a.to - b.to || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
    vulnerabilities: bill.vulnerabilities.map((vulnerability) => ({
      ...vulnerability,
      affects: vulnerability.affects.map((target) =>
        target.component === undefined ? target : { ...target, component: moved(target.component) },
      ),
    })),
  }
}

/**
 * Takes one parent out of every circle of parents, and says of which components: for each circle the member of it that the
 * search from the front meets first. Cost: each component once.
 */
export function cutCircles(components: readonly DraftComponent[]): readonly ComponentIndex[] {
  const cut: ComponentIndex[] = []
  const visitedBy = new Int32Array(components.length).fill(-1)
  for (let start = 0; start < components.length; start++) {
    let at: ComponentIndex | undefined = start
    while (at !== undefined && visitedBy[at] === -1) {
      visitedBy[at] = start
      at = components[at]?.parent
    }
    if (at !== undefined && visitedBy[at] === start) {
      cut.push(at)
      delete components[at]?.parent
    }
  }
  return cut
}
