/**
 * May the text of a requirement set be passed on? By the terms printed in its document, read carefully: only terms that surely allow it
 * count; everything else, and silence, withholds the text and keeps the identifiers.
 */
const OPEN: readonly { readonly pattern: RegExp; readonly terms: string }[] = [
  { pattern: /\bCC0\b|creative commons zero/i, terms: 'CC0' },
  { pattern: /\bpublic domain\b|\bdomaine public\b/i, terms: 'public domain' },
  // Share-alike binds whoever passes it on, but lets them; "no derivatives" and "non-commercial" do not let everybody.
  { pattern: /\bCC[ -]BY(?:[ -]SA)?(?:[ -]\d(?:\.\d)?)?\b(?![ -]?(?:NC|ND|SA[ -](?:NC|ND)))/i, terms: 'CC BY' },
  { pattern: /creative commons attribution(?:[ -]share ?alike)?(?! ?-?(?:non|no))/i, terms: 'CC BY' },
  { pattern: /\blicence ouverte\b|\bopen licence\b.*\betalab\b/i, terms: 'Licence Ouverte' },
  { pattern: /\bopen government licence\b|\bOGL\b/i, terms: 'Open Government Licence' },
  { pattern: /\bApache(?: License)?[ ,-]*(?:version )?2\.0\b/i, terms: 'Apache-2.0' },
  { pattern: /^MIT(?: License)?$/i, terms: 'MIT' },
]

const CLOSED =
  /\bNC\b|\bND\b|non-?commercial|no derivative|all rights reserved|purchase|not (?:be )?(?:reproduc|redistribut|copied)/i

/** The terms under which it may be passed on; undefined where it may not, or nobody said. */
export function openTerms(licence: string | undefined): string | undefined {
  if (licence === undefined || CLOSED.test(licence)) return undefined
  return OPEN.find((o) => o.pattern.test(licence))?.terms
}
