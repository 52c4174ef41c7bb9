/** Every code this room can report; docs/errors.md is generated from here. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const CATALOGUE_ERRORS = errorTable({
  'document.too-large': {
    severity: 'error',
    says: '… is … bytes; documents of this kind are read up to … bytes',
    help: 'Split the document, or point to the large part as a file of its own (a bill of materials, for example).',
  },
  'document.encoding': {
    severity: 'error',
    says: '… is not UTF-8 text',
    help: 'Save the file as UTF-8 without a byte order mark of another encoding.',
  },
  'document.syntax': {
    severity: 'error',
    says: 'YAML or JSON syntax: …',
    help: 'Mend the text at the place shown; an editor with the schema shows it while you type.',
  },
  'document.too-deep': {
    severity: 'error',
    says: 'nested deeper than … levels',
    help: 'Flatten the document: nothing here needs more than ten levels.',
  },
  'document.alias': {
    severity: 'error',
    says: 'too many aliases, or an alias inside itself',
    help: 'Write the repeated part out; aliases that multiply are refused.',
  },
  'document.duplicate-key': {
    severity: 'error',
    says: 'the key … stands twice',
    help: 'Remove one of the two; we do not guess which one is meant.',
  },
  'document.empty': {
    severity: 'error',
    says: 'the document is empty',
    help: 'Start from an example: examples/edge-gateway/dossier.yaml.',
  },
  'document.more': {
    severity: 'warning',
    says: '… more problems are not shown',
    help: 'Mend the first ones and look again.',
  },
  'document.cycle': { severity: 'error', says: '… refers to itself through …', help: 'Remove one link of the circle.' },
  'shape.unknown-key': {
    severity: 'error',
    says: 'unknown key "…" in …',
    help: 'Use one of the keys named; docs/catalogue-format.md explains each.',
  },
  'shape.missing-key': {
    severity: 'error',
    says: 'the key "…" is missing in …',
    help: 'Add it; docs/catalogue-format.md says what it holds.',
  },
  'shape.wrong-type': { severity: 'error', says: '… should be …, but is …', help: 'Write a value of the kind named.' },
  'shape.wrong-value': { severity: 'error', says: 'unknown value "…" for …', help: 'Use one of the values named.' },
  'shape.bad-date': { severity: 'error', says: '"…" is not a day of the calendar', help: 'Write days as YYYY-MM-DD.' },
  'dossier.unknown-fact': {
    severity: 'error',
    says: 'unknown fact "…"',
    help: 'The vocabulary of facts is in catalogue/facts.',
  },
  'dossier.unknown-level': {
    severity: 'error',
    says: 'unknown level "…"',
    help: 'Use a level id of the catalogue, TYPE:LETTER, or a level as its scheme prints it.',
  },
  'dossier.unknown-certificate': {
    severity: 'error',
    says: 'part … names the certificate …, which the dossier does not hold',
    help: 'Add it under certificates, or remove the reference.',
  },
  'dossier.unknown-part': {
    severity: 'error',
    says: '… names the part …, which the dossier does not have',
    help: 'Add the part, or correct its id.',
  },
  'dossier.unknown-zone': {
    severity: 'error',
    says: '… the zone …, which the dossier does not have',
    help: 'Add it under zones, or correct its id.',
  },
  'dossier.unknown-guarantee': {
    severity: 'error',
    says: 'part … is kept apart by the guarantee …, which the dossier does not have',
    help: 'Name a guarantee that a part provides.',
  },
  'dossier.unknown-evidence': {
    severity: 'error',
    says: '… is shown by …, which the dossier does not have',
    help: 'Name an entry of evidence (or, where it says so, a certificate or a guarantee), or say true or false.',
  },
  'dossier.unknown-requirement': {
    severity: 'error',
    says: 'unknown requirement "…" in set …',
    help: 'Use an id of the requirement set in the catalogue.',
  },
  'dossier.unknown-requirement-set': {
    severity: 'error',
    says: 'unknown requirement set "…"',
    help: 'Use the id of a requirement set in catalogue/requirements.',
  },
  'dossier.unknown-option': {
    severity: 'error',
    says: 'unknown assessment option "…"',
    help: 'Use the id of an option in catalogue/options.',
  },
  'dossier.duplicate-id': { severity: 'error', says: 'the id … stands twice among …', help: 'Give each its own id.' },
  'dossier.dates-order': { severity: 'error', says: '… (…) is before … (…)', help: 'Correct one of the two days.' },
  'dossier.contradiction': {
    severity: 'error',
    says: 'the fact … is stated as … here and as … by …',
    help: 'State it once, or make both say the same.',
  },
  'dossier.not-selected': {
    severity: 'note',
    says: 'certificate … names no selection of requirements, so it covers none',
    help: 'State under covers which requirements its security target or statement of applicability selects, and where that stands.',
  },
  'dossier.overlay': {
    severity: 'error',
    says: 'overlay …: …',
    help: 'An overlay has the form of a dossier, of which every key may be left out.',
  },
  'catalogue.unknown-kind': {
    severity: 'error',
    says: 'unknown kind "…"',
    help: 'The kinds of entries are listed in docs/catalogue-format.md.',
  },
  'catalogue.id-file': {
    severity: 'error',
    says: 'the id "…" differs from the file name',
    help: 'Ids and file names are the same.',
  },
  'catalogue.duplicate-id': {
    severity: 'error',
    says: 'two entries of one kind have the id …',
    help: 'Ids are unique per kind and never reused.',
  },
  'catalogue.pin': {
    severity: 'warning',
    says: 'a mapping rests on a text that changed, or was never pinned',
    help: 'Judge the rows named again, then `metascheme mapping pin FILE --judged`.',
  },
  'catalogue.dangling': {
    severity: 'error',
    says: '… refers to …, which is not in the catalogue',
    help: 'Add the entry or correct the reference.',
  },
  'catalogue.point-without-text': {
    severity: 'error',
    says: 'dimension … is a point, but no text was read',
    help: 'Write an interval or unknown: true until the text has been read.',
  },
  'catalogue.no-source': {
    severity: 'error',
    says: '… has no source',
    help: 'Every fact has a source, the place in it, and its standing.',
  },
  'catalogue.secondary-law': {
    severity: 'error',
    says: 'a rule of law rests on a secondary text',
    help: 'Legal effect is primary or unchecked.',
  },
  'catalogue.read-day': {
    severity: 'error',
    says: 'standing … without the day it was read',
    help: 'Add on: YYYY-MM-DD, or set standing: unchecked.',
  },
  'catalogue.composite-test': {
    severity: 'error',
    says: 'the test … needs the key …',
    help: 'docs/catalogue-format.md lists what each test of a composite rule needs.',
  },
  'catalogue.range': { severity: 'error', says: 'the range … runs backwards', help: 'low is at most high.' },
  'catalogue.cycle': { severity: 'error', says: 'a circle of …: …', help: 'Remove one link of the circle.' },
  'catalogue.expression': {
    severity: 'error',
    says: 'the expression …',
    help: 'See the forms of expressions in docs/catalogue-format.md.',
  },
  'catalogue.out-of-scale': {
    severity: 'error',
    says: '… is outside the scale of dimension …',
    help: 'The steps of the dimensions are in docs/assurance-model.md.',
  },
  'catalogue.dates-order': {
    severity: 'error',
    says: '… is before …',
    help: 'Correct one of the two days; dated lists stand oldest first.',
  },
  'catalogue.no-place': {
    severity: 'error',
    says: 'a source without the place in it',
    help: 'Add at: with the article, clause, section or heading, so that somebody else can look it up.',
  },
  'catalogue.unchecked-day': {
    severity: 'error',
    says: 'standing unchecked with a day on which it was read',
    help: 'What nobody read has no day; `metascheme catalogue lint --fix` takes it out.',
  },
  'catalogue.empty-value': {
    severity: 'error',
    says: '… is "…", which says nothing',
    help: 'Leave the fact out, or write "none" and cite the text that sets nothing. docs/catalogue-format.md tells when which.',
  },
  'catalogue.two-values': {
    severity: 'error',
    says: '… is "…" and "…" at the same time',
    help: 'Give the values days, make them one, or say in a note what the two readings are; each keeps its source.',
  },
  'catalogue.contradicting-validity': {
    severity: 'error',
    says: 'valid for … months, but validity of … is "…"',
    help: 'Read the text of the scheme, and correct the option or the scheme.',
  },
  'catalogue.double': {
    severity: 'error',
    says: 'the same thing stands before it in this list',
    help: 'Take one out; `metascheme catalogue lint --fix` does.',
  },
  'catalogue.redirect': {
    severity: 'error',
    says: 'a redirect that does not hold: …',
    help: 'Ids are never used again; a redirect leads to entries that exist.',
  },
  'catalogue.level-order': {
    severity: 'error',
    says: '…',
    help: 'A threshold of a higher letter asks at least what the lower one asks.',
  },
})

export const diagnose = diagnosticsOf(CATALOGUE_ERRORS)
