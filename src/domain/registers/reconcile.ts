/**
 * Whether two spellings mean one certificate: how sure, and why. Only what cannot tell two certificates apart is passed over in silence;
 * everything else is a candidate with its reason, for a person to confirm.
 */
import { editDistance } from '#util/nearest.ts'
import { withoutWords } from './numbers.ts'

/** exact: letter by letter; certain: the same but for spelling; likely: something usual is left out or renamed; possible: like, and maybe another. */
export const CONFIDENCES = ['exact', 'certain', 'likely', 'possible'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export interface Sameness {
  readonly confidence: Confidence
  readonly because: string
}

export interface Candidate extends Sameness {
  /** `register:number`. */
  readonly certificate: string
}

/** A spelling taken apart once, to be held against many. */
export interface Spelling {
  readonly register: string | undefined
  readonly written: string
  /** Without the register and words around the number. */
  readonly text: string
  /** Runs of letters and of digits, in capitals; digits with their zeros. */
  readonly tokens: readonly string[]
}

const REGISTER = /^(cmvp|cc|eucc|fido|[a-z][a-z0-9-]{1,39}):(?!\/\/)(.*)$/s
/** Words around a number that name no certificate. */
const REPORT =
  /^(?:certification report|rapport de certification|zertifizierungsreport|report|rapport|certificate id)\s*[:#]?\s*/i
const LONGEST = 120

export function spellingOf(text: string): Spelling {
  const parts = REGISTER.exec(text.trim())
  const register = parts?.[1]
  let rest = withoutWords((parts?.[2] ?? text).slice(0, LONGEST).replace(REPORT, ''))
  let named = register
  const module = /^(?:cmvp|fips[ -]?140[ -]?[123]?)\s*(?:cert(?:ificate)?\.?\s*)?(?:no\.?\s*)?#?\s*(?=\d{1,5}$)/i.exec(
    rest,
  )
  if (module !== null) {
    named ??= 'cmvp'
    rest = rest.slice(module[0].length)
  }
  return { register: named, written: text, text: rest, tokens: rest.toUpperCase().match(/[A-Z]+|\d+/g) ?? [] }
}

/** Undefined where nothing speaks for it. Symmetric. Cost: length of the texts, their product for near misses. */
export function sameness(a: Spelling, b: Spelling): Sameness | undefined {
  if (a.register !== undefined && b.register !== undefined && a.register !== b.register) return undefined
  if (a.tokens.length === 0 || b.tokens.length === 0) return undefined
  if (a.written === b.written) return { confidence: 'exact', because: 'letter by letter the same' }
  const [ta, tb] = [a.tokens.join(' '), b.tokens.join(' ')]
  if (ta === tb) {
    // A bare number says nothing of whose it is.
    if (isBareNumber(a) && a.register !== b.register)
      return { confidence: 'likely', because: 'the same number, and one of the two does not say of which register' }
    return { confidence: 'certain', because: 'the same but for case, dashes, spaces or words around it' }
  }
  if (withoutZeros(a.tokens) === withoutZeros(b.tokens)) {
    if (
      isBareNumber(a) &&
      isBareNumber(b) &&
      (a.register === 'cmvp' || b.register === 'cmvp') &&
      a.register === b.register
    )
      return { confidence: 'certain', because: 'the same number but for leading zeros' }
    return { confidence: 'likely', because: 'the same but for leading zeros' }
  }
  return renamed(a, b) ?? shortened(a, b) ?? near(a, b)
}

function isBareNumber(s: Spelling): boolean {
  return s.tokens.length === 1 && /^\d+$/.test(s.tokens[0] as string)
}

function withoutZeros(tokens: readonly string[]): string {
  return tokens.map((t) => (/^\d+$/.test(t) ? t.replace(/^0+(?=\d)/, '') : t)).join(' ')
}

/** The French scheme was run by the DCSSI before it became the ANSSI, and its older certificates bear both names. */
function renamed(a: Spelling, b: Spelling): Sameness | undefined {
  const plain = (s: Spelling): string => withoutZeros(s.tokens).replace(/^(?:DCSSI|ANSSI)(?: CC)? /, 'FR ')
  const [pa, pb] = [plain(a), plain(b)]
  return pa === pb && pa.startsWith('FR ')
    ? { confidence: 'likely', because: 'the French scheme under its older and its newer name' }
    : undefined
}

const ENDINGS = /(?: CR\d*)+$| CR \d+$/
const LEADS =
  /^(?:BSI |DSZ |CC |ANSSI |DCSSI |NSCIB |CCEVS |VR |VID |SERTIT |OCSI |CERT |KECS |CSEC |CRP |JISEC |EUCC )+/

function shortened(a: Spelling, b: Spelling): Sameness | undefined {
  const [za, zb] = [withoutZeros(a.tokens), withoutZeros(b.tokens)]
  const bare = (t: string): string => t.replace(LEADS, '')
  if (
    (LEADS.test(za) !== LEADS.test(zb) || za.startsWith('CC ') || zb.startsWith('CC ')) &&
    bare(za) === bare(zb) &&
    !/^\d+$/.test(bare(za))
  )
    return {
      confidence: 'likely',
      because: 'the same where the name of the scheme, which one of the two leaves out, is added',
    }
  if (tight(a) === tight(b))
    return { confidence: 'likely', because: 'the same where all dashes and spaces are left out' }
  const numbered = withoutEnd(a, b) ?? withoutEnd(b, a)
  if (numbered !== undefined) return numbered
  const [ea, eb] = [za.replace(ENDINGS, ''), zb.replace(ENDINGS, '')]
  if (ea === eb && ea.split(' ').length > 2)
    return {
      confidence: 'possible',
      because: 'the same but for the ending of its certification report, which may be of another edition',
    }
  const bsi = [bsiOf(za), bsiOf(zb)] as const
  if (bsi[0] !== undefined && bsi[1] !== undefined && bsi[0].number === bsi[1].number) {
    const [x, y] = bsi
    const sameEdition = x.edition === y.edition
    if (sameEdition && (x.year === undefined || y.year === undefined) && !x.isMaintenance && !y.isMaintenance)
      return { confidence: 'likely', because: 'the same number and edition; one of the two leaves out the year' }
    if (sameEdition && x.year === y.year)
      return { confidence: 'possible', because: 'one of the two is a maintenance of the other' }
    return {
      confidence: 'possible',
      because: 'the same number in another edition: a re-certification of the same product line',
    }
  }
  return undefined
}

/** Numbers under the EUCC end with a running number of five digits, which other documents leave out. */
function withoutEnd(short: Spelling, long: Spelling): Sameness | undefined {
  const end = long.tokens.at(-1) ?? ''
  if (
    long.tokens[0] !== 'EUCC' ||
    !/^\d{5}$/.test(end) ||
    short.tokens.join(' ') !== long.tokens.slice(0, -1).join(' ')
  )
    return undefined
  return end === '00000'
    ? { confidence: 'likely', because: 'the same, with the running number 00000 that one of the two leaves out' }
    : { confidence: 'possible', because: `the same, with the running number ${end}: perhaps a later state of it` }
}

function bsiOf(tokens: string):
  | {
      readonly number: string
      readonly edition: string
      readonly year: string | undefined
      readonly isMaintenance: boolean
    }
  | undefined {
  const parts = /^BSI (?:DSZ )?(?:CC )?(\d+)(?: V (\d+))?(?: ((?:19|20)\d\d))?( MA(?: \d+)?)?$/.exec(tokens)
  if (parts === null) return undefined
  return { number: parts[1] as string, edition: parts[2] ?? '1', year: parts[3], isMaintenance: parts[4] !== undefined }
}

function tight(s: Spelling): string {
  return s.tokens.join('')
}

/** One slip of the hand in something long enough. Digits may be slips too, but then it may as well be another certificate. */
function near(a: Spelling, b: Spelling): Sameness | undefined {
  const [ta, tb] = [tight(a), tight(b)]
  if (Math.min(ta.length, tb.length) < 10 || editDistance(ta, tb, 1) > 1) return undefined
  return { confidence: 'possible', because: 'one character apart: a slip, or another certificate' }
}

/**
 * Certificates that `text` may mean, surest first, ties by name; at most `most`. Only the surest are worth a question: where one is
 * exact or certain, what is less sure is left out.
 */
export function candidatesFor(text: string, certificates: Iterable<string>, most = 10): readonly Candidate[] {
  const asked = spellingOf(text)
  const found: Candidate[] = []
  for (const certificate of certificates) {
    const same = sameness(asked, spellingOf(certificate))
    if (same !== undefined) found.push({ certificate, ...same })
  }
  const rank = (c: Candidate): number => CONFIDENCES.indexOf(c.confidence)
  found.sort((a, b) => rank(a) - rank(b) || (a.certificate < b.certificate ? -1 : 1))
  const first = found[0]
  const isSure = first !== undefined && rank(first) <= 1
  return found.filter((c) => !isSure || rank(c) <= 1).slice(0, most)
}

/** The one certificate that may be taken without asking: exact, or certain and alone. */
export function settled(candidates: readonly Candidate[]): string | undefined {
  const [first, second] = candidates
  if (first === undefined || (first.confidence !== 'exact' && first.confidence !== 'certain')) return undefined
  return first.confidence === 'exact' || second === undefined ? first.certificate : undefined
}
