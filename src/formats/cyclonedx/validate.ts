/** The verdict of the published schema, element by element. */
import { asRecord, asText } from '../as-written.ts'
import { newDistinctStream } from '../distinct.ts'
import type { JsonDocument } from '../json-document.ts'
import type { Problems } from '../problems.ts'
import { schemaProblem } from '../schema-errors.ts'
import type { EditionValidators } from './versions.ts'

/** The long lists of a document, in the order they are read: what refers comes after what it refers to. */
export const longLists = [
  'components',
  'services',
  'dependencies',
  'vulnerabilities',
  'compositions',
  'annotations',
  'formulation',
] as const

export type LongList = (typeof longLists)[number]

/** The member by which elements are told apart. */
const references: Readonly<Partial<Record<LongList, string>>> = {
  components: 'bom-ref',
  services: 'bom-ref',
  dependencies: 'ref',
  vulnerabilities: 'bom-ref',
}

/** Two of these with one reference are refused for that alone, so there is no need to compare them. */
const refusedByReference: ReadonlySet<LongList> = new Set(['components', 'services'])

/**
 * Validates each element of a list and passes it on. False where the bytes turn out not to be JSON.
 *
 * The lists must not repeat an element; how that is seen without comparing each with each is in `distinct.ts`.
 */
export function readList(
  document: JsonDocument,
  list: LongList,
  validators: EditionValidators,
  problems: Problems,
  visit: (element: unknown, index: number) => void,
): boolean {
  const validate = validators[list]
  const reference = references[list]
  const distinct = newDistinctStream()
  const referenceOf = (element: unknown) =>
    reference === undefined ? undefined : asText(asRecord(element)?.[reference])
  const isToldApart = refusedByReference.has(list)

  const isRead = document.forEach(list, (element, index) => {
    if (validate !== undefined && !validate(element))
      problems.add(schemaProblem(validate, element, `/${list}/${index}`))
    const ref = referenceOf(element)
    if (!isToldApart || ref === undefined) distinct.see(element, ref)
    visit(element, index)
  })
  if (!isRead || validate === undefined || !distinct.isSuspicious) return isRead
  return document.forEach(list, (element, index) => {
    if (distinct.repeats(element, referenceOf(element)))
      problems.add({
        code: 'formats.not-unique',
        message: `"${list}" holds the same element twice`,
        pointer: `/${list}/${index}`,
      })
  })
}
