/**
 * What a certificate in hand covers beyond its own words: as much as the assessment option that would buy it again.
 *
 * An option says, with a reason, which requirements its certificate bears on. A certificate in hand says the same where it is that
 * certificate in full: its selection holds every requirement of the standard that the option examines. Where the selection is not stated,
 * or leaves something out, it is not known.
 */
import type { Certificate, Dossier } from '../dossier/index.ts'
import { requirementKey } from '../requirements/index.ts'
import type { AssessmentOption, OptionCoverage } from './assessment-option.ts'
import type { HeldCoverage } from './cells.ts'

/** `coverage`, with what options in hand cover put in where nothing better is known. */
export function withHeldOptions(
  coverage: (key: string) => HeldCoverage,
  dossier: Dossier,
  options: Iterable<AssessmentOption>,
  heldLevels: ReadonlyMap<string, string>,
): (key: string) => HeldCoverage {
  const held = [...options].flatMap((option) =>
    option.attains.flatMap((level) => {
      const certificate = dossier.certificates.find((c) => c.id === heldLevels.get(level))
      return certificate === undefined || !isOwn(certificate, dossier) ? [] : [{ option, certificate }]
    }),
  )
  return (key) => {
    const known = coverage(key)
    if (known.verdict === 'covered') return known
    for (const { option, certificate } of held) {
      const row = option.covers.find((c) => c.requirements.some((r) => requirementKey(r) === key))
      if (row !== undefined) return coveredThrough(option, certificate, row, known)
    }
    return known
  }
}

/** A process is certified for who runs it. */
function isOwn(certificate: Certificate, dossier: Dossier): boolean {
  const { holder } = certificate
  return holder === undefined || dossier.manufacturer === undefined || holder === dossier.manufacturer.name
}

function coveredThrough(
  option: AssessmentOption,
  certificate: Certificate,
  row: OptionCoverage,
  known: HeldCoverage,
): HeldCoverage {
  const isWhole = holdsAllOf(option, certificate)
  return {
    verdict: isWhole ? 'covered' : 'not-known',
    heldBy: [certificate.id],
    because: {
      kind: 'computed',
      verdict: isWhole ? 'holds' : 'open',
      says: isWhole
        ? `${certificate.id} is what "${option.name}" gives: ${row.because}`
        : `${certificate.id} may be what "${option.name}" gives; its selection is not known to hold all that is examined`,
      rule: 'A certificate in hand covers what the option that would buy it again covers, if its selection holds everything that the option examines.',
      citation: row.citation,
      premises: known.verdict === 'not-covered' ? [] : [known.because],
    },
  }
}

/** Whether the certificate's own selection holds every requirement of the sets it speaks of that the option examines. */
function holdsAllOf(option: AssessmentOption, certificate: Certificate): boolean {
  const selected = certificate.covers.filter((c) => c.selection !== undefined).flatMap((c) => c.requirements)
  const sets = new Set(selected.map((r) => r.set))
  const keys = new Set(selected.map(requirementKey))
  const examined = option.covers.flatMap((c) => c.requirements).filter((r) => sets.has(r.set))
  return examined.length > 0 && examined.every((r) => keys.has(requirementKey(r)))
}
