/**
 * Numbers of certificates in the spelling of their register. Only what is certain is rewritten: case, dashes of other kinds, spaces,
 * the word "Cert. No.", leading zeros where a register has none. What tells two certificates apart is never touched.
 */

const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_]/g
const LEAD =
  /^(?:certificate|cert|zertifikat|certificat)s?\b\.?\s*(?:number|no|nr|num|id|n°)?\.?\s*[:#]?\s*|^(?:no|nr|n°)\.?\s*[:#]?\s*(?=\S)|^#\s*/i

/** Words around a number taken away: `Cert. No. BSI-…`, `#4282`. */
export function withoutWords(text: string): string {
  return text.trim().replace(LEAD, '').trim()
}

export function canonicalNumber(register: string, text: string): string {
  switch (register) {
    case 'cmvp': {
      const digits = /^0*(\d+)$/.exec(withoutWords(text).replace(/^(?:cmvp|fips 140-[123])\s*[:#-]?\s*#?/i, ''))
      return digits === null ? text.trim() : (digits[1] as string)
    }
    case 'cc':
      return commonCriteria(text)
    case 'eucc':
      return withoutWords(text)
        .replace(DASHES, '-')
        .replace(/\s+/g, '')
        .toUpperCase()
        .replace(/^EUCC(?!-)/, 'EUCC-')
    default:
      return text.trim()
  }
}

function commonCriteria(text: string): string {
  const tidy = withoutWords(text)
    .replace(DASHES, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s*\/\s*/g, '/')
    .trim()
  return tidy.replace(/-+$/, '')
}
