import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPurl, canonicalPurl, parsePurl, purlOf, purlProblem } from './index.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
const parts = fc.record({
  type: fc.constantFrom('generic', 'npm', 'maven', 'pypi', 'unheard-of'),
  namespace: fc.option(
    fc
      .array(text, { minLength: 1, maxLength: 3 })
      .map((segments) => segments.map((it) => it.replaceAll('/', '_')).join('/')),
  ),
  name: text,
  version: fc.option(text),
  qualifiers: fc.option(fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9._-]{0,5}$/), text)),
  subpath: fc.option(text),
})

test('what is built is read back, and canonical', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const built = purlOf(given)
      fc.pre(built.kind === 'package-url')
      if (built.kind !== 'package-url') return
      const purl = buildPurl(built.value)
      expect(parsePurl(purl)).toEqual(built)
      expect(canonicalPurl(purl)).toBe(purl)
    }),
    { numRuns: 2000, seed: 1 },
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((it) => `pkg:npm/${it}`),
      ),
      (it) => {
        const result = parsePurl(it)
        expect(result.kind === 'package-url' ? parsePurl(buildPurl(result.value)) : result).toEqual(result)
      },
    ),
    { numRuns: 3000, seed: 2 },
  )
})

test.each([
  ['pkg:npm/@babel/core@7.0.0', 'pkg:npm/%40babel/core@7.0.0'],
  ['pkg:npm/@babel/core', 'pkg:npm/%40babel/core'],
  ['PKG:PyPI/Django_Rest@1.0', 'pkg:pypi/django-rest@1.0'],
  ['pkg://maven//org.apache/commons@1.0?type=jar&classifier=', 'pkg:maven/org.apache/commons@1.0?type=jar'],
])('%s is spelt %s', (written, canonical) => {
  expect(canonicalPurl(written)).toBe(canonical)
})

test.each([
  ['pkg:maven/commons@1.0', 'of type maven needs a namespace'],
  ['pkg:cargo/a/b', 'of type cargo may have no namespace'],
  ['pkg:generic/a?b', 'has the qualifier "b" without "="'],
  ['pkg:generic/a?b=1&b=2', 'has the qualifier "b" twice'],
  ['pkg:generic/%zz', 'has a percent sign that encodes nothing'],
  ['npm/a', 'does not begin with "pkg:"'],
])('%s is refused: it %s', (written, says) => {
  expect(parsePurl(written)).toEqual({ kind: 'refused', says })
})

test('the short way to a verdict is the verdict', () => {
  const piece = fc.constantFrom(
    'a',
    'B',
    '1',
    '/',
    '@',
    '%40',
    '%',
    '?',
    '=',
    '&',
    '#',
    '::',
    '+',
    ' ',
    '.',
    '..',
    'k=v',
    'uuid=1',
  )
  const written = fc
    .tuple(
      fc.constantFrom('npm', 'maven', 'cargo', 'cpan', 'julia', 'swid', 'chrome-extension', 'xyz'),
      fc.array(piece, { maxLength: 8 }),
    )
    .map(([type, pieces]) => `pkg:${type}/${pieces.join('')}`)
  fc.assert(
    fc.property(written, (text) => {
      const result = parsePurl(text)
      expect([text, purlProblem(text)]).toEqual([text, result.kind === 'refused' ? result.says : undefined])
    }),
    { numRuns: 20_000, seed: 4 },
  )
})
