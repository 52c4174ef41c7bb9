/**
 * Verified resistance: the attacker class that was claimed counts only as far as someone tried to break it.
 * Source: docs/assurance-model.md, "Verified resistance".
 */
import { depthAt, type Profile } from './profile.ts'

/** The attacker class that a vulnerability analysis of depth V can support. */
export const RESISTANCE_CAP: readonly number[] = [0, 1, 2, 2, 3, 4, 5]

/** The least depth of vulnerability analysis that supports an attacker class: the lower adjoint of the cap. */
export function leastAnalysisFor(attackerClass: number): number {
  const depth = RESISTANCE_CAP.findIndex((cap) => cap >= attackerClass)
  return depth < 0 ? RESISTANCE_CAP.length : depth
}

/** r at performer floor: min(R, cap(V)), both by performers of at least `floor`. 0 to 5. Monotone in the profile. */
export function verifiedResistance(p: Profile, floor: number): number {
  return Math.min(depthAt(p.R, floor), RESISTANCE_CAP[depthAt(p.V, floor)] ?? 0)
}
