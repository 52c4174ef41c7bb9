import { describe, expect, it } from 'vitest'
import { readStructured } from './structured.ts'

function read(text: string, file = 'x') {
  return readStructured({ file, bytes: new TextEncoder().encode(text) })
}

function refused(text: string) {
  const result = read(text)
  return result.kind === 'refused' ? result.diagnostics.map((d) => `${d.code} ${d.at?.line}:${d.at?.column}`) : ['read']
}

const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((n, i) => `${n}: &${n} [${`*${'abcdefgh'.charAt(i)},`.repeat(10)}]`).join('\n')}\n`

describe('structured texts', () => {
  it.each([
    ['aliases that multiply', bomb, ['formats.yaml-alias 2:8']],
    ['an alias inside itself', 'a: &a [*a]\n', ['formats.yaml-alias 1:8']],
    ['nesting without end in JSON', '['.repeat(5000), ['formats.too-deep 1:1001']],
    ['nesting without end in flow style', `a: ${'['.repeat(5000)}`, ['formats.too-deep 1:204']],
    [
      'nesting without end in block style',
      Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
      ['formats.too-deep 801:1'],
    ],
    ['a key that stands twice in YAML', 'a: 1\nb: 2\na: 3\n', ['formats.duplicate-key 3:1']],
    ['a key that stands twice in JSON', '{"a": 1,\n "a": 2}', ['formats.duplicate-key 2:2']],
    ['a whole number that loses digits in YAML', 'a: 1\nid: 123456789012345678901\n', ['formats.number-too-large 2:5']],
    [
      'a whole number that loses digits in JSON',
      '{"a": 1,\n "id": 123456789012345678901}',
      ['formats.number-too-large 2:8'],
    ],
    ['a number that becomes infinite', '{"a": 1e999}', ['formats.number-too-large 1:7']],
    ['a tag that would run something', 'a: !!js/function x\nb: [\n', ['formats.yaml-syntax 3:1']],
    ['broken YAML', 'a: b: c\n', ['formats.yaml-syntax 1:4']],
    ['broken JSON', '{"a": }', ['formats.json-syntax 1:7']],
    ['bytes that are no text', '', ['formats.empty 1:1']],
  ])('refuses %s, with its place', (_, text, expected) => {
    expect(refused(text)).toEqual(expected)
  })

  it('gives the same value from JSON and from YAML', () => {
    const value = { a: [1, 'two', null, true, { b: 'c' }], d: {} }
    const json = read(JSON.stringify(value))
    const yaml = read('a:\n- 1\n- two\n- null\n- true\n- b: c\nd: {}\n')
    expect(json.kind === 'structured' && json.value).toEqual(value)
    expect(yaml.kind === 'structured' && yaml.value).toEqual(value)
  })

  it.each(['{"a": {"b": [1,\n2]}}', 'a:\n  b:\n  - 1\n  - 2\n', 'a: {b: [1,\n  2]}\n'])(
    'knows where values stand in %j',
    (text) => {
      const result = read(text)
      if (result.kind !== 'structured') throw new Error('refused')
      expect(result.place('/a/b/1').line).toBe(text.startsWith('a:\n') ? 4 : 2)
      expect(result.place('/a/nothing').pointer).toBe('/a/nothing')
    },
  )
})
