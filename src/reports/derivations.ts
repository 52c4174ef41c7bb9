/** Because graphs of one report, gathered: the same step is written once, wherever it is a premise. */
import type { Because, Citation } from '#domain/answers/index.ts'
import type { DerivationNode } from './report-document.ts'

export class Derivations {
  readonly #nodes: DerivationNode[] = []
  readonly #numbers = new Map<string, number>()
  readonly #known = new Map<Because, number>()
  readonly #sourceNumber: (citation: Citation) => number

  constructor(sourceNumber: (citation: Citation) => number) {
    this.#sourceNumber = sourceNumber
  }

  /** In the order in which they were first met, premises before what rests on them. */
  get nodes(): readonly DerivationNode[] {
    return this.#nodes
  }

  /** The number of a because; steps that say the same for the same reasons have the same number. */
  add(root: Because): number {
    // Premises first, without recursion: a because may be as deep as the law is.
    const stack: { node: Because; next: number }[] = [{ node: root, next: 0 }]
    const open = new Set<Because>()
    while (stack.length > 0) {
      const top = stack.at(-1) as { node: Because; next: number }
      if (this.#known.has(top.node)) {
        stack.pop()
        continue
      }
      open.add(top.node)
      const premise = top.node.premises[top.next]
      top.next += 1
      if (premise === undefined) {
        this.#known.set(top.node, this.#number(top.node))
        stack.pop()
      } else if (!this.#known.has(premise) && !open.has(premise)) stack.push({ node: premise, next: 0 })
    }
    return this.#known.get(root) as number
  }

  #number(node: Because): number {
    const premises = [...new Set(node.premises.flatMap((p) => this.#known.get(p) ?? []))]
    const { kind, verdict, says, rule, citation, day } = node
    const key = JSON.stringify([kind, verdict, says, rule, citation, premises])
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#nodes.length + 1
    this.#numbers.set(key, number)
    this.#nodes.push({
      number,
      kind,
      verdict,
      says,
      premises,
      ...(rule === undefined ? {} : { rule }),
      ...(day === undefined ? {} : { day }),
      ...(citation === undefined
        ? {}
        : {
            cite: {
              source: this.#sourceNumber(citation),
              at: citation.at,
              standing: citation.standing,
              ...(citation.on === undefined ? {} : { on: citation.on }),
            },
          }),
    })
    return number
  }
}
