/** What is left of a value when its losses are taken out: for tests of "read again, but for the losses". */
import type { Bill, Component, Dependency, Loss } from '#domain/composition/bill-of-materials.ts'

/** The bill with its components in the order of another, found by reference. */
export function inOrderOf(bill: Bill, model: Bill): Bill {
  const place = new Map(model.components.map(({ ref }, index) => [ref, index]))
  const moved = (index: number) => place.get(bill.components[index]?.ref ?? '') ?? -1
  const components: Component[] = []
  bill.components.forEach((component, index) => {
    components[moved(index)] =
      component.parent === undefined ? component : { ...component, parent: moved(component.parent) }
  })
  const order = (a: Dependency, b: Dependency) => a.from - b.from || a.to - b.to || (a.kind < b.kind ? -1 : 1)
  return {
    ...bill,
    ...(bill.subject === undefined ? {} : { subject: moved(bill.subject) }),
    components,
    dependencies: bill.dependencies.map((it) => ({ ...it, from: moved(it.from), to: moved(it.to) })).sort(order),
    vulnerabilities: bill.vulnerabilities.map((it) => ({
      ...it,
      affects: it.affects.map((affected) =>
        affected.component === undefined ? affected : { ...affected, component: moved(affected.component) },
      ),
    })),
  }
}

/** The value without what the losses name. */
export function without(value: unknown, losses: readonly Loss[]): unknown {
  const copy: unknown = structuredClone(value)
  for (const { path } of losses) strike(copy, path.slice(1).split('/'))
  return copy
}

function strike(value: unknown, path: readonly string[]): void {
  const [step, ...rest] = path
  if (typeof value !== 'object' || value === null || step === undefined) return
  if (step === '*') {
    if (!Array.isArray(value)) return
    if (rest.length === 0) value.length = 0
    else for (const item of value) strike(item, rest)
  } else {
    const record = value as Record<string, unknown>
    if (rest.length === 0) delete record[step]
    else strike(record[step], rest)
  }
}
