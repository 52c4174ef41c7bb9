/**
 * The published SPDX examples (spdx-spec and spdx-examples): each is read to its end without an error.
 *
 * SPDX publishes no suite of verdicts; what it publishes as examples must at least be accepted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spdx } from '#formats/spdx/index.ts'
import { corpusFolder } from './corpus.ts'

/** Published examples with errors of their own, by the end of their path, and what is wrong with them. */
const faulty: ReadonlyMap<string, RegExp> = new Map([])

const folder = corpusFolder('conformance', 'spdx')

if (folder === undefined) {
  test.skip('ABSENT: the SPDX examples were not read, because METASCHEME_CORPUS names no folder with them', () => {})
} else {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|spdx)$/.test(name) && !/schema\.json$/.test(name))
    .filter((name) => spdx.detect(readFileSync(join(folder, name))) !== undefined)
    .sort()
  test(`${files.length} published examples are read`, async () => {
    expect(files.length).toBeGreaterThan(0)
    const found: string[] = []
    for (const name of files) {
      const { value, diagnostics } = await spdx.decode({ file: name, bytes: readFileSync(join(folder, name)) })
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      const known = [...faulty].find(([end]) => name.endsWith(end))?.[1]
      if (known !== undefined) expect(errors[0]?.message, name).toMatch(known)
      else for (const error of errors) found.push(`${name}:${error.at?.line ?? 0} ${error.message}`)
      if (value === undefined) found.push(`${name} gives no bill`)
    }
    expect(found).toEqual([])
  })
}
