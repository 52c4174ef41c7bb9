/** Random small dossiers for the laws of composition: parts that vouch for each other, certificates over time, evidence. */
import type {
  Assumption,
  Certificate,
  CertificateStatus,
  Dossier,
  EvidenceRecord,
  Guarantee,
  Part,
} from '#domain/dossier/index.ts'
import { frontOf } from '#domain/assurance/index.ts'
import { addDays, type CalendarDate, date } from '#util/calendar-date.ts'
import { type Dice, dice } from './random.ts'

export const FIRST = date('2026-01-01')
const SPAN = 900

export interface DossierShape {
  readonly parts: number
  readonly certificates: number
  readonly evidence: number
  /** Parts may depend on each other and vouch for each other in circles. */
  readonly circles: boolean
  /** Most certificates run, versions match and evidence is rich, so that many claims stand in several ways. */
  readonly dense?: boolean
}

export function emptyDossier(more: Partial<Dossier> = {}): Dossier {
  return {
    id: 'made',
    name: 'made',
    target: { type: 'product', version: '1' },
    manufacturer: { name: 'Maker' },
    sectors: [],
    markets: [],
    dates: {},
    facts: new Map(),
    parts: [],
    bills: [],
    certificates: [],
    evidence: [],
    demands: [],
    risks: [],
    constraints: { horizonYears: 5, euAnchoredOnly: false, excludedOptions: [] },
    overrides: [],
    ...more,
  }
}

export function dayIn(d: Dice): CalendarDate {
  return addDays(FIRST, d.between(-50, SPAN + 50))
}

const REQUIREMENTS = ['R1', 'R2', 'R3'].map((requirement) => ({ set: 'made', requirement }))
const STATUSES: readonly CertificateStatus[] = [
  'active',
  'active',
  'maintained',
  'suspended',
  'historical',
  'withdrawn',
  'expired',
]

export function randomCertificate(d: Dice, id: string, levelIds: readonly string[], dense = false): Certificate {
  let from = addDays(FIRST, d.between(0, 100))
  const issued = from
  const status: { value: CertificateStatus; from: CalendarDate }[] = []
  for (let i = dense ? d.between(0, 1) : d.between(0, 3); i > 0; i -= 1) {
    status.push({
      value: status.length === 0 ? 'active' : (STATUSES[d.between(0, STATUSES.length - 1)] as CertificateStatus),
      from,
    })
    from = addDays(from, d.between(1, 300))
  }
  return {
    id,
    level: d.chance(1, 6) ? 'unknown' : (levelIds[d.between(0, levelIds.length - 1)] as string),
    scope: { versions: !dense && d.chance(1, 5) ? [] : ['1'], configurations: [] },
    status,
    covers: d.chance(1, 2)
      ? []
      : [{ requirements: REQUIREMENTS.slice(0, d.between(1, 3)), selection: 'security-target' }],
    caveats: [],
    invented: true,
    ...(d.chance(4, 5) ? { issued } : {}),
    ...(d.chance(3, 4) ? { expires: addDays(issued, dense ? SPAN : d.between(0, SPAN)) } : {}),
    ...(d.chance(2, 3)
      ? { issuer: { name: `body ${d.between(1, 2)}`, country: ['DE', 'FR', 'US'][d.between(0, 2)] as string } }
      : {}),
  }
}

function randomEvidence(d: Dice, id: string, parts: number, dense: boolean): EvidenceRecord {
  const on = addDays(FIRST, d.between(0, 300))
  const performer = d.between(1, 5)
  return {
    id,
    activity: d.chance(1, 4) ? 'composed-evaluation' : 'composite-evaluation',
    performer: { who: 'lab', independence: performer },
    on,
    gives: (['D', 'T', 'V', 'R', 'L'] as const)
      .filter(() => d.chance(dense ? 4 : 2, dense ? 5 : 3))
      .map((dimension) => ({ dimension, front: frontOf([{ depth: d.between(1, 5), performer }]) })),
    covers: REQUIREMENTS.filter(() => dense || d.chance(1, 2)),
    part: !dense && d.chance(1, 4) ? 'whole' : `p${d.between(0, parts - 1)}`,
    ...(!dense && d.chance(1, 2) ? { expires: addDays(on, d.between(0, SPAN)) } : {}),
  }
}

export function randomDossier(seed: number, shape: DossierShape, levelIds: readonly string[]): Dossier {
  const d = dice(seed)
  const dense = shape.dense ?? false
  const certificates = Array.from({ length: shape.certificates }, (_, i) =>
    randomCertificate(d, `${['cc', 'eucc', 'made'][i % 3]}:C-${i}`, levelIds, dense),
  )
  const evidence = Array.from({ length: shape.evidence }, (_, i) => randomEvidence(d, `e${i}`, shape.parts, dense))
  const parts = Array.from({ length: shape.parts }, (_, i): Part => {
    const guarantees = Array.from(
      { length: d.between(1, 2) },
      (_unused, j): Guarantee => ({
        id: `p${i}.g${j}`,
        says: `part ${i} keeps promise ${j}`,
        requirements: !dense && d.chance(1, 2) ? [] : REQUIREMENTS.slice(0, d.between(1, 2)),
      }),
    )
    const below = shape.circles ? shape.parts : i
    const assumptions = Array.from({ length: d.between(0, 2) }, (_unused, j): Assumption => {
      const dischargedBy: string[] = []
      for (let k = dense ? 2 : d.between(0, 2); k > 0; k -= 1) {
        if (d.chance(1, dense ? 12 : 6)) dischargedBy.push('environment')
        else if (shape.evidence > 0 && d.chance(1, dense ? 12 : 3))
          dischargedBy.push(`e${d.between(0, shape.evidence - 1)}`)
        else if (below > 0) dischargedBy.push(`p${d.between(0, below - 1)}.g0`)
      }
      return { id: `p${i}.a${j}`, says: `part ${i} is used with care ${j}`, dischargedBy: [...new Set(dischargedBy)] }
    })
    return {
      id: `p${i}`,
      name: `Part ${i}`,
      origin: d.chance(1, 3) ? 'made' : 'bought',
      certificates: certificates.filter(() => d.chance(1, dense ? 4 : 2)).map((c) => c.id),
      guarantees,
      assumptions,
      dependsOn: Array.from({ length: i }, (_unused, k) => `p${k}`).filter(() => d.chance(1, 4)),
      ...(dense ? { version: '1' } : d.chance(4, 5) ? { version: d.chance(4, 5) ? '1' : '2' } : {}),
    }
  })
  return emptyDossier({ parts, certificates, evidence, dates: d.chance(1, 2) ? { firstPlacedOn: dayIn(d) } : {} })
}
