/** Codes of what can be wrong in a security claim or in a demand; docs/errors.md is generated from here. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const CLAIM_ERRORS = errorTable({
  'claim.neither': {
    severity: 'error',
    says: 'the document is neither a claim nor a demand',
    help: 'Begin it with "claim: 1" or "demand: 1".',
  },
  'claim.level': {
    severity: 'error',
    says: '"…" is no level that can be read: …',
    help: 'Use a level id of the catalogue, TYPE:LETTER, or a level as its scheme prints it.',
  },
  'claim.level-ambiguous': {
    severity: 'error',
    says: '"…" may be more than one level: …',
    help: 'Write the id of the level that is meant.',
  },
  'claim.attacker': {
    severity: 'warning',
    says: 'attackers of class … are claimed, but at … at most … is verified',
    help: 'Claim the lower class, or name a level that looks for such attacks.',
  },
  'claim.requirement-set': {
    severity: 'warning',
    says: 'the requirement set "…" is not in the catalogue',
    help: 'Use the id of a set in catalogue/requirements; sets that are not known are compared by their names alone.',
  },
  'claim.requirement': {
    severity: 'error',
    says: 'unknown requirement "…" in set …',
    help: 'Use an id of the requirement set in the catalogue.',
  },
  'claim.duplicate-id': { severity: 'error', says: 'the id … stands twice among …', help: 'Give each its own id.' },
  'claim.days': { severity: 'error', says: '… (…) is before … (…)', help: 'Correct one of the two days.' },
  'claim.in-and-out': {
    severity: 'error',
    says: '… is listed in the scope and excluded from it',
    help: 'Remove one of the two.',
  },
})

export const diagnoseClaim = diagnosticsOf(CLAIM_ERRORS)
