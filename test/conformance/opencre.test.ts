/** OpenCRE's export of July 2024: exact counts, and the whole matrix of its standards. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { linkGraphOf, matrixOf, nearness, networkOf } from '#domain/requirements/index.ts'
import { decodeFrameworks } from '#formats/framework-family.ts'
import { ALONE, held } from '#formats/frameworks.ts'
import { corpusFolder } from './corpus.ts'

const folder = corpusFolder('frameworks', 'opencre-2024-07')

if (folder === undefined) {
  test.skip('ABSENT: OpenCRE was not read, because METASCHEME_CORPUS names no folder with its export', () => {})
} else {
  readOpenCre(folder)
}

function readOpenCre(folder: string): void {
  describe('OpenCRE, July 2024', () => {
  const files = readdirSync(folder).filter((f) => f.endsWith('.yaml'))
  const decoded = decodeFrameworks(files.map((f) => held({ file: join(folder, f), bytes: readFileSync(join(folder, f)) })), ALONE)

  it('is read whole: 426 files, one without identifier, one link without a type, one without an end', async () => {
    const { value, diagnostics, found } = await decoded
    expect(found).toHaveLength(426)
    expect(diagnostics.map((d) => d.code).sort()).toEqual(['formats.row-skipped', 'formats.row-skipped', 'formats.unknown-relation'])
    expect(value?.sets.map((s) => `${s.id} ${s.requirements.length}`)).toEqual([
      'opencre 427', 'asvs 277', 'cwe 128', 'cloud-controls-matrix 29', 'iso-27001 84', 'nist-800-53-v5 298', 'nist-800-63 25', 'nist-ssdf 42', 'owasp-cheat-sheets 50', 'owasp-proactive-controls 10', 'owasp-top-10-2021 10', 'owasp-web-security-testing-guide-wstg 59', 'samm 30',
    ])
    expect(value?.mappings.reduce((sum, m) => sum + m.rows.length, 0)).toBe(2397)
  }, 60_000)

  it('covers nothing: its links have no type; what it does say is where to look', async () => {
    const { value } = await decoded
    const network = networkOf(value?.sets ?? [], value?.mappings ?? [])
    const graph = linkGraphOf(network)
    const matrix = matrixOf(network, (value?.sets ?? []).filter((s) => s.isHub !== true).map((s) => s.id), (from) => Uint8Array.from(nearness(graph, from, network.isHub, 0), (d) => (d >= 0 ? 1 : 0)))
    expect(matrix.cells).toHaveLength(12 * 11)
    expect(matrix.cells.filter((c) => c.covered + c.partly + c.notCovered > 0)).toEqual([])
    const cell = matrix.cells.find((c) => c.from === 'asvs' && c.to === 'cwe')
    expect([cell?.notKnown, cell?.linked]).toEqual([128, 127])
  }, 60_000)
})
}
