/** The nearest right words for a wrong one, so that an error can teach. */

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours cost 1 each.
 * Stops as soon as the distance must exceed `limit` and then returns `limit + 1`. Cost: |a| × |b| at most.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      current.push(cost)
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    before = previous
    previous = current
  }
  return previous[b.length] ?? limit + 1
}

/** Up to `most` known words within a third of the length of `word`, nearest first, ties in the order of `known`. */
export function nearestWords(word: string, known: Iterable<string>, most = 1): readonly string[] {
  const limit = Math.max(1, Math.floor(word.length / 3))
  const lower = word.toLowerCase()
  const found: { word: string; distance: number }[] = []
  for (const candidate of known) {
    const distance = editDistance(lower.slice(0, 80), candidate.toLowerCase().slice(0, 80), limit)
    if (distance <= limit) found.push({ word: candidate, distance })
  }
  return found
    .sort((x, y) => x.distance - y.distance)
    .slice(0, most)
    .map((f) => f.word)
}
