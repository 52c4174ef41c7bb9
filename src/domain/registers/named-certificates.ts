/** Certificates of cryptographic modules that a text names: `under Cert. #4282`, `Certs. #1, #2 and #3`. */

export interface NamedCertificate {
  /** Digits without leading zeros. */
  readonly number: string
  /** Where the digits stand. */
  readonly from: number
  readonly to: number
}

const LEAD = /\bcert(?:ificate)?s?\b\.?\s*#?\s*(?=\d)/gi
const ITEM = /^(\d{1,5})\b[a-z]?(?:\s?\[\d+\])*/
const NEXT = /^\s*(?:,\s*(?:and|or)?|and|or)\s*#\s*(?=\d)/i
/** A number behind these is one of an algorithm validation, of another register. */
const ALGORITHM = /\b(?:AES|SHS|SHA|DRBG|RNG|HMAC|Triple-DES|TDES|RSA|DSA|ECDSA|CVL|KTS|CMAC|algorithm)\s*$/i

/** In the order of the text; each mention of its own. Cost: linear. */
export function certificatesNamed(text: string): readonly NamedCertificate[] {
  const found: NamedCertificate[] = []
  for (const lead of text.matchAll(LEAD)) {
    if (ALGORITHM.test(text.slice(Math.max(0, lead.index - 12), lead.index))) continue
    let at = lead.index + lead[0].length
    for (;;) {
      const item = ITEM.exec(text.slice(at, at + 40))
      if (item === null) break
      const digits = item[1] as string
      found.push({ number: String(Number(digits)), from: at, to: at + digits.length })
      at += item[0].length
      const next = NEXT.exec(text.slice(at, at + 12))
      if (next === null) break
      at += next[0].length
    }
  }
  return found
}
