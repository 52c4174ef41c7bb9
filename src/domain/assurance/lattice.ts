/** Profiles as a lattice of the kernel, for the reading "at which level". */
import type { Lattice } from '#fixpoint/index.ts'
import {
  DEEPEST,
  DIMENSIONS,
  type Dimension,
  EVERYTHING,
  type Front,
  join,
  meet,
  MOST_INDEPENDENT,
  NOTHING,
  pair,
  type Profile,
  profile,
  sameProfile,
  WITHOUT_PERFORMER,
} from './profile.ts'

export const profileLattice: Lattice<Profile> = {
  bottom: NOTHING,
  top: EVERYTHING,
  join,
  meet,
  equal: sameProfile,
  pseudoComplement: (a) => {
    const fronts: Partial<Record<Dimension, Front>> = {}
    // The least pair lies in every front but the empty one, so a front with anything in it leaves nothing beside it.
    for (const d of DIMENSIONS)
      if (a[d].length === 0) fronts[d] = pair(DEEPEST[d], WITHOUT_PERFORMER.has(d) ? 0 : MOST_INDEPENDENT)
    return profile(fronts)
  },
}
