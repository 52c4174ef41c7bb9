/**
 * The four kinds of result, which never convert, and what each may rest on.
 *
 * A kind stands in the type of every atom, so a clause that lets law rest on something computed does not compile; it also stands in
 * the text of every atom, so one that slipped past the compiler is refused when it is emitted.
 */
import { Defect } from '#util/diagnostic.ts'

/** What a result is: law (act, Official Journal, an issuer's certificate), a published recognition, our computation, an estimate. */
export type ResultKind = 'law' | 'recognition' | 'computed' | 'estimate'

/** What a premise may be besides: something the author of the dossier declared. A declaration is an input, never a result. */
export type PremiseKind = ResultKind | 'declared'

/** What a conclusion of kind K may take as premise. Law takes nothing but law and declared facts. */
export type PremiseOf<K extends ResultKind> = K extends 'law'
  ? 'law' | 'declared'
  : K extends 'recognition'
    ? 'recognition' | 'law' | 'declared'
    : K extends 'computed'
      ? 'computed' | 'recognition' | 'law' | 'declared'
      : PremiseKind

/** The same table for run time; the test `test/house/kinds.test.ts` holds it against the type. */
export const PREMISES_OF: Readonly<Record<ResultKind, readonly PremiseKind[]>> = {
  law: ['law', 'declared'],
  recognition: ['recognition', 'law', 'declared'],
  computed: ['computed', 'recognition', 'law', 'declared'],
  estimate: ['law', 'recognition', 'computed', 'estimate', 'declared'],
}

/** An atom of the kernel with its kind. Its text is `kind:name`. */
export interface Atom<K extends PremiseKind = PremiseKind> {
  readonly kind: K
  readonly text: `${K}:${string}`
}

export function atom<K extends PremiseKind>(kind: K, name: string): Atom<K> {
  return { kind, text: `${kind}:${name}` }
}

export function kindOf(text: string): PremiseKind {
  const kind = text.slice(0, text.indexOf(':'))
  if (kind !== 'declared' && PREMISES_OF[kind as ResultKind] === undefined)
    throw new Defect(`atom without a kind: ${text}`)
  return kind as PremiseKind
}

export function nameOf(text: string): string {
  return text.slice(text.indexOf(':') + 1)
}
