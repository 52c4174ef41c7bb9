/** CycloneDX in XML. */
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { asList, asRecord, type Written } from '../as-written.ts'
import { diagnose } from '../errors.ts'
import type { Decoded, SourceDocument } from '../format.ts'
import { segmentsOf } from '../json-scanner.ts'
import { newProblems, type Problem } from '../problems.ts'
import { checkXml } from '../xml-schema.ts'
import { readXml, xmlPointer, type XmlNode } from '../xml-tree.ts'
import { newCycloneDxDecoder } from './decode.ts'
import { cycloneDxEditions } from './versions.ts'
import { shapedXml, type ShapedXml } from './xml-shape.ts'

export async function decodeXml(source: SourceDocument): Promise<Decoded<Bill>> {
  const { file } = source
  const { root, diagnostics } = readXml(source)
  if (root === undefined) return { diagnostics }
  const edition = cycloneDxEditions.find((candidate) => candidate.namespace === root.namespace)
  if (root.name !== 'bom' || edition === undefined) {
    const isBill = root.name === 'bom' && root.namespace.includes('cyclonedx.org')
    const problem = isBill
      ? diagnose('formats.unknown-version', `the namespace "${root.namespace}" is not read`, {
          hint: `Read are ${cycloneDxEditions.map((it) => it.version).join(', ')}.`,
          at: placeOf(root, file),
        })
      : diagnose('formats.unknown-format', `the document is no CycloneDX bill: it begins with <${root.name}>`, {
          at: placeOf(root, file),
        })
    return { diagnostics: [...diagnostics, problem] }
  }

  const { schema } = await edition.loadXml()
  const against = checkXml(root, schema).map(({ node, message, hint, isDuplicate }) =>
    diagnose(isDuplicate === true ? 'formats.duplicate-reference' : 'formats.schema', message, {
      ...(hint === undefined ? {} : { hint }),
      at: placeOf(node, file),
    }),
  )

  const shaped = shapedXml(root, root.namespace)
  const { document } = shaped
  const problems = newProblems()
  const decoder = newCycloneDxDecoder(edition.version, problems)
  decoder.readHead(document)
  asList(document['components']).forEach(decoder.readComponent)
  asList(document['services']).forEach(decoder.readService)
  asList(document['dependencies']).forEach(decoder.readDependency)
  asList(document['vulnerabilities']).forEach(decoder.readVulnerability)
  asList(document['compositions']).forEach(decoder.readComposition)
  decoder.lose('annotations', asList(document['annotations']).length)
  decoder.lose('formulation', asList(document['formulation']).length)

  const value = decoder.finish()
  const found = problems.shown
    // The schema has said it already, of every kind of element.
    .filter((problem) => problem.code !== 'formats.duplicate-reference')
    .map((problem) => located(problem, shaped, root, file))
  for (const [code, count] of problems.hidden)
    found.push(diagnose('formats.too-many-problems', `${count} more problems of the kind ${code} are not shown`))
  return { value, diagnostics: [...diagnostics, ...against, ...found] }
}

function placeOf(node: XmlNode, file: string) {
  return { file, line: node.line, column: node.column, pointer: xmlPointer(node) }
}

/** The problem at the innermost element that its pointer passes through. */
function located(problem: Problem, { document, nodes }: ShapedXml, root: XmlNode, file: string) {
  let at: unknown = document
  let node = root
  for (const segment of segmentsOf(problem.pointer)) {
    if (typeof at !== 'object' || at === null) break
    at = (at as Written)[segment]
    const record = asRecord(at)
    node = (record === undefined ? undefined : nodes.get(record)) ?? node
  }
  const hint = problem.hint === undefined ? {} : { hint: problem.hint }
  return diagnose(problem.code, problem.message, { ...hint, at: placeOf(node, file) })
}
