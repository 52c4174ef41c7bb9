/**
 * OSCAL on NIST's own documents: SP 800-53 revision 4 in three syntaxes, and its LOW and MODERATE profiles, resolved, against the
 * catalogues NIST publishes for them, order included; NIST's examples of the resolution specification, where the corpus has them; and
 * what we write, against the published schemas.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { decodeFrameworks } from '#formats/framework-family.ts'
import { ALONE, held, type Surroundings } from '#formats/frameworks.ts'
import { encodeCatalog, encodeMappings, readOscal, resolveProfile } from '#formats/oscal/index.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { corpusFolder } from './corpus.ts'

const folder = corpusFolder('oscal', 'rev4')
const schemas = corpusFolder('oscal', 'schema')
const examples = corpusFolder('oscal', 'profile-resolution-examples')

const source = (file: string) => ({ file, bytes: readFileSync(file) })

const disk: Surroundings = {
  onProgress() {},
  open(reference, beside) {
    const found = [join(dirname(beside), reference), join(dirname(beside), basename(reference))].find((p) => existsSync(p))
    return Promise.resolve(found === undefined ? undefined : source(found))
  },
}

function read(file: string) {
  const result = readOscal(source(file))
  if (result.kind === 'refused') throw new Error(result.diagnostics.map((d) => d.message).join('; '))
  return result.document
}

/** Identity and day of resolution belong to each resolution. */
function body(catalog: unknown) {
  const { uuid: _u, metadata: _m, ...rest } = (catalog ?? {}) as Record<string, unknown>
  return rest
}

if (folder === undefined) test.skip('ABSENT: NIST SP 800-53 revision 4 were not read, because METASCHEME_CORPUS names no folder with them', () => {})

describe.runIf(folder !== undefined)('SP 800-53 revision 4', () => {
  const at = (name: string) => join(folder as string, `NIST_SP-800-53_rev4_${name}`)

  it('is the same object in JSON, YAML and XML', () => {
    const json = read(at('catalog-min.json'))
    const xml = read(at('catalog.xml'))
    expect(read(at('catalog.yaml')).value).toEqual(json.value)
    expect(xml.value).toEqual(json.value)
    expect(xml.losses.list()).toEqual([])
  }, 60_000)

  it.each(['LOW', 'MODERATE'])('%s resolves to the catalogue that NIST publishes, order included', async (level) => {
    const resolved = await resolveProfile(read(at(`${level}-baseline_profile-min.json`)), disk)
    expect(resolved.diagnostics).toEqual([])
    const published = read(at(`${level}-baseline-resolved-profile_catalog-min.json`))
    expect(JSON.stringify(sorted(body(resolved.catalog)))).toBe(JSON.stringify(sorted(body(published.value))))
  }, 60_000)

  it('gives one requirement a control', async () => {
    const decoded = await decodeFrameworks([held(source(at('LOW-baseline_profile-min.json')))], disk)
    const [set] = decoded.value?.sets ?? []
    expect(set?.id).toBe('nist_sp-800-53_rev4_low-baseline_profile')
    expect(set?.requirements.filter((r) => !r.isHeading)).toHaveLength(124)
    expect(set?.requirements.filter((r) => r.isHeading)).toHaveLength(17)
    expect(set?.requirements.find((r) => r.id === 'ac-1')?.says).toContain('[organization-defined personnel or roles]')
  }, 60_000)
})

if (examples === undefined) test.skip('ABSENT: the examples of the resolution specification were not read, because METASCHEME_CORPUS names no folder with them', () => {})

describe.runIf(examples !== undefined)('examples of the resolution specification', () => {
  const expected = join(examples ?? '', 'output-expected')
  it.each(examples === undefined ? [] : readdirSync(expected))('%s', async (name) => {
    const resolved = await resolveProfile(read(join(examples as string, name.replace('_RESOLVED', ''))), disk)
    expect(body(resolved.catalog)).toEqual(body(read(join(expected, name)).value))
  })
})

/** Keys in one order: the order of keys means nothing, the order of lists does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}

if (schemas === undefined) test.skip('ABSENT: the schemas of OSCAL were not read, because METASCHEME_CORPUS names no folder with them', () => {})

describe.runIf(schemas !== undefined)('what we write', () => {
  function valid(schema: string, text: string) {
    const ajv = new Ajv({ strict: false, formats: { 'date-time': true, uri: true, 'uri-reference': true, email: true, 'idn-email': true }, allErrors: true })
    const check = ajv.compile(JSON.parse(readFileSync(join(schemas as string, schema), 'utf8')) as object)
    return check(JSON.parse(text)) ? [] : (check.errors ?? []).slice(0, 5).map((e) => `${e.instancePath} ${e.message}`)
  }
  const catalogue = repositoryCatalogue()

  it('as catalogues is valid OSCAL, for every set of the catalogue', () => {
    const wrong = [...catalogue.requirementSets.values()].map((s) => [s.id, ...valid('oscal_catalog_schema.json', encodeCatalog(s, { withText: true, on: '2026-11-25' }).text)]).filter((w) => w.length > 1)
    expect(wrong).toEqual([])
  }, 120_000)

  it('as mapping collections is valid OSCAL 1.2, with every row of the catalogue, read again without loss', async () => {
    const { text, losses } = encodeMappings(catalogue.mappings, { on: '2026-11-25' })
    expect(valid('oscal_mapping_schema.json', text)).toEqual([])
    expect(losses).toEqual([])
    const again = await decodeFrameworks([held({ file: 'm.json', bytes: new TextEncoder().encode(text) })], ALONE)
    const rows = (ms: typeof catalogue.mappings) => ms.flatMap((m) => m.rows.map((r) => [m.id, m.from, m.to, r.from, r.relation, r.to, r.rationale, r.because]))
    expect(rows(again.value?.mappings ?? [])).toEqual(rows(catalogue.mappings))
  }, 120_000)
})

