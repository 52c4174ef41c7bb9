/**
 * The security claim that a dossier makes: its parts as scope, what is handed on to users as conditions, what its parts promise as
 * requirements, and what is held as evidence. It claims no more than was written; the level is given by whoever computed it.
 */
import type { CalendarDate } from '#util/calendar-date.ts'
import { byText } from '#util/order.ts'
import type {
  AttackerClass,
  ClaimCondition,
  ClaimedPart,
  ClaimedRequirements,
  ClaimEvidence,
  SecurityClaim,
} from '../assurance/index.ts'
import type { Certificate, Dossier, EvidenceRecord, Part } from '../dossier/index.ts'

export interface ClaimSettings {
  readonly on: CalendarDate
  /** `TYPE:LETTER` or a native level: what was computed for the whole. Without one the claim names none. */
  readonly level?: string
  readonly attacker?: AttackerClass
}

export function claimOfDossier(dossier: Dossier, { on, level, attacker }: ClaimSettings): SecurityClaim {
  const held = new Set(dossier.parts.flatMap((p) => p.certificates))
  // A certificate that no part names is of the whole.
  const certificates = dossier.certificates.filter(
    (c) => held.has(c.id) || dossier.parts.every((p) => p.certificates.length === 0),
  )
  const evidence = [...certificates.map(certificateEvidence), ...dossier.evidence.map(recordEvidence)]
  const ends = evidence.flatMap((e) => (e.expires === undefined ? [] : [e.expires])).sort(byText)
  const { version, summary } = dossier.target
  return {
    id: dossier.id,
    name: `Security claim for ${dossier.name}`,
    target: {
      type: dossier.target.type,
      name: dossier.name,
      ...(version === undefined ? {} : { version }),
      ...(summary === undefined ? {} : { summary }),
    },
    ...(dossier.manufacturer === undefined ? {} : { by: actorOf(dossier.manufacturer) }),
    scope: { parts: dossier.parts.map((p) => partOf(p, dossier.certificates)), excluded: [] },
    conditions: dossier.parts.flatMap(conditionsOf),
    requirements: requirementsOf(dossier),
    ...(level === undefined ? {} : { level }),
    ...(attacker === undefined ? {} : { attacker }),
    evidence,
    // The first evidence to end ends the claim as it stands.
    validity: { from: on, ...(ends[0] === undefined ? {} : { until: ends[0] }) },
  }
}

function actorOf(by: NonNullable<Dossier['manufacturer']>): NonNullable<SecurityClaim['by']> {
  return { name: by.name, ...(by.country === undefined ? {} : { country: by.country }) }
}

/** Configurations are those that the certificates of the part name; of the rest nothing is said. */
function partOf(part: Part, certificates: readonly Certificate[]): ClaimedPart {
  const configurations = part.certificates.flatMap(
    (id) => certificates.find((c) => c.id === id)?.scope.configurations ?? [],
  )
  return {
    id: part.id,
    name: part.name,
    ...(part.purl === undefined ? {} : { purl: part.purl }),
    versions: part.version === undefined ? undefined : [part.version],
    configurations: configurations.length === 0 ? undefined : [...new Set(configurations)],
    interfaces: undefined,
  }
}

/** What nothing in the dossier discharges, and what is handed on to the environment of the whole. */
function conditionsOf(part: Part): readonly ClaimCondition[] {
  return part.assumptions.flatMap((a): readonly ClaimCondition[] => {
    if (a.dischargedBy.includes('environment')) return [{ id: a.id, says: a.says, kind: 'environment' }]
    return a.dischargedBy.length === 0 ? [{ id: a.id, says: a.says, kind: 'assumption' }] : []
  })
}

function requirementsOf(dossier: Dossier): readonly ClaimedRequirements[] {
  const bySet = new Map<string, Set<string>>()
  for (const ref of dossier.parts.flatMap((p) => p.guarantees.flatMap((g) => g.requirements))) {
    const ids = bySet.get(ref.set) ?? new Set()
    bySet.set(ref.set, ids.add(ref.requirement))
  }
  return [...bySet].map(([set, ids]) => ({ set, requirements: [...ids] }))
}

function certificateEvidence(c: Certificate): ClaimEvidence {
  return {
    id: c.id,
    kind: 'certificate',
    says: `${c.level}${c.scope.product === undefined ? '' : `, ${c.scope.product}`}${c.invented ? ' (invented for an example)' : ''}`,
    certificate: c.id,
    ...(c.issued === undefined ? {} : { on: c.issued }),
    ...(c.expires === undefined ? {} : { expires: c.expires }),
  }
}

function recordEvidence(e: EvidenceRecord): ClaimEvidence {
  return {
    id: e.id,
    kind: 'report',
    says: e.activity,
    by: e.performer,
    on: e.on,
    ...(e.expires === undefined ? {} : { expires: e.expires }),
  }
}
