/**
 * A level as its scheme prints it: exact where the text is exact, an interval where it leaves things open, candidates where it
 * could stand for levels of several schemes, and a place where it is wrong.
 *
 * `EAL4+` says that something was added and not what, so only bounds are known; the EUCC forbids the plus sign for that reason.
 * Source: eu-2024-482, Annex VIII; cc-3.1r5-part3 for the components.
 */
import { readCryptographicModule } from './printed-fips.ts'
import { readCommonCriteria } from './printed-package.ts'
import { readSecurityCapability } from './printed-security-level.ts'
import type { NativeLevel } from './native-level.ts'
import { LETTERS, type Letter, TARGET_TYPES, type TargetType } from './thresholds.ts'

export type ReadLevel =
  | {
      readonly kind: 'native'
      readonly level: NativeLevel
      /**
       * Set where the print says what was found and not by whom: levels of the same finding with a named assessor. `level` is then the
       * least that the print can stand for.
       */
      readonly namesNoAssessor?: readonly NativeLevel[]
    }
  | { readonly kind: 'unified'; readonly targetType: TargetType; readonly letter: Exclude<Letter, 'none'> }
  /** Printed by more than one scheme: not a guess, but what it may stand for. */
  | Ambiguous
  /** What was printed has no reading; `column` is 1-based. */
  | Unreadable

export interface Ambiguous {
  readonly kind: 'ambiguous'
  readonly column: number
  readonly because: string
  readonly candidates: readonly NativeLevel[]
}

export interface Unreadable {
  readonly kind: 'unknown'
  readonly column: number
  readonly because: string
}

export type Levels = ReadonlyMap<string, NativeLevel>

const UNIFIED = /^([A-Za-z]+):(.*)$/

export function readPrintedLevel(text: string, levels: Levels): ReadLevel {
  const trimmed = text.trim()
  const column = text.length - text.trimStart().length + 1
  if (trimmed === '') return { kind: 'unknown', column, because: 'nothing is written' }
  const byId = levels.get(trimmed)
  if (byId !== undefined) return { kind: 'native', level: byId }
  const read =
    readUnified(trimmed) ??
    readAbbreviation(trimmed, levels) ??
    readSecurityCapability(trimmed, levels) ??
    fromIndex(trimmed, levels) ??
    readCommonCriteria(trimmed, levels) ??
    readCryptographicModule(trimmed, levels) ??
    readEnding(trimmed, levels)
  if (read === undefined) {
    return {
      kind: 'unknown',
      column,
      because: 'it is neither the id of a level, nor TYPE:LETTER, nor a form printed by a scheme in the catalogue',
    }
  }
  return read.kind === 'unknown' || read.kind === 'ambiguous' ? { ...read, column: read.column + column - 1 } : read
}

function readUnified(text: string): ReadLevel | undefined {
  const parts = UNIFIED.exec(text)
  if (parts === null) return undefined
  const [, type, letter] = parts as unknown as [string, string, string]
  const isType = (TARGET_TYPES as readonly string[]).includes(type)
  if (isType && letter !== 'none' && (LETTERS as readonly string[]).includes(letter)) {
    return { kind: 'unified', targetType: type as TargetType, letter: letter as Exclude<Letter, 'none'> }
  }
  if (isType)
    return {
      kind: 'unknown',
      column: type.length + 2,
      because: `"${letter}" is no unified level; they are E, D, C, B and A`,
    }
  // CC:2022 and C5:2020 have a colon too.
  if (!/^[A-E]$/.test(letter)) return undefined
  return { kind: 'unknown', column: 1, because: `"${type}" is no target type; known: ${TARGET_TYPES.join(', ')}` }
}

/** Short forms that more than one scheme prints, with the levels of the catalogue they may stand for. */
const ABBREVIATIONS: readonly {
  readonly form: RegExp
  readonly ids: (n: string) => readonly string[]
  readonly says: string
}[] = [
  {
    form: /^AL[\s-]?([1-5])$/i,
    ids: (n) => [`tisax-al${n}`, `sesip${n}`, `sesip${n}-reuse`],
    says: 'assessment levels (TISAX) and assurance levels (SESIP, identity frameworks) are both abbreviated so',
  },
  {
    form: /^ML[\s-]?([1-4])$/i,
    ids: (n) => [`iec62443-4-1-ml${n}`, 'iec62443-2-4'],
    says: 'maturity levels are defined by IEC 62443-4-1 and by IEC 62443-2-4',
  },
  {
    form: /^(?:LoA|level of assurance)[\s-]?([1-4])$/i,
    ids: (n) => [`eidas-${['', 'low', 'low', 'substantial', 'high'][Number(n)]}`],
    says: 'numbered levels of assurance belong to identity frameworks; the eIDAS levels are words, and no text read equates them',
  },
]

function readAbbreviation(text: string, levels: Levels): ReadLevel | undefined {
  for (const { form, ids, says } of ABBREVIATIONS) {
    const found = form.exec(text)
    if (found === null) continue
    const candidates = ids(found[1] as string).flatMap((id) => levels.get(id) ?? [])
    if (candidates.length > 0)
      return { kind: 'ambiguous', column: 1, because: `"${text}" alone does not name its scheme: ${says}`, candidates }
  }
  return undefined
}

/** Case, spaces and punctuation do not tell levels apart; the plus sign and digits do. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+★]+/gu, ' ')
    .trim()
}

/** The same without any spaces, so that `SESIP 3` reads as `SESIP3`. */
function tight(text: string): string {
  return fold(text).replaceAll(' ', '')
}

interface PrintedIndex {
  readonly folded: ReadonlyMap<string, NativeLevel>
  readonly tight: ReadonlyMap<string, NativeLevel>
  /** Folded printed forms with their levels, for readings by the end of a form. */
  readonly forms: readonly { readonly words: string; readonly level: NativeLevel }[]
}

const indexes = new WeakMap<Levels, PrintedIndex>()

function indexOf(levels: Levels): PrintedIndex {
  const known = indexes.get(levels)
  if (known !== undefined) return known
  const folded = new Map<string, NativeLevel>()
  const tightened = new Map<string, NativeLevel>()
  const forms: { words: string; level: NativeLevel }[] = []
  for (const level of levels.values()) {
    for (const form of [level.name, ...level.asPrinted]) {
      const words = fold(form)
      const together = words.replaceAll(' ', '')
      if (!folded.has(words)) folded.set(words, level)
      if (!tightened.has(together)) tightened.set(together, level)
      forms.push({ words, level })
    }
  }
  const made = { folded, tight: tightened, forms }
  indexes.set(levels, made)
  return made
}

function fromIndex(text: string, levels: Levels): ReadLevel | undefined {
  const index = indexOf(levels)
  const level = index.folded.get(fold(text)) ?? index.tight.get(tight(text))
  return level === undefined ? undefined : { kind: 'native', level }
}

/** A form that leaves out its scheme, as in "Level 2", "substantial", "Type 2": every level whose printed form ends so. */
function readEnding(text: string, levels: Levels): ReadLevel | undefined {
  const words = fold(text)
  if (words.length < 2) return undefined
  const found = new Set<NativeLevel>()
  for (const form of indexOf(levels).forms) if (form.words.endsWith(` ${words}`)) found.add(form.level)
  if (found.size === 0) return undefined
  return { kind: 'ambiguous', column: 1, because: `"${text}" does not name its scheme`, candidates: [...found] }
}
