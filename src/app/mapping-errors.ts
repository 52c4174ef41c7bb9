/** Codes of the questions about requirements and mappings. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const MAPPING_ERRORS = errorTable({
  'mapping.unknown-set': {
    severity: 'error',
    says: 'unknown requirement set "…"',
    help: 'Use the id of a set in catalogue/requirements, or bring the set with --with FILE.',
  },
  'mapping.unknown-requirement': {
    severity: 'error',
    says: 'unknown requirement "…" in set …',
    help: '`metascheme catalogue show SET` lists the requirements of a set.',
  },
  'mapping.unknown-mapping': {
    severity: 'error',
    says: 'unknown mapping "…"',
    help: 'Use the id of a mapping in catalogue/mappings, or a file.',
  },
  'mapping.unknown-source': {
    severity: 'error',
    says: '"…" is no requirement set, requirement, dossier or level',
    help: 'Give what is held: a set, SET#REQUIREMENT, a dossier, or a level.',
  },
  'mapping.set-replaced': {
    severity: 'warning',
    says: 'the set … was brought along and takes the place of the one in the catalogue',
    help: 'Rename it if both are meant.',
  },
  'mapping.nothing-to-do': {
    severity: 'error',
    says: '…',
    help: 'Give at least one file, or none for the whole catalogue.',
  },
  'mapping.no-revision': {
    severity: 'error',
    says: 'there is no revision … of the set …',
    help: 'Give a file that holds the set, or a revision of this checkout.',
  },
  'mapping.duplicate': { severity: 'warning', says: 'a row stands twice', help: 'Remove one of the two.' },
  'mapping.conflict': {
    severity: 'error',
    says: 'two rows say of the same pair what cannot both hold',
    help: 'Decide which of the two is right.',
  },
  'mapping.twice': {
    severity: 'note',
    says: 'two rows say different things of the same pair, of which both can hold',
    help: 'Keep the stronger one, if it is certain.',
  },
  'mapping.dangling': {
    severity: 'error',
    says: 'a row names a requirement that its set does not have',
    help: 'Correct the identifier; `mapping rot` finds where requirements moved to.',
  },
  'mapping.heading': {
    severity: 'warning',
    says: 'a row names a heading, which asks nothing itself',
    help: 'Name the requirements under it.',
  },
  'mapping.set-missing': {
    severity: 'warning',
    says: 'the set … is not here, so its ends cannot be checked',
    help: 'Bring it along: give its file too.',
  },
  'mapping.edition': {
    severity: 'warning',
    says: 'the mapping is pinned to another edition of a set than the one here',
    help: '`mapping rot` says what changed between the two.',
  },
  'mapping.pin': {
    severity: 'error',
    says: 'an end of a mapping does not say any more what it said when its rows were judged',
    help: 'Judge the rows again (`mapping rot` proposes where they moved), then pin them: `mapping pin FILE --judged`.',
  },
  'mapping.unpinned': {
    severity: 'warning',
    says: 'some ends of a mapping are not pinned',
    help: '`mapping pin FILE` pins them to what they say now.',
  },
  'mapping.not-judged': {
    severity: 'error',
    says: 'ends changed since the rows were judged, so nothing was pinned',
    help: 'Judge the rows again, then add --judged.',
  },
  'mapping.not-an-entry': {
    severity: 'error',
    says: '… is no mapping in the form of a catalogue entry',
    help: '`import FILE --out FOLDER` writes a mapping of another form as an entry.',
  },
  'mapping.inverse-missing': {
    severity: 'note',
    says: 'the mapping is published both ways, and the other way lacks a row',
    help: 'Add the inverse row, or publish one way only.',
  },
  'mapping.inverse-inexact': {
    severity: 'warning',
    says: 'the other way states something that is not the inverse',
    help: 'Make the two say the same.',
  },
  'mapping.contradiction': {
    severity: 'error',
    says: 'rows contradict each other',
    help: 'One of the rows named is wrong; the two proofs show between which to choose.',
  },
  'mapping.accepted-before': {
    severity: 'warning',
    says: 'a row was accepted before it was written',
    help: 'Have the row accepted as it stands now, or correct the date.',
  },
  'mapping.says-little': {
    severity: 'note',
    says: 'rows state no set relation, or no kind of rationale, and take no part in chains',
    help: 'State both where they are certain.',
  },
  'mapping.broken-row': {
    severity: 'error',
    says: 'an end of a row is gone, or was not surely found',
    help: 'Find its new place by hand, or remove the row.',
  },
  'mapping.judge-again': {
    severity: 'warning',
    says: 'the text behind an end of a row changed',
    help: 'Judge the relation again.',
  },
  'mapping.moved-row': {
    severity: 'warning',
    says: 'a row points at identifiers that moved',
    help: 'Apply the repair: --out FILE writes the mapping repaired.',
  },
  'mapping.coding': {
    severity: 'error',
    says: '…',
    help: 'A second coding lists mapping, row and relation of each row drawn.',
  },
  'export.unknown-form': {
    severity: 'error',
    says: 'no export of the form "…"',
    help: 'Known forms are listed by `metascheme help export`.',
  },
  'export.text-withheld': {
    severity: 'note',
    says: 'the text of … was left out: its terms do not surely allow it to be passed on',
    help: 'With permission to pass it on, export with --with-text.',
  },
})

export const diagnose = diagnosticsOf(MAPPING_ERRORS)
export type MappingErrorCode = keyof typeof MAPPING_ERRORS
