/** The worked stories against the registers they were taken from: numbers, days, levels, and which module leans on which. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Certificate } from '#domain/dossier/index.ts'
import { corpusFolder } from '../conformance/corpus.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { dossierFolders, exampleDossier } from '../support/examples.ts'

const modules = corpusFolder('registers', 'cmvp-2026-03-29.ndjson')
const references = corpusFolder('registers', 'common-criteria-references-2023-11-01.json')

interface ModuleRecord {
  readonly certificate_number: string
  readonly standard: string
  readonly status: string
  readonly overall_level: number | null
  readonly sunset_date: string | null
  readonly validation_dates: readonly string[]
  readonly caveat: string | null
  readonly vendor_name: string
}

/** 9/21/2026 → 2026-09-21. */
function day(printed: string): string {
  const [month, dayOfMonth, year] = printed.split('/') as [string, string, string]
  return `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
}

function named(caveat: string | null): readonly string[] {
  return [...new Set([...(caveat ?? '').matchAll(/Cert\.?s?\.? ?#?(\d{3,5})/g)].map((m) => m[1] as string))].sort()
}

if (modules === undefined || references === undefined) {
  console.warn('ABSENT: the registers that the stories were taken from (METASCHEME_CORPUS)')
  it('ABSENT: the registers, so nothing was compared', () => expect([modules, references]).toContain(undefined))
} else {
  const records = new Map(
    readFileSync(modules, 'utf8')
      .split('\n')
      .filter((l) => l !== '')
      .map((l) => JSON.parse(l) as ModuleRecord)
      .map((r) => [r.certificate_number, r] as const),
  )
  const catalogue = repositoryCatalogue()
  const folders = dossierFolders().filter((f) => f.startsWith('cmvp-lapse/'))
  const held = folders.flatMap((f) => exampleDossier(f, undefined, catalogue).certificates)

  describe('the day 479 modules left the active list', () => {
    it('holds the records of its modules', () => {
      expect(folders.length).toBe(4)
      for (const c of held) {
        const r = records.get(c.id.slice('cmvp:'.length)) as ModuleRecord
        const own = {
          issued: c.issued,
          expires: c.expires,
          level: c.level,
          status: c.status.map((s) => s.value),
          holder: c.holder,
          names: numbersIn(c),
        }
        expect([c.id, own]).toEqual([
          c.id,
          {
            issued: day(r.validation_dates[0] as string),
            expires: day(r.sunset_date as string),
            level: `fips${r.standard.slice(5)}-l${r.overall_level}`,
            status: [r.status.toLowerCase()],
            holder: r.vendor_name,
            names: named(r.caveat),
          },
        ])
      }
    })

    it('counts as its page says', () => {
      const lapsing = [...records.values()].filter((r) => r.status === 'Active' && r.sunset_date === '9/21/2026')
      const leaning = lapsing.filter((r) => named(r.caveat).length > 0)
      const early = leaning.filter((r) =>
        named(r.caveat).some((n) => {
          const base = records.get(n)
          return (
            base !== undefined && (base.status !== 'Active' || day(base.sunset_date ?? '12/31/9999') < '2026-09-21')
          )
        }),
      )
      expect([records.size, lapsing.length, leaning.length, early.length]).toEqual([5204, 479, 68, 20])
      expect(new Set(lapsing.map((r) => r.standard))).toEqual(new Set(['FIPS 140-2']))
    })
  })

  it('the tachograph card holds the records of its three certificates, and their references', () => {
    const rows = JSON.parse(readFileSync(references, 'utf8')) as readonly {
      readonly id: string
      readonly refs: readonly string[]
      readonly eal?: string
      readonly status?: string
      readonly manufacturer?: string
      readonly not_valid_before?: string
      readonly not_valid_after?: string
    }[]
    const { certificates } = exampleDossier('tachograph-card', undefined, catalogue)
    const found = certificates.map((c) => {
      const r = rows.find((x) => x.id === c.id.slice(3))
      expect([r?.eal, r?.not_valid_before, r?.not_valid_after, r?.manufacturer]).toEqual([
        c.level,
        c.issued,
        c.expires,
        c.holder,
      ])
      expect(c.status.at(-1)?.value).toBe(r?.status)
      return r?.refs ?? []
    })
    const [, platform, application] = found
    expect(platform).toContain('BSI-DSZ-CC-0945-V2-2018')
    expect(application).toContain('NSCIB-CC-200833-CR')
  })
}

/** Numbers of modules that the caveats, as worded in the dossier, name. */
function numbersIn(c: Certificate): readonly string[] {
  return [...new Set(c.caveats.flatMap((text) => text.match(/\b\d{4}\b/g) ?? []))].sort()
}
