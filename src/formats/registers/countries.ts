/**
 * Countries as registers print them, to two letters (ISO 3166-1). Names of the place where the maker sits, no statement about it.
 *
 * Spellings are those found in the registers: English names, capitals, abbreviations, misprints, and lines of an address that slipped
 * into the column. What is not in the table is not guessed.
 */

const NAMES: Readonly<Record<string, string>> = {
  AE: 'united arab emirates, uae',
  AR: 'argentina',
  AT: 'austria',
  AU: 'australia',
  BE: 'belgium',
  BR: 'brazil, brasil',
  BY: 'belarus',
  CA: 'canada',
  CH: 'switzerland',
  CL: 'chile',
  CN: 'china, prc, peoples republic of china, pr china, mainland china',
  CY: 'cyprus',
  CZ: 'czech republic, czechia',
  DE: 'germany, deutschland',
  DK: 'denmark',
  EE: 'estonia',
  ES: 'spain',
  FI: 'finland',
  FR: 'france',
  GB: 'united kingdom, uk, great britain, england, scotland, wales, northern ireland',
  GR: 'greece',
  HK: 'hong kong, hongkong',
  HR: 'croatia',
  HU: 'hungary',
  IE: 'ireland',
  IL: 'israel, isreal, isarel',
  IM: 'isle of man',
  IN: 'india',
  IS: 'iceland',
  IT: 'italy',
  JP: 'japan',
  KR: 'korea, south korea, republic of korea, south korea rok, korea republic of, rok',
  LT: 'lithuania',
  LU: 'luxembourg',
  LV: 'latvia',
  MX: 'mexico',
  MY: 'malaysia',
  NL: 'netherlands, the netherlands, holland',
  NO: 'norway',
  NZ: 'new zealand',
  PK: 'pakistan',
  PL: 'poland',
  PT: 'portugal',
  RO: 'romania',
  RU: 'russia, russian federation',
  SA: 'saudi arabia, soudi arabia',
  SE: 'sweden',
  SG: 'singapore',
  SI: 'slovenia',
  SK: 'slovakia',
  TH: 'thailand',
  TR: 'turkey, türkiye, turkiye',
  TW: 'taiwan, republic of china, taiwan roc, taiwan republic of china, roc',
  UA: 'ukraine',
  US: 'usa, us, united states, united states of america, u s a',
  VN: 'vietnam, viet nam',
  ZA: 'south africa',
}

/** The first spelling of each is the usual one; two letters are usual too. */
const CODES = new Map<string, { readonly code: string; readonly isUsual: boolean }>()
for (const [code, spellings] of Object.entries(NAMES)) {
  CODES.set(code.toLowerCase(), { code, isUsual: true })
  spellings.split(', ').forEach((name) => CODES.set(name, { code, isUsual: false }))
}

/** A line of an address in the United States: city, state in two letters, postal code. */
const AMERICAN_LINE =
  /^[^,]+, ?(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?$/

const known = new Map<string, { readonly code: string; readonly isUsual: boolean } | undefined>()

/** Undefined where the text names no country that we know. `isUsual` is false where the spelling had to be read with care. */
export function countryCode(text: string): { readonly code: string; readonly isUsual: boolean } | undefined {
  if (known.has(text)) return known.get(text)
  const found = read(text)
  if (known.size < 10_000) known.set(text, found)
  return found
}

/** Full names that need no remark. */
const USUAL: ReadonlySet<string> = new Set(Object.values(NAMES).map((spellings) => spellings.split(', ')[0] as string))

function read(text: string): { readonly code: string; readonly isUsual: boolean } | undefined {
  const tidy = text.trim()
  if (tidy.length > 80) return undefined
  if (AMERICAN_LINE.test(tidy)) return { code: 'US', isUsual: false }
  const plain = tidy
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[(),-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const found = CODES.get(plain)
  if (found === undefined) return undefined
  const isUsual =
    tidy === found.code || tidy === 'USA' || (USUAL.has(plain) && /^[A-Z][a-z]+(?: [A-Z][a-z]+)*$/.test(tidy))
  return { code: found.code, isUsual }
}
