/**
 * Assurance profiles: per dimension a down-set of (depth, performer independence) pairs, kept as its front.
 *
 * Down-sets of a product of two chains form a finite distributive lattice: join is union, meet is intersection. Every level is
 * membership of one required pair per dimension, so every level is monotone by construction.
 * The steps of the dimensions are those of docs/assurance-model.md.
 */
export const DIMENSIONS = ['I', 'D', 'T', 'V', 'R', 'L', 'M'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Greatest depth of each dimension. */
export const DEEPEST: Readonly<Record<Dimension, number>> = { I: 5, D: 6, T: 5, V: 6, R: 5, L: 5, M: 4 }

/** Performer independence: 0 unknown, 1 first party, 2 second party, 3 recognised by the scheme owner, 4 accredited, 5 authority or authorised by one. */
export const MOST_INDEPENDENT = 5

/** Attestation and upkeep are facts about the certificate; they have no performer, and their pairs carry 0. */
export const WITHOUT_PERFORMER: ReadonlySet<Dimension> = new Set<Dimension>(['I', 'M'])

export interface Pair {
  /** At least 1; depth 0 is the empty front. */
  readonly depth: number
  readonly performer: number
}

/** The maximal pairs of a down-set: depth falling, performer rising. Empty: nothing is known to be done. */
export type Front = readonly Pair[]

export type Profile = Readonly<Record<Dimension, Front>>

export const EMPTY_FRONT: Front = []

/** Keep the maximal pairs. Pairs of depth 0 say nothing and fall away. */
export function frontOf(pairs: Iterable<Pair>): Front {
  const sorted = [...pairs].filter((p) => p.depth > 0).sort((a, b) => b.depth - a.depth || b.performer - a.performer)
  const front: Pair[] = []
  let best = -1
  for (const pair of sorted) {
    if (pair.performer > best) {
      front.push(pair)
      best = pair.performer
    }
  }
  return front
}

export function pair(depth: number, performer: number): Front {
  return frontOf([{ depth, performer }])
}

export function includes(front: Front, required: Pair): boolean {
  return required.depth <= 0 || front.some((p) => p.depth >= required.depth && p.performer >= required.performer)
}

export function isFrontAtMost(a: Front, b: Front): boolean {
  return a.every((p) => includes(b, p))
}

export function joinFronts(a: Front, b: Front): Front {
  if (a.length === 0) return b
  if (b.length === 0) return a
  return frontOf([...a, ...b])
}

export function meetFronts(a: Front, b: Front): Front {
  if (a.length === 0 || b.length === 0) return EMPTY_FRONT
  return frontOf(
    a.flatMap((p) =>
      b.map((q) => ({ depth: Math.min(p.depth, q.depth), performer: Math.min(p.performer, q.performer) })),
    ),
  )
}

export function sameFront(a: Front, b: Front): boolean {
  return a.length === b.length && a.every((p, i) => p.depth === b[i]?.depth && p.performer === b[i]?.performer)
}

/** The greatest depth done by a performer of at least `floor`; 0 for none. */
export function depthAt(front: Front, floor: number): number {
  let depth = 0
  for (const p of front) if (p.performer >= floor && p.depth > depth) depth = p.depth
  return depth
}

export function profile(fronts: Partial<Record<Dimension, Front>>): Profile {
  return {
    I: fronts.I ?? EMPTY_FRONT,
    D: fronts.D ?? EMPTY_FRONT,
    T: fronts.T ?? EMPTY_FRONT,
    V: fronts.V ?? EMPTY_FRONT,
    R: fronts.R ?? EMPTY_FRONT,
    L: fronts.L ?? EMPTY_FRONT,
    M: fronts.M ?? EMPTY_FRONT,
  }
}

function map2(a: Profile, b: Profile, f: (x: Front, y: Front) => Front): Profile {
  return {
    I: f(a.I, b.I),
    D: f(a.D, b.D),
    T: f(a.T, b.T),
    V: f(a.V, b.V),
    R: f(a.R, b.R),
    L: f(a.L, b.L),
    M: f(a.M, b.M),
  }
}

export const NOTHING: Profile = profile({})

/** The top of the lattice: everything, by an authority. */
export const EVERYTHING: Profile = profile({
  I: pair(DEEPEST.I, 0),
  D: pair(DEEPEST.D, MOST_INDEPENDENT),
  T: pair(DEEPEST.T, MOST_INDEPENDENT),
  V: pair(DEEPEST.V, MOST_INDEPENDENT),
  R: pair(DEEPEST.R, MOST_INDEPENDENT),
  L: pair(DEEPEST.L, MOST_INDEPENDENT),
  M: pair(DEEPEST.M, 0),
})

export function join(a: Profile, b: Profile): Profile {
  return map2(a, b, joinFronts)
}

export function meet(a: Profile, b: Profile): Profile {
  return map2(a, b, meetFronts)
}

export function isAtMost(a: Profile, b: Profile): boolean {
  return DIMENSIONS.every((d) => isFrontAtMost(a[d], b[d]))
}

export function sameProfile(a: Profile, b: Profile): boolean {
  return DIMENSIONS.every((d) => sameFront(a[d], b[d]))
}

/**
 * A profile known only between bounds: the true one lies at or above `low` and at or below `high`. A point has equal bounds.
 */
export interface ProfileInterval {
  readonly low: Profile
  readonly high: Profile
}

export function point(p: Profile): ProfileInterval {
  return { low: p, high: p }
}

export function isPoint(x: ProfileInterval): boolean {
  return sameProfile(x.low, x.high)
}

export function joinIntervals(a: ProfileInterval, b: ProfileInterval): ProfileInterval {
  return { low: join(a.low, b.low), high: join(a.high, b.high) }
}

export function meetIntervals(a: ProfileInterval, b: ProfileInterval): ProfileInterval {
  return { low: meet(a.low, b.low), high: meet(a.high, b.high) }
}
