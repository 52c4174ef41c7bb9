/**
 * Caveats of certificates, read into atoms: what must be so for the certificate to speak, what it leaves unshown, and which other
 * certificates it leans on; each with the place of its words. What is not read is listed, word for word: no sentence is guessed at.
 *
 * A sentence is read from its beginning, clause after clause, up to the first words that no clause knows; from there on it is unread. So a
 * condition inside an unread sentence ("shall not be used when operated in FIPS mode") is never taken for a condition of the certificate.
 * Wording: caveats of the CMVP register (5,204 records of March 2026), and usual phrases of Common Criteria certificates.
 */
import type { Assumption, AssumptionKind } from '../dossier/index.ts'
import { certificatesNamed } from './named-certificates.ts'
import { CLAUSES, JOINING, type ClauseKind } from './caveat-clauses.ts'

export interface Span {
  /** Offsets into the caveat, in UTF-16 units; `to` is behind the last one. */
  readonly from: number
  readonly to: number
}

export interface CaveatAtom extends Span {
  readonly kind: ClauseKind
  /**
   * assumption: must be so, or the certificate does not speak of this use; limit: the certificate does not show it; note: how
   * this record came about, nothing to be met.
   */
  readonly bears: 'assumption' | 'limit' | 'note'
  /** In our words. */
  readonly says: string
  /** The words themselves. */
  readonly text: string
  /** Modules it leans on or is derived from, as `cmvp:number`. */
  readonly certificates: readonly string[]
  /** Of several certificates one is enough; undefined where "and" and "or" are mixed and only a person can tell. */
  readonly isOneEnough?: boolean
}

export interface ReadCaveat {
  readonly atoms: readonly CaveatAtom[]
  /** In order; pieces without a letter or digit are left out. */
  readonly unread: readonly (Span & { readonly text: string })[]
}

/** Longer texts are no caveats; what is behind is unread. */
const LONGEST = 6000

/** Linear in the text but for names of modules, which are tried up to 600 characters. */
export function readCaveat(text: string): ReadCaveat {
  const atoms: CaveatAtom[] = []
  const unread: (Span & { readonly text: string })[] = []
  function leave(from: number, to: number): void {
    const piece = text.slice(from, to)
    if (!/[\p{L}\p{N}]/u.test(piece)) return
    const start = from + (/^[\s.,;:]*/.exec(piece)?.[0].length ?? 0)
    const end = from + piece.trimEnd().length
    unread.push({ from: start, to: end, text: text.slice(start, end) })
  }
  for (const sentence of sentencesOf(text.slice(0, LONGEST))) {
    // Forms must not look over the end of their sentence.
    const seen = text.slice(0, sentence.to)
    let at = sentence.from
    let read = sentence.from
    while (at < sentence.to) {
      const clause = clauseAt(seen, at, sentence.from)
      if (clause !== undefined) {
        atoms.push(clause)
        at = clause.to
        read = at
        continue
      }
      const joined = joiningAt(seen, at)
      if (joined === 0) break
      at += joined
    }
    // With the words that joined it, so that it stands as it was written.
    if (at < sentence.to) leave(read, sentence.to)
  }
  leave(Math.min(LONGEST, text.length), text.length)
  return { atoms, unread }
}

function clauseAt(text: string, at: number, start: number): CaveatAtom | undefined {
  const isFirst = !/[\p{L}\p{N}]/u.test(text.slice(start, at))
  for (const clause of CLAUSES) {
    if (clause.isWhole === true && !isFirst) continue
    clause.form.lastIndex = at
    const found = clause.form.exec(text)
    if (found === null || found[0] === '') continue
    const to = at + found[0].trimEnd().length
    // A form must end where a word ends, and a whole one where its sentence does.
    if (/^[\p{L}\p{N}]/u.test(text.slice(to, to + 1)) && /[\p{L}\p{N}]$/u.test(text.slice(at, to))) continue
    if (clause.isWhole === true && /[\p{L}\p{N}]/u.test(text.slice(to))) continue
    const words = text.slice(at, to)
    const certificates = [...new Set(certificatesNamed(words).map((c) => `cmvp:${c.number}`))]
    const one = certificates.length > 1 ? oneEnough(words) : {}
    return {
      kind: clause.kind,
      bears: clause.bears,
      says: clause.says(found, certificates, one.isOneEnough),
      text: words,
      from: at,
      to,
      certificates,
      ...one,
    }
  }
  return undefined
}

function oneEnough(words: string): { readonly isOneEnough?: boolean } {
  // Only what stands between numbers counts: names of modules have their own "and".
  const between = words.replace(/^.*?#\d+/s, '')
  const [and, or] = [/\band\b|&/i.test(between), /\bor\b/i.test(between)]
  return and && or ? {} : { isOneEnough: or }
}

function joiningAt(text: string, at: number): number {
  JOINING.lastIndex = at
  return JOINING.exec(text)?.[0].length ?? 0
}

/** A full stop or semicolon ends a sentence where a capital follows, and no abbreviation stands before. */
const END = /[.;]\s+(?=["“'(]?[A-Z])/g
const ABBREVIATION = /(?:\bCerts?|\be\.g|\bi\.e|\bInc|\bCorp|\bLtd|\bNo|\bvs|\bRev|\bVer|\bSec)$/i

function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  for (const end of text.matchAll(END)) {
    if (end[0].startsWith('.') && ABBREVIATION.test(text.slice(Math.max(0, end.index - 8), end.index))) continue
    spans.push({ from, to: end.index + 1 })
    from = end.index + end[0].length
  }
  if (from < text.length) spans.push({ from, to: text.length })
  return spans
}

// ---- to the dossier -------------------------------------------------------------------------------------------------------------

const KINDS: Partial<Record<ClauseKind, AssumptionKind>> = {
  mode: 'mode',
  guidance: 'guidance',
  level: 'guidance',
  physical: 'environment',
  distribution: 'guidance',
  platform: 'platform',
}

/**
 * What a caveat asks of whoever uses the part, as assumptions for a dossier: one an atom that is no note, one a piece that could not be
 * read, numbered from 1 in the order of the text. Nothing is discharged by this: who meets it is for the dossier to say.
 */
export function assumptionsOf(certificate: string, reading: ReadCaveat): readonly Assumption[] {
  const pieces = caveatPieces(reading)
  const slug = certificate.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()
  return pieces.map((piece, i): Assumption => {
    const kind = 'kind' in piece ? KINDS[piece.kind] : undefined
    return {
      id: `${slug}.caveat-${i + 1}`,
      says: 'says' in piece ? piece.says : `what the caveat says in words that were not read: ${piece.text}`,
      caveat: { of: certificate, number: i + 1 },
      dischargedBy: [],
      ...(kind === undefined ? {} : { kind }),
    }
  })
}

/** The texts of a caveat, as the list `caveats` of a certificate in a dossier counts them. */
export function caveatTexts(reading: ReadCaveat): readonly string[] {
  return caveatPieces(reading).map((p) => p.text)
}

function caveatPieces(reading: ReadCaveat): readonly (CaveatAtom | ReadCaveat['unread'][number])[] {
  return [...reading.atoms.filter((a) => a.bears !== 'note'), ...reading.unread].sort((a, b) => a.from - b.from)
}
