/** What can be wrong with documents of requirements and mappings, beside what any document can have wrong (`errors.ts`). */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const frameworkErrors = errorTable({
  'formats.yaml-syntax': {
    severity: 'error',
    says: 'The text is not YAML.',
    help: 'Mend the text at the place shown.',
  },
  'formats.yaml-alias': {
    severity: 'error',
    says: 'The document has aliases that multiply, or that contain themselves.',
    help: 'Write the repeated parts out.',
  },
  'formats.number-too-large': {
    severity: 'error',
    says: 'A number has more digits than can be kept exactly.',
    help: 'If it is an identifier, put it in quotes.',
  },
  'formats.csv-syntax': {
    severity: 'error',
    says: 'The text is not a table of separated values.',
    help: 'Mend the line shown; quotes inside quoted cells are doubled.',
  },
  'formats.csv-header': {
    severity: 'error',
    says: 'The table has no head that we know.',
    help: 'Name the columns as the format does; the README of the format lists them.',
  },
  'formats.xlsx-archive': {
    severity: 'error',
    says: 'The workbook is no archive that can be read.',
    help: 'Save it again as a workbook of the form .xlsx, without a password.',
  },
  'formats.xlsx-bomb': {
    severity: 'error',
    says: 'A part of the workbook unpacks to far more than its size.',
    help: 'Save only the sheets needed in a new workbook.',
  },
  'formats.xlsx-missing-part': {
    severity: 'error',
    says: 'The workbook lacks a part that it names.',
    help: 'Save it again.',
  },
  'formats.framework-nothing': {
    severity: 'error',
    says: 'The document holds neither requirements nor mappings.',
    help: 'Give the file that holds them.',
  },
  'formats.framework-missing-field': {
    severity: 'error',
    says: 'Something that every such entry has is missing.',
    help: 'Add what is named, at the place shown.',
  },
  'formats.framework-duplicate-id': {
    severity: 'warning',
    says: 'Two requirements of one set have the same id; the first is kept.',
    help: 'Give each its own.',
  },
  'formats.unknown-relation': {
    severity: 'warning',
    says: 'A relation has a name that is in no list we know; nothing is inferred from it.',
    help: 'Use equal, subset, superset, intersects, disjoint, equivalent, or the words of the format.',
  },
  'formats.unknown-rationale': {
    severity: 'warning',
    says: 'A kind of rationale is neither syntactic, semantic nor functional; it is read as not stated.',
    help: 'Use one of the three, and put reasons into the comment.',
  },
  'formats.row-skipped': {
    severity: 'warning',
    says: 'A row names no requirement on one side and is left out.',
    help: 'Name both sides, or remove the row.',
  },
  'formats.oscal-import-missing': {
    severity: 'error',
    says: 'A profile imports a document that is not there.',
    help: 'Put it where the profile says, or beside the profile.',
  },
  'formats.oscal-import-circular': {
    severity: 'error',
    says: 'A profile imports itself, directly or through others.',
    help: 'Break the circle.',
  },
  'formats.oscal-import-hash': {
    severity: 'error',
    says: 'An imported document is not the one that the profile pins by its hash.',
    help: 'Get the pinned revision, or pin the new one after looking at what changed.',
  },
  'formats.oscal-hash-unknown': {
    severity: 'warning',
    says: 'A hash is pinned by an algorithm that we do not compute.',
    help: 'Pin by SHA-256 or SHA-512.',
  },
  'formats.oscal-resource': {
    severity: 'error',
    says: 'A reference leads to no resource of the document, or to one that holds nothing.',
    help: 'Add the resource with a link or its content.',
  },
  'formats.oscal-import-unsuitable': {
    severity: 'error',
    says: 'An imported document is neither a catalogue nor a profile.',
    help: 'Import a catalogue or a profile.',
  },
  'formats.oscal-unknown-control': {
    severity: 'warning',
    says: 'A profile names a control, parameter or part that what it imports does not have; it is passed over.',
    help: 'Correct the identifier, or the revision imported.',
  },
  'formats.oscal-clash': {
    severity: 'warning',
    says: 'Two imports bring controls of the same identifier that differ.',
    help: 'Say in "merge" how they combine, or rename one.',
  },
})

export const diagnoseFramework = diagnosticsOf(frameworkErrors)
export type FrameworkErrorCode = keyof typeof frameworkErrors
