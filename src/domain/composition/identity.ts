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
 * How the versions that a scope writes down name one version: to the letter, as a series (`4.2.x`), as a range whose ends are both written
 * (`4.2.0 to 4.2.5`, ends included), or not. `unclear`: the scope is written so that nobody but its issuer can say (`4.2 and later`).
 */
export type VersionNaming = 'exact' | 'series' | 'range' | 'unclear' | 'none'

const SERIES = /^(\d{1,9}(?:\.\d{1,9}){0,8})\.[xX*]$/
const RANGE = /^(\d{1,9}(?:\.\d{1,9}){0,8})(?: to | - | – |–)(\d{1,9}(?:\.\d{1,9}){0,8})$/
const NUMBERS = /^\d{1,9}(?:\.\d{1,9}){0,8}$/
const OPEN_WORDS = /[<>*≤≥]|\.[xX]\b|\b(?:later|onwards?|newer|up to|series|family)\b/i

/** Cost: each version named once. */
export function versionNaming(named: readonly string[], version: string): VersionNaming {
  if (named.includes(version)) return 'exact'
  const ways = named.map((n) => namingOf(n.trim(), version))
  return (['series', 'range', 'unclear'] as const).find((w) => ways.includes(w)) ?? 'none'
}

/** Whether what a scope writes is one version, and neither a series nor a range nor open at an end. */
export function isOneVersion(named: string): boolean {
  return !SERIES.test(named) && !RANGE.test(named) && !OPEN_WORDS.test(named)
}

function namingOf(named: string, version: string): VersionNaming {
  const isPlain = NUMBERS.test(version)
  const series = SERIES.exec(named)
  if (series !== null) {
    if (!version.startsWith(`${series[1]}.`)) return 'none'
    return isPlain ? 'series' : 'unclear'
  }
  const range = RANGE.exec(named)
  if (range !== null) {
    const [low, high, asked] = [range[1] as string, range[2] as string, version].map((v) => v.split('.').map(Number))
    if (!isPlain || low?.length !== high?.length || asked?.length !== low?.length) return 'unclear'
    return compareNumbers(low, asked) <= 0 && compareNumbers(asked, high) <= 0 ? 'range' : 'none'
  }
  return OPEN_WORDS.test(named) ? 'unclear' : 'none'
}

function compareNumbers(a: readonly number[] | undefined = [], b: readonly number[] | undefined = []): number {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x - (b[i] ?? 0)
  return 0
}

/**
 * The days on which `certificate` names what is in use. Both versions known: they match to the letter, or
 * the scope names it in a series or range, or the body confirmed the change.
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
  const naming = versionNaming(named, use.version)
  if (naming !== 'none' && naming !== 'unclear') return SETTLED_TRUE
  if (change === undefined || change.version !== use.version) return naming === 'none' ? SETTLED_FALSE : UNSETTLED
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
    versionNaming(certificate.scope.versions, asked.version) === 'none'
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
