/** Standards that a CycloneDX document defines (`definitions.standards`, from 1.6): requirement sets, and their links to OpenCRE. */
import type { Citation } from '#domain/answers/index.ts'
import type { Mapping, MappingRow, Requirement, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { asList, asRecord, asText, asTexts, type Written } from '../as-written.ts'
import { diagnoseFramework } from '../framework-errors.ts'
import { type FrameworkFormat, Losses } from '../frameworks.ts'
import { slugOf } from '../set-names.ts'
import { readJson } from '../structured.ts'
import { attributeOf, readXml, type XmlNode, xmlPointer } from '../xml-tree.ts'

export const cyclonedxStandards: FrameworkFormat = {
  id: 'cyclonedx-standards',
  name: 'CycloneDX definitions.standards',
  detect(_, start) {
    const isCycloneDx =
      /"bomFormat"\s*:\s*"CycloneDX"/.test(start) || /<(?:\w+:)?bom\s[^>]*cyclonedx\.org\/schema\/bom/.test(start)
    return isCycloneDx && /"standards"\s*:|<(?:\w+:)?standards[\s>]/.test(start)
      ? { format: 'cyclonedx-standards', what: 'CycloneDX standards' }
      : undefined
  },
  async decode(documents, around) {
    const sets: RequirementSet[] = []
    const mappings: Mapping[] = []
    const diagnostics: Diagnostic[] = []
    const losses = new Losses()
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const document = await source.read()
      const isXml = /^\s*(?:\uFEFF)?</.test(new TextDecoder().decode(document.bytes.subarray(0, 200)))
      const read = isXml ? fromXml(document) : fromJson(document)
      diagnostics.push(...read.diagnostics)
      for (const { standard, place } of read.standards) {
        const made = readStandard(standard, place, diagnostics, losses)
        sets.push(made.set)
        mappings.push(...made.mappings)
      }
    }
    around.onProgress(documents.length, documents.length)
    return { ...(sets.length === 0 ? {} : { value: { sets, mappings } }), diagnostics, losses: losses.list() }
  },
}

interface Standards {
  readonly standards: readonly { readonly standard: Written; place(pointer: string): Place }[]
  readonly diagnostics: readonly Diagnostic[]
}

function fromJson(document: Parameters<typeof readJson>[0]): Standards {
  const read = readJson(document)
  if (read.kind === 'refused') return { standards: [], diagnostics: read.diagnostics }
  const list = asList(asRecord(asRecord(read.value)?.definitions)?.standards)
  return {
    standards: list.map((s, n) => ({
      standard: asRecord(s) ?? {},
      place: (p) => read.place(`/definitions/standards/${n}${p}`),
    })),
    diagnostics: read.diagnostics,
  }
}

function fromXml(document: Parameters<typeof readXml>[0]): Standards {
  const read = readXml(document)
  if (read.root === undefined) return { standards: [], diagnostics: read.diagnostics }
  const standards = childrenOf(childrenOf(read.root, 'definitions')[0], 'standards').flatMap((s) =>
    childrenOf(s, 'standard'),
  )
  return {
    standards: standards.map((node) => ({
      standard: standardOf(node),
      place: () => ({ file: document.file, line: node.line, column: node.column, pointer: xmlPointer(node) }),
    })),
    diagnostics: read.diagnostics,
  }
}

function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((c) => c.name === name) ?? []
}

function standardOf(node: XmlNode): Written {
  return {
    ...texts(node, ['name', 'version', 'description', 'owner']),
    ...reference(node),
    requirements: childrenOf(node, 'requirements')
      .flatMap((r) => childrenOf(r, 'requirement'))
      .map(requirementOf),
    levels: childrenOf(node, 'levels').flatMap((l) => childrenOf(l, 'level')),
  }
}

function requirementOf(node: XmlNode): Written {
  return {
    ...texts(node, ['identifier', 'title', 'text', 'parent']),
    ...reference(node),
    descriptions: childrenOf(node, 'descriptions')
      .flatMap((d) => childrenOf(d, 'description'))
      .map((d) => d.text.trim()),
    openCre: childrenOf(node, 'openCre').map((c) => c.text.trim()),
  }
}

function reference(node: XmlNode): Written {
  const ref = attributeOf(node, 'bom-ref')
  return ref === undefined ? {} : { 'bom-ref': ref }
}

function texts(node: XmlNode, names: readonly string[]): Written {
  return Object.fromEntries(
    names.flatMap((name) =>
      childrenOf(node, name)
        .slice(0, 1)
        .map((c) => [name, c.text.trim()]),
    ),
  )
}

function readStandard(
  standard: Written,
  place: (pointer: string) => Place,
  diagnostics: Diagnostic[],
  losses: Losses,
): { readonly set: RequirementSet; readonly mappings: readonly Mapping[] } {
  const name = asText(standard.name) ?? asText(standard['bom-ref']) ?? 'standard'
  const id = slugOf(asText(standard['bom-ref']) ?? name)
  const edition = asText(standard.version) ?? ''
  const written = asList(standard.requirements).map((r) => asRecord(r) ?? {})
  const ids = new Map(
    written.flatMap((r) =>
      asText(r['bom-ref']) === undefined
        ? []
        : [[r['bom-ref'] as string, asText(r.identifier) ?? (r['bom-ref'] as string)] as const],
    ),
  )
  const parents = new Set(written.flatMap((r) => asText(r.parent) ?? []))
  const requirements: Requirement[] = []
  const seen = new Set<string>()
  const links: MappingRow[] = []
  written.forEach((r, n) => {
    const ref = asText(r['bom-ref'])
    const own = asText(r.identifier) ?? ref
    if (own === undefined) {
      diagnostics.push(
        diagnoseFramework('formats.framework-missing-field', 'a requirement without identifier and reference', {
          at: place(`/requirements/${n}`),
        }),
      )
      return
    }
    if (seen.has(own)) {
      diagnostics.push(
        diagnoseFramework('formats.framework-duplicate-id', `the requirement ${own} stands twice`, {
          at: place(`/requirements/${n}`),
        }),
      )
      return
    }
    seen.add(own)
    const parent = ids.get(asText(r.parent) ?? '')
    const says = [asText(r.text) ?? '', ...asTexts(r.descriptions)].filter((t) => t !== '').join('\n')
    const citation: Citation = { source: id, at: own, standing: 'unchecked' }
    requirements.push({
      id: own,
      title: asText(r.title) ?? own,
      says,
      isHeading: says === '' && ref !== undefined && parents.has(ref),
      applies: 'always',
      substitutable: true,
      citation,
      ...(ref === undefined ? {} : { stableId: ref }),
      ...(parent === undefined ? {} : { parent }),
    })
    for (const cre of asTexts(r.openCre))
      links.push({
        from: [own],
        to: [cre.replace(/^CRE:/i, '')],
        relation: 'linked',
        rationale: 'unstated',
        because: '',
        printed: 'Linked To',
        citation,
      })
    for (const key of ['properties', 'externalReferences'])
      if (asList(r[key]).length > 0)
        losses.add(`/definitions/standards/*/requirements/*/${key}`, 'not carried over', asList(r[key]).length)
  })
  if (asList(standard.levels).length > 0)
    losses.add(
      '/definitions/standards/*/levels',
      'levels of a standard are not carried over',
      asList(standard.levels).length,
    )
  const owner = asText(standard.owner)
  const set = { id, name, edition, ...(owner === undefined ? {} : { publisher: owner }), requirements }
  return {
    set,
    mappings:
      links.length === 0
        ? []
        : [
            {
              id: `${id}__opencre`,
              from: { set: id, edition },
              to: { set: 'opencre', edition: '' },
              author: owner ?? '',
              rows: links,
            },
          ],
  }
}
