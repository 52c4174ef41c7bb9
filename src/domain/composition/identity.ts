/**
 * Whether what is in use is what a certificate names: exact version, exact package, exact number. Likeness is never identity.
 */
import { SETTLED_FALSE, SETTLED_TRUE, type TheoryFact, UNSETTLED } from '../answers/index.ts'
import type { TargetType } from '../assurance/index.ts'
import type { Certificate, Dossier, Part } from '../dossier/index.ts'
import { toDayNumber } from '#util/calendar-date.ts'
import { interval } from '#util/interval-set.ts'

type Days = Pick<TheoryFact, 'surely' | 'possibly'>

/** One use of a certificate: by a part, or (without a part) by whoever holds it. */
export interface CertificateUse {
  readonly part: Part | undefined
  /** The version to be matched; undefined where nobody stated one. */
  readonly version: string | undefined
}

/** A body may confirm a change as minor; from that day its certificate stands for the new version too. */
export interface ConfirmedChange {
  readonly version: string
  /** Undefined: confirmed, but nobody wrote down when. */
  readonly fromDay: number | undefined
}

/**
 * The change the certification body rated as minor, where the dossier declares that the body did: it reaches the version the target now
 * has. The maker's own rating is a proposal and changes nothing. Source: eu-2025-2462, Annex IV.3, point 5.
 */
export function confirmedChange(dossier: Dossier): ConfirmedChange | undefined {
  const change = dossier.facts.get('eucc.change')
  if (change?.value !== 'minor' || dossier.target.version === undefined) return undefined
  if (change.by === 'the author of the dossier' || change.by === dossier.manufacturer?.name) return undefined
  return { version: dossier.target.version, fromDay: change.on === undefined ? undefined : toDayNumber(change.on) }
}

/**
 * The days on which `certificate` names what is in use. Both versions known: they match to the letter, or the body confirmed the change.
 * Certificates of organisations, processes and services name no version; there the scope in words is the identity.
 */
export function namedDays(
  certificate: Certificate,
  targetType: TargetType | undefined,
  use: CertificateUse,
  change: ConfirmedChange | undefined,
): Days {
  const named = certificate.scope.versions
  if (named.length === 0) return use.version === undefined || isWithoutVersions(targetType) ? SETTLED_TRUE : UNSETTLED
  if (use.version === undefined) return UNSETTLED
  if (named.includes(use.version)) return SETTLED_TRUE
  if (change === undefined || change.version !== use.version) return SETTLED_FALSE
  if (change.fromDay === undefined) return UNSETTLED
  const days = interval(change.fromDay, undefined)
  return { surely: days, possibly: days }
}

function isWithoutVersions(type: TargetType | undefined): boolean {
  return type === 'organisation' || type === 'process' || type === 'service'
}

export type Identity = 'yes' | 'no' | 'not-known'

/**
 * Whether a component of a bill counts as what a certificate names. Equal package URLs without qualifiers are the same thing;
 * a version that the certificate does not name, or another package under a like name, is not. Case of names is kept.
 */
export function componentIsCertified(purl: string, certificate: Certificate, parts: readonly Part[]): Identity {
  const asked = bare(purl)
  const bound = parts.filter((p) => p.certificates.includes(certificate.id))
  const purls = bound.flatMap((p) => (p.purl === undefined ? [] : [bare(p.purl)]))
  if (purls.some((p) => p.name === asked.name && p.version !== undefined && p.version === asked.version)) return 'yes'
  if (purls.some((p) => p.name !== asked.name || (p.version !== undefined && asked.version !== undefined))) return 'no'
  if (
    asked.version !== undefined &&
    certificate.scope.versions.length > 0 &&
    !certificate.scope.versions.includes(asked.version)
  )
    return 'no'
  return 'not-known'
}

/** Type, namespace and name, and the version; qualifiers and subpath say how it was packed and where in it. */
function bare(purl: string): { readonly name: string; readonly version: string | undefined } {
  const main = (purl.split('#')[0] as string).split('?')[0] as string
  const at = main.lastIndexOf('@')
  return at <= 0 ? { name: main, version: undefined } : { name: main.slice(0, at), version: main.slice(at + 1) }
}

/** Two spellings of a certificate number: the same only letter by letter; close spellings are for a person to confirm. */
export function sameCertificate(a: string, b: string): Identity {
  const plain = (text: string): string => text.slice(text.indexOf(':') + 1).toLowerCase()
  if (plain(a) === plain(b)) return 'yes'
  const digits = (text: string): ReadonlySet<string> => new Set(plain(text).match(/\d{4,}/g) ?? [])
  const shared = [...digits(a)].filter((d) => digits(b).has(d))
  return shared.some((d) => d.length > 4) ? 'not-known' : 'no'
}
