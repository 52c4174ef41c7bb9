/** Codes of the use cases and the command line. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const APP_ERRORS = errorTable({
  'usage.unknown-command': {
    severity: 'error',
    says: 'unknown command "…"',
    help: '`metascheme help` lists the commands.',
  },
  'usage.unknown-flag': {
    severity: 'error',
    says: 'unknown option …',
    help: '`metascheme help COMMAND` lists the options of a command.',
  },
  'usage.missing-argument': {
    severity: 'error',
    says: '… needs …',
    help: 'Give the argument named; the example shows how.',
  },
  'usage.too-many-arguments': {
    severity: 'error',
    says: '… takes no more than … arguments',
    help: 'Quote arguments that hold spaces.',
  },
  'usage.bad-value': { severity: 'error', says: '…', help: 'Give a value of the form named.' },
  'usage.stopped': { severity: 'error', says: 'stopped on request', help: 'Nothing was written; run it again.' },
  'file.not-found': {
    severity: 'error',
    says: 'there is no file …',
    help: 'Paths are relative to the folder you are in.',
  },
  'file.not-read': {
    severity: 'error',
    says: '… cannot be read: …',
    help: 'Check the path, and whether you may read the file.',
  },
  'overlay.circle': {
    severity: 'error',
    says: 'overlays lie over each other in a circle: …',
    help: 'Remove one `over`.',
  },
  'file.not-written': {
    severity: 'error',
    says: '… could not be written: …',
    help: 'Check the folder and its permissions.',
  },
  'report.unknown-form': { severity: 'error', says: 'no report of the form "…"', help: 'Known forms: .html, .pdf.' },
  'id.unknown': { severity: 'error', says: 'unknown id "…"', help: '`metascheme catalogue search WORDS` finds ids.' },
  'level.ambiguous': {
    severity: 'error',
    says: '"…" may be more than one level: …',
    help: 'Use the id of the level that is meant.',
  },
  'steps.none': {
    severity: 'note',
    says: 'no steps in the catalogue lead from … to …',
    help: 'The because says which need nothing in the catalogue can meet.',
  },
  'proof.not-settled': {
    severity: 'error',
    says: '… is not known on …, and what is not known has no proof',
    help: '`metascheme compose` says which facts would settle it.',
  },
  'entry.id-taken': {
    severity: 'error',
    says: 'the id "…" is in use: …',
    help: 'Choose another id; ids are never shared and never used again.',
  },
  'entry.id-gone': {
    severity: 'error',
    says: 'the id "…" was used before (…) and is never used again',
    help: 'Choose another id: whoever kept the old one must not land on something else.',
  },
  'entry.same-name': {
    severity: 'warning',
    says: '… has this name too',
    help: 'If it is the same thing, add to that entry instead of writing a second one.',
  },
  'entry.new-word': {
    severity: 'warning',
    says: 'no other entry has the sector or region "…"',
    help: 'Use a word that is in use where one fits; a new one makes a new row in every map and index.',
  },
  'edition.unknown': {
    severity: 'error',
    says: 'there is no edition …',
    help: 'Leave --edition out to ask the current one; `metascheme catalogue editions` lists those that can be asked.',
  },
  'edition.not-read': {
    severity: 'warning',
    says: '… entries of edition … are in a form that is no longer read',
    help: 'Answers of that edition leave them out; the entries are named.',
  },
  defect: {
    severity: 'error',
    says: 'a defect of ours: …',
    help: 'Please report it with the command and the dossier; SECURITY.md says where.',
  },
})

export const diagnose = diagnosticsOf(APP_ERRORS)
