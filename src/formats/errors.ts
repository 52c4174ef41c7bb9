/**
 * What can be wrong with a document, by code. The manual is generated from these rows.
 *
 * One room, one table: every member of the family says its trouble in these words, so that a reader who knows the codes of
 * one format knows them all.
 */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'
import { csafErrors } from './csaf-errors.ts'

export const formatErrors = errorTable({
  ...csafErrors,
  'formats.empty': {
    severity: 'error',
    says: 'The file is empty.',
    help: 'Check the path, and whether the tool that wrote the file ended well.',
  },
  'formats.unknown-format': {
    severity: 'error',
    says: 'The file is in no format we read.',
    help: 'Give a bill of materials (CycloneDX, SPDX) or an advisory (CSAF, OpenVEX).',
  },
  'oscal.wrong-kind': {
    severity: 'error',
    says: 'A reference of a system security plan names an object of another kind.',
    help: 'Name an object of the kind that the field asks for.',
  },
  'oscal.wrong-plan': {
    severity: 'error',
    says: 'A reference leads into the wrong one of two plans: the own, or the leveraged.',
    help: 'What is inherited or satisfied is named by its identifier in the leveraged plan; everything else by its own.',
  },
  'oscal.dangling': {
    severity: 'error',
    says: 'A reference of a system security plan names nothing.',
    help: 'Correct the identifier, or add the object.',
  },
  'oscal.double-identifier': {
    severity: 'error',
    says: 'One identifier stands for two objects.',
    help: 'Give each its own.',
  },
  'oscal.leveraged-absent': {
    severity: 'note',
    says: 'References lead into a leveraged plan that was not given.',
    help: 'Give the plan of the leveraged system too.',
  },
  'oscal.responsibility-open': {
    severity: 'warning',
    says: 'A responsibility that comes with an inherited capability is not satisfied.',
    help: 'Say how the leveraging system meets it, or stop inheriting the capability.',
  },
  'oscal.more': {
    severity: 'error',
    says: 'More references are wrong than are shown.',
    help: 'Mend the first ones and look again.',
  },
  'formats.unknown-version': {
    severity: 'error',
    says: 'The document says a version of its format that we do not read.',
    help: 'Export it again in one of the versions listed.',
  },
  'formats.compressed': {
    severity: 'error',
    says: 'The file is a compressed archive.',
    help: 'Unpack it first and give the document inside.',
  },
  'formats.unsupported-encoding': {
    severity: 'error',
    says: 'The text is in an encoding we do not read.',
    help: 'Save it as UTF-8.',
  },
  'formats.encoding-converted': {
    severity: 'note',
    says: 'The text is not in UTF-8 and was converted.',
    help: 'Nothing needs doing; other tools may refuse the file, so save it as UTF-8 before passing it on.',
  },
  'formats.invalid-text': {
    severity: 'error',
    says: 'Bytes that are no text in the encoding of the file.',
    help: 'Save the file as UTF-8; the place shows the first byte that does not fit.',
  },
  'formats.too-large': {
    severity: 'error',
    says: 'The file, or one element of it, is larger than we read.',
    help: 'Split the document, or leave out parts that carry no components.',
  },
  'formats.too-deep': {
    severity: 'error',
    says: 'Elements are nested deeper than we follow.',
    help: 'No real product is nested so deep; list the parts side by side and state the hierarchy by references.',
  },
  'formats.json-syntax': {
    severity: 'error',
    says: 'The text is not JSON.',
    help: 'Mend the text at the place shown.',
  },
  'formats.truncated': {
    severity: 'error',
    says: 'The text ends in the middle.',
    help: 'Fetch or export the file again.',
  },
  'formats.duplicate-key': {
    severity: 'error',
    says: 'An object has the same key twice, so that two readers may read two different documents.',
    help: 'Keep one of the two.',
  },
  'formats.xml-syntax': {
    severity: 'error',
    says: 'The text is not well-formed XML.',
    help: 'Mend the text at the place shown.',
  },
  'formats.xml-doctype': {
    severity: 'error',
    says: 'The document declares a document type, which can define entities that grow without end.',
    help: 'Remove the DOCTYPE declaration; none of the formats needs one.',
  },
  'formats.tag-value-syntax': {
    severity: 'error',
    says: 'A line is neither "Tag: value" nor a comment.',
    help: 'Mend the line shown.',
  },
  'formats.schema': {
    severity: 'error',
    says: 'A value is not what the schema of the format asks for.',
    help: 'Mend the value shown, or export the document again in the version it claims.',
  },
  'formats.incomplete': {
    severity: 'warning',
    says: 'Elements lack a field that this edition demands; nothing is asserted in its place.',
    help: 'Nothing needs doing for reading; other tools may refuse the document. Export it again in a newer edition.',
  },
  'formats.not-unique': {
    severity: 'error',
    says: 'A list that must not repeat itself holds the same element twice.',
    help: 'Remove one of the two.',
  },
  'formats.duplicate-reference': {
    severity: 'error',
    says: 'Two elements bear the same reference, so that an edge to it could mean either.',
    help: 'Give each element its own reference.',
  },
  'formats.unknown-reference': {
    severity: 'warning',
    says: 'A reference leads to no element of the document.',
    help: 'Add the element, or correct the reference; what it said is left out and listed as a loss.',
  },
  'formats.hierarchy-cycle': {
    severity: 'warning',
    says: 'Elements contain one another in a circle.',
    help: 'Remove one of the containments; the one shown is left out and listed as a loss.',
  },
  'formats.package-url': {
    severity: 'warning',
    says: 'A package URL does not follow its specification.',
    help: 'Correct it; as it stands it cannot be matched with other documents.',
  },
  'formats.too-many-problems': {
    severity: 'note',
    says: 'There are more problems of the same kind than are shown.',
    help: 'Mend the first ones and look again.',
  },
})

export const diagnose = diagnosticsOf(formatErrors)

export type FormatErrorCode = keyof typeof formatErrors
