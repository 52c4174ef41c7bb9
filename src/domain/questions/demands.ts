/**
 * Whether what is asked of the whole is met by what is in hand on a day: a level of a scheme by a certificate of the whole at that level, a
 * unified level by what the evidence of the whole and of every part beneath it shows. Certificates of parts alone meet neither.
 */
import type { Because } from '../answers/index.ts'
import { LETTERS, type NativeLevel, readPrintedLevel } from '../assurance/index.ts'
import { type CertificateReading, type CompositionResult, lettersOf } from '../composition/index.ts'
import type { Demand, Dossier } from '../dossier/index.ts'
import type { Catalogue } from './catalogue.ts'
import { knownInclusion } from './compare.ts'

export type DemandVerdict = 'covered' | 'not-covered' | 'not-known'

export interface DemandReading {
  readonly demand: Demand
  readonly verdict: DemandVerdict
  readonly because: Because
}

type DemandCatalogue = Pick<Catalogue, 'levels' | 'thresholds' | 'options'>

/** Each demand of a dossier, as written. */
export function readDemands(
  dossier: Dossier,
  composition: CompositionResult,
  catalogue: DemandCatalogue,
): readonly DemandReading[] {
  return dossier.demands.map((demand) => {
    const [verdict, because] = verdictOf(demand, dossier, composition, catalogue)
    return { demand, verdict, because }
  })
}

type Verdict = readonly [DemandVerdict, Because]

function verdictOf(
  demand: Demand,
  dossier: Dossier,
  composition: CompositionResult,
  catalogue: DemandCatalogue,
): Verdict {
  const read = readPrintedLevel(demand.level, catalogue.levels)
  if (read.kind === 'native') return ofLevel(read.level, dossier, composition, catalogue)
  if (read.kind !== 'unified') return told('not-known', `it is not known which level "${demand.level}" means`)
  const { low, high } = lettersOf(composition.whole.ways, read.targetType, catalogue.thresholds, 'formal')
  const reaches = (letter: (typeof LETTERS)[number]): boolean => LETTERS.indexOf(letter) >= LETTERS.indexOf(read.letter)
  const shown = low === high ? low : `between ${low} and ${high}`
  const why = [composition.whole.answer.because]
  if (reaches(low)) return told('covered', `what the whole rests on shows ${shown}`, why)
  if (reaches(high)) return told('not-known', `what the whole rests on shows ${shown}`, why)
  return told('not-covered', `what the whole rests on shows ${shown}`, why)
}

function ofLevel(
  wanted: NativeLevel,
  dossier: Dossier,
  composition: CompositionResult,
  catalogue: DemandCatalogue,
): Verdict {
  const own = composition.certificates.filter(
    (c) => !dossier.parts.some((p) => p.certificates.includes(c.certificate.id)),
  )
  const atLevel = own.filter((c) => isAt(c, wanted, catalogue))
  const holding = atLevel.find((c) => c.relied.answer.kind === 'value')
  if (holding !== undefined)
    return told('covered', `${holding.certificate.id} is a certificate of the whole at that level`, [
      holding.relied.answer.because,
    ])
  const open = atLevel.find((c) => c.relied.answer.kind === 'not-known')
  if (open !== undefined)
    return told('not-known', `whether ${open.certificate.id} may be leaned on is not known`, [
      open.relied.answer.because,
    ])
  if (![...catalogue.options.values()].some((o) => o.scheme === wanted.scheme))
    return told(
      'not-known',
      `the catalogue knows nobody who issues ${wanted.name}, so whether the demand can be met as worded is not known`,
    )
  const held = dossier.parts.flatMap((p) =>
    composition.certificates
      .filter((c) => p.certificates.includes(c.certificate.id) && isAt(c, wanted, catalogue))
      .map((c) => `${c.certificate.id} is of the part ${p.name}`),
  )
  return told(
    'not-covered',
    `the whole has no certificate at ${wanted.name}${held.length === 0 ? '' : `; ${held.join(', ')}`}`,
  )
}

function isAt(c: CertificateReading, wanted: NativeLevel, catalogue: DemandCatalogue): boolean {
  if (c.level === undefined) return false
  const { inclusion } = knownInclusion(c.level, wanted, catalogue.levels)
  return inclusion === 'same' || inclusion === 'first-includes-second'
}

function told(verdict: DemandVerdict, says: string, premises: readonly Because[] = []): Verdict {
  const holds = verdict === 'covered' ? 'holds' : verdict === 'not-known' ? 'open' : 'fails'
  return [verdict, { kind: 'computed', verdict: holds, says, premises }]
}
