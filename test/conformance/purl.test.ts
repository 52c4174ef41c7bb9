/** The official package URL suite: every file of it that the corpus holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPurl, canonicalPurl, parsePurl, purlOf, type PackageUrlParts, type PurlResult } from '#formats/purl/index.ts'
import { corpusFolder } from './corpus.ts'

interface Case {
  readonly description: string
  readonly test_group: 'required' | 'recommended'
  readonly test_type: 'build' | 'parse' | 'validate'
  readonly input: string | PackageUrlParts
  readonly expected_failure: boolean
  readonly expected_output?: string | PackageUrlParts | null
}

/** Cases that we do not meet, each with its reason; the test fails when one is met after all. */
const unmet: ReadonlyMap<string, string> = new Map([
  [
    'validate pkg:git/github/Package-url/purl-Spec@244fd47e07d1004f0aed9c',
    'asks for lower case, while the definition of the type git says that namespace and name keep their case',
  ],
  ...[
    'parse pkg:Maven/org.apache.xmlgraphics/batik-anim@1.9.1?classifier=sources&repositorY_url=https://repo.spring.io/release',
    'parse pkg:Maven/org.apache.xmlgraphics/batik-anim@1.9.1?type=pom&repositorY_url=repo.spring.io/release',
  ].map(
    (it) =>
      [it, 'accepts capitals in the key of a qualifier: the specification forbids them, and the cases for gem and rpm refuse them'] as const,
  ),
])

const folder = corpusFolder('conformance', 'purl')

function outcome(result: PurlResult, isText: boolean): unknown {
  if (result.kind === 'refused') return 'refused'
  if (isText) return buildPurl(result.value)
  const { type, namespace = null, name, version = null, qualifiers, subpath = null } = result.value
  const pairs = qualifiers.length === 0 ? null : Object.fromEntries(qualifiers.map(({ key, value }) => [key, value]))
  return { type, namespace, name, version, qualifiers: pairs, subpath }
}

function expected(it: Case): unknown {
  if (it.expected_failure) return 'refused'
  const output = it.expected_output
  if (typeof output !== 'object' || output === null) return output
  const none = { type: null, namespace: null, name: null, version: null, qualifiers: null, subpath: null }
  return { ...none, ...output }
}

if (folder === undefined) {
  test.skip('ABSENT: the package URL suite was not run, because METASCHEME_CORPUS names no folder with it', () => {})
} else {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[\\/])[a-z-]+-test\.json$/.test(name))
    .sort()
  for (const file of files) {
    const { tests } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { tests: readonly Case[] }
    test(`${file}: ${tests.length} cases`, () => {
      for (const it of tests) {
        const result = typeof it.input === 'string' ? parsePurl(it.input) : purlOf(it.input)
        const found =
          it.test_type === 'validate' ? (canonicalPurl(String(it.input)) ?? 'refused') : outcome(result, it.test_type !== 'parse')
        if (unmet.has(`${it.test_type} ${JSON.stringify(it.input).slice(1, -1)}`)) {
          expect(found, 'met after all: strike it from the list').not.toEqual(expected(it))
          continue
        }
        expect(found, `${it.description}: ${JSON.stringify(it.input)}`).toEqual(expected(it))
      }
      expect(tests.length).toBeGreaterThan(0)
    })
  }
}
