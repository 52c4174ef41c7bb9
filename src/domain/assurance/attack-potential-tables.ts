/**
 * Points for what an attack takes, and what the sum says: the Common Criteria's own table, the one for smart cards, the one for road
 * vehicles. Figures are facts; the words are ours.
 *
 * Every table has two columns that public copies mix up: the attack potential **needed** for an attack, and what a target is
 * **resistant to** when that attack is the easiest one left. Both are kept, and results name theirs.
 */
import type { Citation } from '../answers/index.ts'
import { date } from '#util/calendar-date.ts'

export const RATING_TABLES = ['common-criteria', 'smart-card', 'road-vehicle'] as const
export type RatingTableId = (typeof RATING_TABLES)[number]

/** Points of a step in one phase of an attack; `not-practical`: with it the attack cannot be carried out; undefined: the phase does not ask. */
export type Points = number | 'not-practical' | undefined

export interface FactorStep {
  readonly id: string
  readonly says: string
  /** One for each phase of the table. */
  readonly points: readonly Points[]
}

export interface AttackFactor {
  readonly id: string
  readonly name: string
  readonly steps: readonly FactorStep[]
  /** What is easily got wrong when choosing a step. */
  readonly note?: string
}

/** What a sum of at least so many points says, up to the next band. */
export interface PotentialBand {
  readonly atLeast: number
  /** The attack potential that the attack needs. */
  readonly needed: string
  /** What a target withstands when this is the easiest attack left. */
  readonly resistantTo: string
  /** The same on the scale of dimension R: 0 nothing, 2 basic to 5 high. Road vehicles rate ease, not attackers, and say nothing of it. */
  readonly resistance?: number
  /** The highest component of AVA_VAN that the target may pass with; 0: none. Only tables of the Common Criteria say. */
  readonly vulnerabilityAnalysis?: number
}

export interface AttackPotentialTable {
  readonly id: RatingTableId
  readonly name: string
  /** Phases that are rated apart and added. */
  readonly phases: readonly string[]
  readonly factors: readonly AttackFactor[]
  /** Rising; the first begins at 0. */
  readonly bands: readonly PotentialBand[]
  /** Points between two steps may be chosen where a case lies between them. */
  readonly allowsBetween: boolean
  readonly points: Citation
  readonly sums: Citation
}

function steps(rows: readonly (readonly [id: string, says: string, ...points: Points[]])[]): readonly FactorStep[] {
  return rows.map(([id, says, ...points]) => ({ id, says, points }))
}

const ON = date('2026-11-25')

function cem(at: string): Citation {
  return { source: 'cem-3.1r5', at, standing: 'primary', on: ON }
}

// ---- Common Criteria --------------------------------------------------------------------------------------------------------------

const COMMON_CRITERIA: AttackPotentialTable = {
  id: 'common-criteria',
  name: 'Common Evaluation Methodology, annex B.4',
  phases: ['attack'],
  allowsBetween: true,
  factors: [
    {
      id: 'time',
      name: 'elapsed time',
      note: 'the time to find the weakness, to work the attack out and to carry it out against the target, together',
      steps: steps([
        ['1d', 'up to a day', 0],
        ['1w', 'up to a week', 1],
        ['2w', 'up to two weeks', 2],
        ['1m', 'up to a month', 4],
        ['2m', 'up to two months', 7],
        ['3m', 'up to three months', 10],
        ['4m', 'up to four months', 13],
        ['5m', 'up to five months', 15],
        ['6m', 'up to six months', 17],
        ['longer', 'more than six months', 19],
      ]),
    },
    {
      id: 'expertise',
      name: 'specialist expertise',
      note: 'several proficient people stay proficient; multiple experts means different fields, each at the level of an expert',
      steps: steps([
        ['layman', 'no particular knowledge', 0],
        ['proficient', 'familiar with how this kind of target behaves', 3],
        ['expert', 'knows algorithms, protocols, hardware and new attacks of the field', 6],
        ['experts', 'experts of several fields are needed', 8],
      ]),
    },
    {
      id: 'knowledge',
      name: 'knowledge of the target',
      steps: steps([
        ['public', 'anybody can have it', 0],
        ['restricted', 'shared under agreements of secrecy', 3],
        ['sensitive', 'kept within teams of the developer', 7],
        ['critical', 'known to few people, each on need', 11],
      ]),
    },
    {
      id: 'window',
      name: 'window of opportunity',
      note: 'how long, how often or with how many samples the target must be within reach without the attack being noticed',
      steps: steps([
        ['unlimited', 'no opportunity is needed, or nothing limits it', 0],
        ['easy', 'less than a day of access, or fewer than ten samples', 1],
        ['moderate', 'less than a month of access, or fewer than a hundred samples', 4],
        ['difficult', 'at least a month of access, or a hundred samples', 10],
        ['none', 'the opportunity never suffices', 'not-practical'],
      ]),
    },
    {
      id: 'equipment',
      name: 'equipment',
      note: 'clearly different sets of specialised equipment for the steps of one attack count as bespoke',
      steps: steps([
        ['standard', 'at hand for anybody', 0],
        ['specialised', 'to be bought or put together without undue effort', 4],
        ['bespoke', 'made to order, controlled, or very expensive', 7],
        ['several-bespoke', 'different bespoke equipment for different steps', 9],
      ]),
    },
  ],
  bands: [
    { atLeast: 0, needed: 'basic', resistantTo: 'none', resistance: 0, vulnerabilityAnalysis: 0 },
    { atLeast: 10, needed: 'enhanced-basic', resistantTo: 'basic', resistance: 2, vulnerabilityAnalysis: 2 },
    { atLeast: 14, needed: 'moderate', resistantTo: 'enhanced-basic', resistance: 3, vulnerabilityAnalysis: 3 },
    { atLeast: 20, needed: 'high', resistantTo: 'moderate', resistance: 4, vulnerabilityAnalysis: 4 },
    { atLeast: 25, needed: 'beyond high', resistantTo: 'high', resistance: 5, vulnerabilityAnalysis: 5 },
  ],
  points: cem('Annex B.4.2.3, Table 3'),
  sums: cem('Annex B.4.2.3, Table 4'),
}

// ---- smart cards ------------------------------------------------------------------------------------------------------------------

const REMEMBERED: Citation = {
  source: 'jil-attack-potential-smartcards',
  at: 'tables of points and of ratings',
  standing: 'unchecked',
}

const SMART_CARD: AttackPotentialTable = {
  id: 'smart-card',
  name: 'Attack potential for smart cards and similar devices',
  phases: ['identification', 'exploitation'],
  allowsBetween: false,
  factors: [
    {
      id: 'time',
      name: 'elapsed time',
      steps: steps([
        ['1h', 'less than an hour', 0, 0],
        ['1d', 'less than a day', 1, 3],
        ['1w', 'less than a week', 2, 4],
        ['1m', 'less than a month', 3, 6],
        ['longer', 'more than a month', 5, 8],
        ['never', 'not practical', 'not-practical', 'not-practical'],
      ]),
    },
    {
      id: 'expertise',
      name: 'expertise',
      steps: steps([
        ['layman', 'no particular knowledge', 0, 0],
        ['proficient', 'familiar with the kind of target and its usual attacks', 2, 2],
        ['expert', 'knows the field in depth', 5, 4],
        ['experts', 'experts of several fields are needed', 7, 6],
      ]),
    },
    {
      id: 'knowledge',
      name: 'knowledge of the target',
      steps: steps([
        ['public', 'anybody can have it', 0, 0],
        ['restricted', 'shared under agreements of secrecy', 2, 2],
        ['sensitive', 'kept within teams of the developer', 4, 3],
        ['critical', 'known to few people, each on need', 6, 5],
        ['very-critical', 'the design of the hardware itself', 9, undefined],
      ]),
    },
    {
      id: 'samples',
      name: 'access to the target, by samples used',
      steps: steps([
        ['10', 'fewer than ten', 0, 0],
        ['30', 'fewer than thirty', 1, 2],
        ['100', 'fewer than a hundred', 2, 4],
        ['more', 'more than a hundred', 3, 6],
        ['never', 'not practical', 'not-practical', 'not-practical'],
      ]),
    },
    {
      id: 'equipment',
      name: 'equipment',
      steps: steps([
        ['none', 'none', 0, 0],
        ['standard', 'at hand for anybody', 1, 2],
        ['specialised', 'to be bought or put together', 3, 4],
        ['bespoke', 'made to order, controlled, or very expensive', 5, 6],
        ['several-bespoke', 'different bespoke equipment for different steps', 7, 8],
      ]),
    },
    {
      id: 'open-samples',
      name: 'open samples, or samples with known secrets',
      steps: steps([
        ['public', 'anybody can have them, or none are needed', 0, undefined],
        ['restricted', 'handed out under agreements of secrecy', 2, undefined],
        ['sensitive', 'kept within teams of the developer', 4, undefined],
        ['critical', 'within reach of few people', 6, undefined],
      ]),
    },
  ],
  bands: [
    { atLeast: 0, needed: 'basic', resistantTo: 'none', resistance: 0, vulnerabilityAnalysis: 0 },
    { atLeast: 16, needed: 'enhanced-basic', resistantTo: 'basic', resistance: 2, vulnerabilityAnalysis: 2 },
    { atLeast: 21, needed: 'moderate', resistantTo: 'enhanced-basic', resistance: 3, vulnerabilityAnalysis: 3 },
    { atLeast: 25, needed: 'high', resistantTo: 'moderate', resistance: 4, vulnerabilityAnalysis: 4 },
    { atLeast: 31, needed: 'beyond high', resistantTo: 'high', resistance: 5, vulnerabilityAnalysis: 5 },
  ],
  points: REMEMBERED,
  sums: REMEMBERED,
}

// ---- road vehicles ----------------------------------------------------------------------------------------------------------------

const VEHICLE: Citation = { source: 'iso-sae-21434-2021', at: 'Annex G', standing: 'unchecked' }

const ROAD_VEHICLE: AttackPotentialTable = {
  id: 'road-vehicle',
  name: 'Attack feasibility by attack potential, road vehicles',
  phases: ['attack'],
  allowsBetween: false,
  factors: [
    {
      id: 'time',
      name: 'elapsed time',
      steps: steps([
        ['1d', 'up to a day', 0],
        ['1w', 'up to a week', 1],
        ['1m', 'up to a month', 4],
        ['6m', 'up to six months', 17],
        ['longer', 'more than six months', 19],
      ]),
    },
    {
      id: 'expertise',
      name: 'specialist expertise',
      steps: steps([
        ['layman', 'no particular knowledge', 0],
        ['proficient', 'familiar with how this kind of target behaves', 3],
        ['expert', 'knows the field in depth', 6],
        ['experts', 'experts of several fields are needed', 8],
      ]),
    },
    {
      id: 'knowledge',
      name: 'knowledge of the item or component',
      steps: steps([
        ['public', 'anybody can have it', 0],
        ['restricted', 'shared under agreements of secrecy', 3],
        ['confidential', 'kept within teams of the developer', 7],
        ['strictly-confidential', 'known to few people', 11],
      ]),
    },
    {
      id: 'window',
      name: 'window of opportunity',
      steps: steps([
        ['unlimited', 'from afar and at any time', 0],
        ['easy', 'long or easy access', 1],
        ['moderate', 'limited access', 4],
        ['difficult', 'very little access', 10],
      ]),
    },
    {
      id: 'equipment',
      name: 'equipment',
      steps: steps([
        ['standard', 'at hand for anybody', 0],
        ['specialised', 'to be bought or put together', 4],
        ['bespoke', 'made to order, controlled, or very expensive', 7],
        ['several-bespoke', 'different bespoke equipment for different steps', 9],
      ]),
    },
  ],
  bands: [
    { atLeast: 0, needed: 'feasibility high', resistantTo: 'none' },
    { atLeast: 14, needed: 'feasibility medium', resistantTo: 'attacks of high feasibility' },
    { atLeast: 20, needed: 'feasibility low', resistantTo: 'attacks of medium feasibility' },
    { atLeast: 25, needed: 'feasibility very low', resistantTo: 'attacks of low feasibility' },
  ],
  points: VEHICLE,
  sums: VEHICLE,
}

export const ATTACK_POTENTIAL_TABLES: Readonly<Record<RatingTableId, AttackPotentialTable>> = {
  'common-criteria': COMMON_CRITERIA,
  'smart-card': SMART_CARD,
  'road-vehicle': ROAD_VEHICLE,
}
