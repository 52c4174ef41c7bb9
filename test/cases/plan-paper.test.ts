/** The report on paper: the same bytes twice, what a reader looks for is in it, and no name becomes source. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { typst } from '../../src/adapters/typst/index.ts'
import type { Typesetter } from '../../src/app/ports.ts'
import { planPaper } from '../../src/reports/index.ts'
import { PRINTABLE } from '../../src/reports/printable.ts'
import { PLAN } from '../support/plan-fixture.ts'
import { HOSTILE, withTexts } from '../support/texts.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))
let typesetter: Typesetter

beforeAll(async () => {
  typesetter = await typst(home)
})

async function pdfOf(plan: typeof PLAN): Promise<Buffer> {
  const { template, files, data } = planPaper(plan)
  return Buffer.from(await typesetter.pdf(template, files, data))
}

function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

/** The text of a PDF, where poppler is on the machine. */
function textOf(pdf: Buffer): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'plan-paper-'))
  try {
    writeFileSync(join(folder, 'plan.pdf'), pdf)
    return execFileSync('pdftotext', ['-layout', join(folder, 'plan.pdf'), '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Code points of a TrueType font: its table `cmap`, format 12. */
function lettersOf(font: Buffer): ReadonlySet<number> {
  const tables = font.readUInt16BE(4)
  let cmap = 0
  for (let i = 0; i < tables; i += 1) {
    if (font.toString('latin1', 12 + 16 * i, 16 + 16 * i) === 'cmap') cmap = font.readUInt32BE(20 + 16 * i)
  }
  const letters = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * i)
    if (font.readUInt16BE(table) !== 12) continue
    for (let g = 0; g < font.readUInt32BE(table + 12); g += 1) {
      const at = table + 16 + 12 * g
      for (let c = font.readUInt32BE(at); c <= font.readUInt32BE(at + 4); c += 1) letters.add(c)
    }
  }
  return letters
}

describe('the plan on paper', () => {
  it('has the same bytes twice, more than two pages, and says that it is for long keeping', async () => {
    const first = await pdfOf(PLAN)
    const second = await pdfOf(structuredClone(PLAN))
    expect(first.equals(second)).toBe(true)
    expect(pagesIn(first)).toBeGreaterThan(2)
    expect(first.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</)
    const text = textOf(first)
    if (text === undefined) return
    for (const words of [
      'Field gateway FG-1',
      'Unconfirmed, and would change this plan',
      'EUR 77 500',
      'Act of Examples',
      'Derivations',
      'Sources',
      'Regulation (EU) 2099/1',
    ])
      expect(text.replaceAll('\u00a0', ' ')).toContain(words)
  }, 60_000)

  it('shows hostile names as the texts they are', async () => {
    const pdf = await pdfOf(withTexts(PLAN, HOSTILE))
    expect(pagesIn(pdf)).toBeGreaterThan(2)
    const text = textOf(pdf)
    if (text === undefined) return
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toMatch(/#read\("\/etc/)
    expect(text).not.toContain('root:')
  }, 60_000)

  it('puts no text of a plan into the template', () => {
    expect(planPaper(withTexts(PLAN, HOSTILE)).template).toBe(planPaper(PLAN).template)
    expect(planPaper(PLAN).template).not.toMatch(/\b(?:import|include)\s+"|\b(?:eval|plugin|read)\(/)
  })

  it('claims to show no letter that the font lacks', () => {
    const letters = lettersOf(
      readFileSync(join(home, 'node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')),
    )
    const claimed = Array.from({ length: 0x3000 }, (_, c) => c).filter((c) => PRINTABLE.test(String.fromCodePoint(c)))
    expect(claimed.length).toBeGreaterThan(800)
    expect(claimed.filter((c) => !letters.has(c)).map((c) => c.toString(16))).toEqual([])
  })

  it('reads nothing but its own workspace', async () => {
    for (const source of ['#read("/etc/passwd")', '#read("../../etc/passwd")', '#import "@preview/example:0.1.0": *'])
      await expect(typesetter.pdf(source, {}, {})).rejects.toThrow('does not compile')
  }, 60_000)
})
