/** `compose DOSSIER`: what certified parts prove together, what they leave open, what is missing to the target, and what re-use is worth. */
import {
  type AssumptionReading,
  type CertificateReading,
  type ClaimReading,
  type Circle,
  compose,
  type CompositeReading,
  type CompositionResult,
  type Crossing,
  lettersOf,
  type PlaceReading,
  type WaysReading,
} from '#domain/composition/index.ts'
import type { Because, Citation, OpenFact } from '#domain/answers/index.ts'
import {
  type Catalogue,
  citedSources,
  type DemandReading,
  plan,
  type Plan,
  readDemands,
  timeToMarket,
  type TimeToMarket,
  toDays,
} from '#domain/questions/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

type Word = 'yes' | 'no' | 'not-known'
/** A letter, or between which two it lies. */
type LetterOrPair = string | readonly [string, string]

export interface ComposeResult {
  readonly dossier: { readonly id: string; readonly name: string }
  readonly whole: {
    readonly stands: Word
    readonly formal: LetterOrPair
    readonly technical: LetterOrPair
    readonly because: Because
  }
  readonly certificates: readonly {
    readonly id: string
    readonly level: string
    readonly isInvented: boolean
    readonly recorded: string
    readonly relied: Word
    readonly reusable: Word
    readonly renewable: Word
    readonly reusableDays: ReturnType<typeof toDays>
    readonly because: Because
  }[]
  /** What parts give. */
  readonly items: readonly {
    readonly part: string
    readonly claim: string
    readonly says: string
    readonly holds: Word
    /** The weakest link along the best way, as a unified level of our own definition. */
    readonly formal: LetterOrPair
    readonly technical: LetterOrPair
    readonly days: ReturnType<typeof toDays>
    readonly under: readonly string[]
    readonly because: Because
  }[]
  readonly assumptions: readonly {
    readonly part: string
    readonly id: string
    readonly says: string
    readonly kind?: string
    readonly standing: string
    /** Who bears it: guarantees and evidence by name, `environment` for the users of the whole, nobody. */
    readonly by: readonly string[]
    readonly onWordOnly: boolean
    readonly because: Because
  }[]
  readonly circles: readonly Circle[]
  /** Parts that stand on something evaluated less deep, or not known to be as deep. */
  readonly shallowBases: readonly { readonly part: string; readonly base: string; readonly isAsDeep: Word }[]
  /** By each scheme’s own rules; no statement of the scheme, and apart from every computed level. */
  readonly composites: readonly CompositeRow[]
  readonly places: readonly PlaceReading[]
  readonly crossings: readonly Crossing[]
  readonly delta: {
    readonly demands: readonly {
      readonly by: string
      readonly level: string
      readonly who?: string
      readonly verdict: string
      readonly because: Because
    }[]
    readonly cells?: {
      readonly covered: number
      readonly partly: number
      readonly notKnown: number
      readonly notCovered: number
    }
    readonly missing: readonly {
      readonly id: string
      readonly title: string
      readonly askedBy: string
      readonly verdict: string
    }[]
  }
  /** Why there is none, where there is none. */
  readonly timeToMarket: TimeToMarket | { readonly kind: 'none'; readonly because: string }
  readonly sources: Plan['sources']
}

export interface CompositeRow {
  readonly rule: string
  readonly name: string
  readonly scheme: string
  readonly part: string
  readonly base: string
  readonly method: string
  readonly wanted?: string
  readonly met: Word
  readonly days: ReturnType<typeof toDays>
  readonly conditions: readonly {
    readonly id: string
    readonly says: string
    readonly met: Word
    readonly byException: boolean
    /** What the test says of a condition whose text was not read. */
    readonly ifSo: Word
    readonly citation: Citation
    readonly settledBy: readonly OpenFact[]
    readonly because: Because
  }[]
  readonly gives: string
  readonly never: readonly string[]
  readonly citation: Citation
  readonly because: Because
}

export const composeQuestion: Question<ComposeResult> = {
  name: 'compose',
  says: 'What certified parts prove together on a day, what schemes ask, what is missing, and what re-use saves in time and money',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
    { name: 'no-plan', says: 'leave out the requirements still missing and the time to market' },
  ],
  example: 'metascheme compose examples/smart-card-stack --on 2027-06-01',
  async run(asked: Asked, ports: Ports): Promise<Answered<ComposeResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const read = compose(dossier, { levels: catalogue.levels, rules: catalogue.compositeRules }).read(asked.on)
    ports.onStage('composition')
    const made =
      asked.flags['no-plan'] === undefined ? await planned(dossier, read, catalogue, asked, ports) : undefined
    const letters = (ways: WaysReading) => ({
      formal: span(lettersOf(ways, dossier.target.type, catalogue.thresholds, 'formal')),
      technical: span(lettersOf(ways, dossier.target.type, catalogue.thresholds, 'technical')),
    })
    const result: Omit<ComposeResult, 'sources'> = {
      dossier: { id: dossier.id, name: dossier.name },
      whole: {
        stands: wordOf(read.whole.answer),
        ...letters(read.whole.ways),
        because: read.whole.answer.because,
      },
      certificates: read.certificates.map(certificateRow),
      items: read.claims.map((c) => ({ ...claimRow(c), ...letters(c.ways) })),
      assumptions: read.assumptions.map(assumptionRow),
      circles: read.circles,
      shallowBases: read.bases.filter((b) => b.isAsDeep !== 'yes'),
      composites: read.composites.map(compositeRow),
      places: read.places,
      crossings: read.crossings,
      delta: { demands: readDemands(dossier, read, catalogue).map(demandRow), ...missingOf(made?.plan) },
      timeToMarket: made?.time ?? { kind: 'none', because: made?.because ?? 'it was not asked for (--no-plan)' },
    }
    return {
      result: { ...result, sources: citedSources(result, catalogue) },
      diagnostics: loaded.diagnostics.filter((d) => d.severity !== 'note'),
      exit: 0,
    }
  },
}

/** Nodes our own search may look at before the solver is woken; counts work, so that answers are reproducible. */
const SEARCH_NODES = 200_000

interface Planned {
  readonly plan: Plan
  readonly time: TimeToMarket | undefined
  readonly because: string
}

async function planned(
  dossier: Dossier,
  composition: CompositionResult,
  catalogue: Catalogue,
  asked: Asked,
  ports: Ports,
): Promise<Planned> {
  let solver: Awaited<ReturnType<Ports['solve']>> | undefined
  const settings = {
    limits: { nodes: SEARCH_NODES, isCancelled: ports.isCancelled },
    solve: async (...of: Parameters<Awaited<ReturnType<Ports['solve']>>>) => {
      solver ??= await ports.solve()
      return solver(...of)
    },
  }
  const made = await plan({
    dossier,
    catalogue,
    on: asked.on,
    withProposals: false,
    bills: [],
    settings,
    withFront: false,
    onStage: ports.onStage,
  })
  const stated = [...dossier.facts].filter(([, f]) => f.value === true).map(([id]) => id)
  const time = await timeToMarket({
    dossier,
    catalogue,
    plan: made,
    composition,
    settings: { on: asked.on, ...settings, assumed: new Set(['market.eu', 'product.is-software', ...stated]) },
  })
  const { mix } = made
  const because =
    mix !== undefined && 'kind' in mix ? `there is no plan: ${mix.because.join(' ')}` : 'nothing asks for an assessment'
  return { plan: made, time, because }
}

function missingOf(made: Plan | undefined): Pick<ComposeResult['delta'], 'cells' | 'missing'> {
  if (made === undefined) return { missing: [] }
  const count = (verdict: string): number => made.cells.filter((c) => c.verdict === verdict).length
  return {
    cells: {
      covered: count('covered'),
      partly: count('partly'),
      notKnown: count('not-known'),
      notCovered: count('not-covered'),
    },
    missing: made.cells
      .filter((c) => c.verdict !== 'covered')
      .map((c) => ({ id: c.id, title: c.title, askedBy: c.askedBy, verdict: c.verdict })),
  }
}

function wordOf(answer: { readonly kind: string }): Word {
  return answer.kind === 'value' ? 'yes' : answer.kind === 'not-known' ? 'not-known' : 'no'
}

function span(of: { readonly low: string; readonly high: string }): LetterOrPair {
  return of.low === of.high ? of.low : [of.low, of.high]
}

function certificateRow(c: CertificateReading): ComposeResult['certificates'][number] {
  return {
    id: c.certificate.id,
    level: c.certificate.level,
    isInvented: c.certificate.invented,
    recorded: c.recorded.kind === 'value' ? c.recorded.value.value.value : 'not-known',
    relied: wordOf(c.relied.answer),
    reusable: wordOf(c.reusable.answer),
    renewable: wordOf(c.renewable.answer),
    reusableDays: toDays(c.reusable.when.surely),
    because: c.reusable.answer.because,
  }
}

function claimRow(c: ClaimReading): Omit<ComposeResult['items'][number], 'formal' | 'technical'> {
  return {
    part: c.part.id,
    claim: c.guarantee.id,
    says: c.guarantee.says,
    holds: wordOf(c.answer),
    days: toDays(c.when.surely),
    under: c.under,
    because: c.answer.because,
  }
}

function assumptionRow(a: AssumptionReading): ComposeResult['assumptions'][number] {
  return {
    part: a.part.id,
    id: a.assumption.id,
    says: a.assumption.says,
    ...(a.assumption.kind === undefined ? {} : { kind: a.assumption.kind }),
    standing: a.standing,
    by: a.by,
    onWordOnly: a.onWordOnly,
    because: a.because,
  }
}

function demandRow(d: DemandReading): ComposeResult['delta']['demands'][number] {
  return {
    by: d.demand.by,
    level: d.demand.level,
    ...(d.demand.who === undefined ? {} : { who: d.demand.who }),
    verdict: d.verdict,
    because: d.because,
  }
}

function compositeRow(c: CompositeReading): CompositeRow {
  return {
    rule: c.rule.id,
    name: c.rule.name,
    scheme: c.rule.scheme,
    part: c.part,
    base: c.base,
    method: c.method,
    ...(c.wanted === undefined ? {} : { wanted: c.wanted }),
    met: wordOf(c.answer),
    days: toDays(c.when.surely),
    conditions: c.conditions.map((x) => ({
      id: x.condition.id,
      says: x.condition.says,
      met: x.truth,
      byException: x.byException,
      ifSo: x.ifSo,
      citation: x.condition.citation,
      settledBy: x.settledBy,
      because: x.because,
    })),
    gives: c.rule.gives,
    never: c.rule.never,
    citation: c.rule.citation,
    because: c.answer.because,
  }
}
