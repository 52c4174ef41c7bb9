/** Which main facts apply to which kind of entry, with the reason. Data: docs/catalogue-format.md shows this table, and a test holds the two together. */

export const COUNTED_KINDS = ['scheme', 'standard', 'regulation', 'credential'] as const
export type CountedKind = (typeof COUNTED_KINDS)[number]

/** The facts a reader relies on first. */
export const MAIN_FACTS = ['owner', 'object', 'levels', 'assessor', 'status', 'validity'] as const
export type MainFact = (typeof MAIN_FACTS)[number]

export interface MainFactRule {
  readonly kind: CountedKind
  /** These apply only where the entry states them; the other main facts apply always. */
  readonly onlyWhereStated: readonly MainFact[]
  readonly because: string
}

export const MAIN_FACT_RULES: readonly MainFactRule[] = [
  {
    kind: 'scheme',
    onlyWhereStated: [],
    because: 'A scheme has somebody who assesses and a result that lasts; where its text sets neither, it says so.',
  },
  {
    kind: 'standard',
    onlyWhereStated: ['assessor', 'validity'],
    because:
      'A document is assessed by nobody and issued to nobody, unless its own text says who assesses or how long a result lasts.',
  },
  {
    kind: 'regulation',
    onlyWhereStated: ['validity'],
    because:
      'An act holds until it is repealed, which its status tells; levels and assessor are set by its text or are "none".',
  },
  {
    kind: 'credential',
    onlyWhereStated: [],
    because: 'A credential is issued to a person by somebody who assesses, for a period or for life.',
  },
]

/** The main facts that an entry has to support. A fact that is stated always counts, so a guess never helps. */
export function applicableMainFacts(kind: CountedKind, stated: ReadonlySet<string>): readonly MainFact[] {
  const { onlyWhereStated } = MAIN_FACT_RULES.find((r) => r.kind === kind) as MainFactRule
  return MAIN_FACTS.filter((f) => stated.has(f) || !onlyWhereStated.includes(f))
}
