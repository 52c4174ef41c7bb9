/** Every member of the family keeps its interface and its furniture, and every code of the room is one that can be met. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatErrors } from './errors.ts'
import { advisoryFormats, billFormats } from './index.ts'

const folder = import.meta.dirname
const members = [...billFormats, ...advisoryFormats]

describe.each(members)('$name', (format) => {
  const home = join(folder, format.id)

  test('has its furniture', () => {
    expect(['index.ts', 'versions.ts', 'README.md'].filter((file) => !existsSync(join(home, file)))).toEqual([])
    expect(readdirSync(home).some((name) => name.startsWith('decode'))).toBe(true)
    expect(format.editions.some(({ writes }) => writes)).toBe('encode' in format)
  })

  test('knows nothing in nothing, and says so', async () => {
    expect(format.detect(new Uint8Array())).toBeUndefined()
    for (const text of ['', '{}', '[]', 'null', '<a/>', '"']) {
      const { value, diagnostics } = await format.decode({ file: 'a', bytes: new TextEncoder().encode(text) })
      expect(value).toBeUndefined()
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    }
  })

  test('its README names every edition', () => {
    const readme = readFileSync(join(home, 'README.md'), 'utf8')
    for (const { version } of format.editions) expect(readme).toContain(version)
  })
})

test('every code is used, outside its table', () => {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/errors\.ts$|\.test\.ts$|generated/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  // The mandatory tests of CSAF stand under their numbers.
  const words = Object.keys(formatErrors).map((code) => code.replace('formats.csaf-', ''))
  expect(words.filter((word) => !sources.includes(`'${word}'`))).toEqual([])
})
