/**
 * Letters that paper can show. The fonts of the document hold the Latin, Greek and Cyrillic scripts; a file for long keeping may hold
 * no letter that its fonts lack. Others are shown by their code, in brackets, and the title page says so.
 */

/** Every one of these is in the sans-serif face, to which the text face falls back; a test holds this to the font. */
export const PRINTABLE =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0148\u014a-\u01c3\u01c5-\u0240\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490-\u0493\u1e80-\u1e85\u1e9e\u1ea0-\u1ef9\u200b\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2074-\u2079\u2080-\u2089\u20a0-\u20a9\u20ab-\u20ad\u20b9\u20bd\u2116\u2122\u2190-\u2199\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25a0\u25a1\u25cf\u2713\u2717]/u

export function printable(text: string): string {
  return replaced(text, (c) => `[U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`)
}

/** In a picture, where room was measured before, a box takes the place of the letter. */
export function printableInPicture(text: string): string {
  return replaced(text, () => '□')
}

function replaced(text: string, by: (letter: string) => string): string {
  if (/^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff]*$/.test(text)) return text
  return text.normalize('NFC').replace(/[^\n]/gu, (c) => (PRINTABLE.test(c) ? c : by(c)))
}
