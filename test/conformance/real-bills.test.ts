/** Real bills of materials: each is valid, and comes back from every format we write, but for the losses listed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Bill } from '#domain/composition/bill-of-materials.ts'
import { cyclonedx, decodeBill, spdx } from '#formats/index.ts'
import type { WritingFormat } from '#formats/format.ts'
import { corpusFolder } from './corpus.ts'
import { inOrderOf, without } from './losses.ts'

const folder = corpusFolder('boms')

/** Components, edges, and components whose graph is known: counted once by hand with another tool. */
const counts: Readonly<Record<string, readonly [number, number, number]>> = {
  'alpine-cyclonedx.json': [16, 0, 0],
  'alpine-spdx.json': [89, 0, 0],
  'big-mongo-cyclonedx.json': [294, 0, 0],
  'busybox-cyclonedx.json': [2, 0, 0],
  'dropwizard-1.3.15.cdx.json': [168, 170, 167],
  'keycloak-10.0.2.cdx.json': [904, 994, 899],
}

if (folder === undefined) {
  test.skip('ABSENT: the real bills were not read, because METASCHEME_CORPUS names no folder with them', () => {})
} else {
  for (const name of readdirSync(folder).sort()) {
    test(name, async () => {
      const { value, diagnostics } = await decodeBill({ file: name, bytes: readFileSync(join(folder, name)) })
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      if (value === undefined) throw new Error('not read')
      const known = value.components.filter(({ graphKnown }) => graphKnown).length
      if (counts[name] !== undefined) expect([value.components.length, value.dependencies.length, known]).toEqual(counts[name])

      const targets: readonly (readonly [WritingFormat<Bill>, string, string])[] = [
        [cyclonedx, '1.6', '1.6'],
        [cyclonedx, '1.7', '1.7'],
        [spdx, '2.3', 'SPDX-2.3'],
      ]
      for (const [format, version, printed] of targets) {
        const { text, losses } = format.encode(value, version)
        const again = await decodeBill({ file: name, bytes: new TextEncoder().encode(text) })
        expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
        if (again.value === undefined) throw new Error('not read again')
        const rest = [...losses.filter(({ path }) => path !== '/components'), { path: '/losses', count: 1, because: '' }]
        const read = rest.length <= losses.length ? inOrderOf(again.value, value) : again.value
        expect(without(read, rest)).toEqual(without({ ...value, format: format.id, version: printed }, rest))
      }
    })
  }
}
