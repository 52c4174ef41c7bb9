/**
 * Likeness of texts by their words, in whole numbers from 0 to 1000. Knows no language and no meaning: it finds renumbered clauses and
 * proposes candidates; it never says how two requirements relate.
 */

/** Words without weight in English requirement texts. */
const STOP = new Set(
  'a an and any are as at be been by can for from has have if in into is it its may must no not of on or other shall should such than that the their them then there these they this those to under was were when where whether which who will with within without'.split(
    ' ',
  ),
)

/** Lower-case words of a text, stop words left out, plural endings cut. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    if (STOP.has(word)) continue
    words.push(word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)
  }
  return words
}

/** Single words and pairs of neighbours, counted. */
export function featuresOf(text: string): ReadonlyMap<string, number> {
  const words = wordsOf(text)
  const counts = new Map<string, number>()
  words.forEach((word, i) => {
    counts.set(word, (counts.get(word) ?? 0) + 1)
    const next = words[i + 1]
    if (next !== undefined) counts.set(`${word} ${next}`, (counts.get(`${word} ${next}`) ?? 0) + 1)
  })
  return counts
}

/** Twice what is common over what there is (Dice), per mille; 1000 for two texts without words. */
export function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0
  let all = 0
  for (const [feature, count] of a) {
    all += count
    common += Math.min(count, b.get(feature) ?? 0)
  }
  for (const count of b.values()) all += count
  return all === 0 ? 1000 : Math.floor((2000 * common) / all)
}

/** Spaces and line breaks do not count. */
export function normalised(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
