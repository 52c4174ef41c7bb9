/** The generated validators give the verdicts of the published schemas, as a common validator carries these out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats } from '../schema-formats.ts'
import { cycloneDxEditions } from './versions.ts'

const folder = join(import.meta.dirname, '../../../schemas/third-party/cyclonedx')

function published(version: string) {
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8'), (key, value) =>
      // Early editions number their parts with relative identifiers that resolve to nothing.
      key === '$id' && typeof value === 'string' && value.startsWith('#') ? undefined : (value as unknown),
    )
  const ajv = new Ajv({ strict: false, logger: false, formats: { ...formats } })
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema(read(name))
  return ajv.compile(read(`bom-${version}`))
}

const base = {
  bomFormat: 'CycloneDX',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: { timestamp: '2026-11-25T00:00:00Z', component: { type: 'application', name: 'a', version: '1' } },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'a',
      version: '1',
      hashes: [{ alg: 'SHA-1', content: 'ab'.repeat(20) }],
      licenses: [{ license: { id: 'MIT', url: 'https://example.org' } }],
      externalReferences: [{ type: 'vcs', url: 'https://example.org' }],
      components: [{ type: 'file', name: 'b', version: '2' }],
    },
    { type: 'firmware', name: 'c', version: '1', licenses: [{ expression: 'MIT OR Apache-2.0' }] },
  ],
  services: [{ name: 's', authenticated: true, endpoints: ['https://example.org'] }],
  dependencies: [{ ref: 'a', dependsOn: ['a', 'b'] }],
}

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value)
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))]
}

const paths = pathsOf(base).filter((path) => path.length > 0)
const replacement = fc.constantFrom<unknown>(
  undefined,
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  {},
  ['a', 'a'],
  [{ a: 1 }, { a: 1 }],
  { type: 'library', name: 'a', version: '1' },
  'https://exa mple.org',
  'Apache-2.0',
  'SHA-512',
  '2026-02-30T00:00:00Z',
)
const changes = fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom('set', 'add', 'twice'), replacement), {
  maxLength: 2,
})

function changed(document: unknown, [path, how, value]: readonly [Path, string, unknown]): void {
  let at = document as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) {
    const next = at[step]
    if (typeof next !== 'object' || next === null) return
    at = next as Record<string | number, unknown>
  }
  const last = path.at(-1) ?? ''
  const target = at[last]
  if (how === 'add' && typeof target === 'object' && target !== null && !Array.isArray(target))
    (target as Record<string, unknown>)['added'] = value
  else if (how === 'twice' && Array.isArray(target)) target.push(structuredClone(target[0]) as unknown)
  else if (value === undefined && !Array.isArray(at)) delete at[last]
  else at[last] = value ?? null
}

test.each(cycloneDxEditions)('$version', async ({ version, load }) => {
  const [{ document: validate }, judge] = [await load(), published(version)]
  expect(validate({ ...base, specVersion: version })).toBe(true)
  fc.assert(
    fc.property(changes, (list) => {
      const document = structuredClone({ ...base, specVersion: version })
      for (const change of list) changed(document, change)
      expect({ document, isValid: validate(document) }).toEqual({ document, isValid: judge(document) })
    }),
    { numRuns: 500, seed: 6 },
  )
})
