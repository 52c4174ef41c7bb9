/**
 * Stage: what has to be covered. Requirements that duties ask for, one procedure per act, the needs of the levels that contracts demand.
 * Coverage of a requirement is technical; it is never presumption of conformity.
 */
import type { Because } from '../answers/index.ts'
import { type NativeLevel, type Profile, readPrintedLevel, type ThresholdTables } from '../assurance/index.ts'
import type { Dossier } from '../dossier/index.ts'
import type { LawReading } from '../law/index.ts'
import { requirementKey, type RequirementSet } from '../requirements/index.ts'
import { isWithin, matters, tellingDay, type Window } from './acts.ts'
import { type LevelNeed, missingNeeds, needsOf } from './level-cells.ts'
import type { ActReading, Cell, CoverageVerdict } from './plan-types.ts'

/** What evidence in hand says of a requirement; from the composition. */
export interface HeldCoverage {
  readonly verdict: CoverageVerdict
  readonly heldBy: readonly string[]
  readonly because: Because
}

export interface CellInput {
  readonly dossier: Dossier
  readonly law: LawReading
  readonly acts: readonly ActReading[]
  readonly requirementSets: ReadonlyMap<string, RequirementSet>
  readonly levels: ReadonlyMap<string, NativeLevel>
  readonly thresholds: ThresholdTables
  readonly window: Window
  /** Evidence about the whole target that counts on the day it is needed. */
  readonly present: Profile
  readonly heldCoverage: (key: string) => HeldCoverage
  /** Native levels of certificates in hand that count. */
  readonly heldLevels: ReadonlyMap<string, string>
  /** What the evidence about the whole comes from. */
  readonly presentThrough: readonly string[]
}

/** Somebody who has nothing in hand. */
export const NOTHING_HELD: HeldCoverage = {
  verdict: 'not-covered',
  heldBy: [],
  because: { kind: 'computed', verdict: 'fails', says: 'nothing in hand bears on it', premises: [] },
}

export function cellsOf(input: CellInput): readonly Cell[] {
  return [...requirementCells(input), ...routeCells(input), ...demandCells(input)]
}

function requirementCells(input: CellInput): readonly Cell[] {
  const cells = new Map<string, Cell>()
  for (const act of input.acts) {
    if (!matters(act)) continue
    for (const c of input.law.book.acts.find((a) => a.id === act.id)?.conclusions ?? []) {
      if (c.asks.length === 0) continue
      const read = input.law.conclude(c.id)
      if (read === undefined || !isWithin(read.when.possibly, input.window)) continue
      const isSure = isWithin(read.when.surely, input.window)
      const because = input.law.because(c.id, tellingDay(read, input.window))
      for (const ask of c.asks) {
        for (const id of ask.requirements) addRequirement(cells, input, act, c.id, ask.set, id, isSure, because)
      }
    }
  }
  return [...cells.values()]
}

function addRequirement(
  cells: Map<string, Cell>,
  input: CellInput,
  act: ActReading,
  conclusion: string,
  set: string,
  id: string,
  isSure: boolean,
  asked: Because,
): void {
  const key = requirementKey({ set, requirement: id })
  const before = cells.get(key)
  if (before !== undefined) {
    cells.set(key, {
      ...before,
      conclusions: [...before.conclusions, conclusion],
      isProvisional: before.isProvisional && !isSure,
    })
    return
  }
  const requirement = input.requirementSets.get(set)?.requirements.find((r) => r.id === id)
  if (requirement === undefined) return
  const held = input.heldCoverage(key)
  const verdict = requirement.substitutable || held.verdict === 'not-covered' ? held.verdict : 'not-covered'
  cells.set(key, {
    id: key,
    kind: 'requirement',
    title: requirement.title,
    askedBy: act.name,
    conclusions: [conclusion],
    requirement: { set, id, ...setName(input, set) },
    isSubstitutable: requirement.substitutable,
    isProvisional: !isSure,
    verdict,
    heldBy: held.heldBy,
    because: {
      kind: 'computed',
      verdict: 'holds',
      says: `${requirement.title}: ${requirement.says}`,
      rule: 'A requirement that a duty asks for has to be covered by evidence of its own.',
      citation: requirement.citation,
      premises: [asked, held.because],
    },
  })
}

function setName(input: CellInput, set: string): { readonly setName?: string } {
  const name = input.requirementSets.get(set)?.name
  return name === undefined ? {} : { setName: name }
}

/** One cell an act: one of its open procedures is carried out. */
function routeCells(input: CellInput): readonly Cell[] {
  return input.acts
    .filter((act) => matters(act) && act.routes.some((r) => r.truth !== 'no' || r.mayHold.length > 0))
    .map((act) => {
      const routes = usableRoutes(act)
      return {
        id: `route:${act.id}`,
        kind: 'route',
        title: `One conformity assessment procedure of the ${act.name}`,
        askedBy: act.name,
        conclusions: routes.map((r) => r.id),
        isSubstitutable: false,
        isProvisional: act.relevance === 'maybe' || routes.every((r) => r.truth !== 'yes'),
        verdict: 'not-covered',
        heldBy: [],
        because: {
          kind: 'law',
          verdict: 'holds',
          says: `one of the procedures that are open has to be carried out: ${routes.map((r) => r.label).join('; ') || 'none is open'}`,
          premises: act.routes.map((r) => r.because),
        },
      } satisfies Cell
    })
    .filter((cell) => cell.conclusions.length > 0)
}

/**
 * The routes a plan may carry out: those that are surely open; where there is none because it is not known whether the act applies at
 * all, those that would be open if it did. A route that hangs on anything further is never planned on.
 */
export function usableRoutes(act: ActReading): ActReading['routes'] {
  const open = act.routes.filter((r) => r.truth === 'yes')
  if (open.length > 0) return open
  const ofTheAct = new Set(act.applicability.flatMap((r) => r.settledBy.map((f) => f.id)))
  return act.routes.filter((r) => r.truth === 'not-known' && r.settledBy.every((f) => ofTheAct.has(f.id)))
}

/** The needs of levels that contracts demand. What risk recommends is reported beside, never demanded. */
function demandCells(input: CellInput): readonly Cell[] {
  const cells: Cell[] = []
  input.dossier.demands.forEach((demand, i) => {
    if (demand.by === 'risk') return
    const read = readPrintedLevel(demand.level, input.levels)
    const says: Because = {
      kind: 'declared',
      verdict: 'holds',
      says: `${demand.who ?? demand.by} demands ${demand.level}: ${demand.because}`,
      premises: [],
    }
    const askedBy = demand.who ?? (demand.by === 'law' ? 'law' : 'contract')
    if (read.kind === 'unified') {
      const needs = needsOf(read.targetType, read.letter, input.thresholds, 'formal')
      const missing = new Set(missingNeeds(input.present, needs))
      for (const need of needs)
        cells.push(
          needCell(
            need,
            missing.has(need),
            `demand:${i}`,
            askedBy,
            demand.level,
            says,
            cells.length,
            input.presentThrough,
          ),
        )
    } else if (read.kind === 'native') {
      cells.push(nativeCell(read.level, read.namesNoAssessor ?? [], demand, i, askedBy, says, input.heldLevels))
    }
  })
  return cells
}

/** Cells of demands whose words name nobody who must find it: a declaration may do, and may not. */
export function isOpenDemand(cell: Cell): boolean {
  return cell.kind === 'native-level' && cell.ifAssessed !== undefined
}

/**
 * A level of one scheme. Where the demand names nobody who must find it, what names an assessor meets it on every reading; a declaration of
 * the supplier only on the weakest, so what is in hand of that kind leaves it not known.
 */
function nativeCell(
  level: NativeLevel,
  assessed: readonly NativeLevel[],
  demand: Dossier['demands'][number],
  i: number,
  askedBy: string,
  says: Because,
  heldLevels: ReadonlyMap<string, string>,
): Cell {
  const sure = assessed.map((l) => heldLevels.get(l.id)).find((id) => id !== undefined)
  const own = heldLevels.get(level.id)
  const isOpen = assessed.length > 0
  const through = isOpen ? sure : own
  const verdict: CoverageVerdict =
    through !== undefined ? 'covered' : isOpen && own !== undefined ? 'not-known' : 'not-covered'
  return {
    id: `native:${i}:${level.id}`,
    kind: 'native-level',
    title: isOpen ? demand.level : level.name,
    askedBy,
    conclusions: [`demand:${i}`],
    levels: [level.id, ...assessed.map((l) => l.id)],
    ...(isOpen ? { ifAssessed: assessed.map((l) => l.id) } : {}),
    isSubstitutable: false,
    isProvisional: isOpen,
    verdict,
    heldBy: through !== undefined ? [through] : isOpen && own !== undefined ? [own] : [],
    because: {
      kind: 'computed',
      verdict: verdict === 'not-known' ? 'open' : 'holds',
      says: isOpen
        ? `"${demand.level}" names nobody who must find it: a declaration of the supplier is the least it can stand for, ${assessed.map((l) => l.name).join(' or ')} meets it on every reading`
        : `a level of one scheme is met by that scheme alone: ${level.name}`,
      premises: [says],
    },
  }
}

const DIMENSION_NAMES: Readonly<Record<string, string>> = {
  I: 'attestation',
  D: 'design insight',
  T: 'testing',
  V: 'vulnerability analysis',
  R: 'attacker class',
  L: 'life-cycle',
  M: 'upkeep',
}

function needCell(
  need: LevelNeed,
  isMissing: boolean,
  demand: string,
  askedBy: string,
  level: string,
  says: Because,
  n: number,
  through: readonly string[],
): Cell {
  const performer = need.performer === 0 ? '' : ` by a performer of independence ${need.performer} or more`
  return {
    id: `level:${n}:${need.dimension}${need.depth}@${need.performer}`,
    kind: 'level',
    title: `${DIMENSION_NAMES[need.dimension]} of depth ${need.depth}${performer}`,
    askedBy,
    conclusions: [demand],
    need: { dimension: need.dimension, depth: need.depth, performer: need.performer },
    isSubstitutable: true,
    isProvisional: false,
    verdict: isMissing ? 'not-covered' : 'covered',
    heldBy: isMissing ? [] : through,
    because: {
      kind: 'computed',
      verdict: 'holds',
      says: `${level} asks for ${DIMENSION_NAMES[need.dimension]} of depth ${need.depth}${performer}`,
      rule: `${need.because} (threshold of letter ${need.letter})`,
      premises: [says],
    },
  }
}
