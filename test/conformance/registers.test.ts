/** The real registers, counted by other means than the readers: plain searches in the text. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import {
  candidatesFor,
  certificateId,
  isActive,
  lapsing,
  readCaveat,
  settled,
  spellingOf,
} from '#domain/registers/index.ts'
import { detectRegister } from '#formats/registers/index.ts'
import { corpusFolder } from './corpus.ts'

const folder = corpusFolder('registers')

async function read(name: string) {
  const file = join(folder ?? '', name)
  const bytes = readFileSync(file)
  const format = detectRegister({ file, bytes })
  const decoded = await format?.decode({ file, bytes })
  if (decoded?.value === undefined) throw new Error(`${name} was not read`)
  return { ...decoded.value, text: bytes.toString('utf8'), losses: decoded.losses, diagnostics: decoded.diagnostics }
}

/** How often a pattern stands in the text. */
function times(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}

if (folder === undefined || !existsSync(join(folder, 'cmvp-2026-03-29.ndjson')))
  test.skip('ABSENT: the registers were not read, because METASCHEME_CORPUS names no folder with them', () => {})
else {
  describe('CMVP, 2026-03-29', async () => {
    const list = await read('cmvp-2026-03-29.ndjson')

    it('keeps every line, in order, each once', () => {
      const numbers = [...list.text.matchAll(/"certificate_number": "(\d+)"/g)].map((m) => `cmvp:${m[1]}`)
      expect(list.diagnostics).toEqual([])
      expect(list.read).toBe(5204)
      expect(list.records.map(certificateId)).toEqual(numbers)
      expect(new Set(numbers).size).toBe(5204)
      expect(list.places.every((p, i) => p.line === i + 1)).toBe(true)
    })

    it.each(['Active', 'Historical', 'Revoked'])('records %s as often as the text says it', (word) => {
      const printed = times(list.text, new RegExp(`"status": "${word}"`, 'g'))
      expect(list.records.filter((r) => r.status?.word === word).length).toBe(printed)
      expect(printed).toBeGreaterThan(0)
    })

    it('counts the modules that end together on a day, as a count of raw lines does', () => {
      const lapses = lapsing(list.records)
      const raw = new Map<string, number>()
      for (const line of list.text.split('\n')) {
        if (!line.includes('"status": "Active"')) continue
        const day = /"sunset_date": "(\d+)\/(\d+)\/(\d+)"/.exec(line)
        if (day === null) continue
        const on = `${day[3]}-${(day[1] as string).padStart(2, '0')}-${(day[2] as string).padStart(2, '0')}`
        raw.set(on, (raw.get(on) ?? 0) + 1)
      }
      expect(lapses.map((l) => [l.on, l.count])).toEqual([...raw].sort())
      expect(lapses.find((l) => l.on === '2026-09-21')?.count).toBe(479)
      expect(times(list.text, /"sunset_date": "9\/21\/2026"/g)).toBe(479)
    })

    it('has every date of the text, and reads all of them', () => {
      const printed = times(list.text, /\{"date": "\d/g)
      expect(list.records.reduce((n, r) => n + r.history.length, 0)).toBe(printed)
      expect(list.cleaned.find((c) => c.kind === 'bad-date')).toBeUndefined()
      expect(list.records.filter((r) => r.sunset !== undefined).length).toBe(times(list.text, /"sunset_date": "\d/g))
    })

    it('finds a country for all but one of those who print something for it', () => {
      const without = list.records.filter((r) => r.country === undefined).length
      const blank = times(list.text, /"country": null/g)
      expect(without).toBeLessThanOrEqual(blank + 1)
    })

    it('keeps no person', () => {
      const kept = JSON.stringify(list.records)
      expect(kept).not.toMatch(/geoffhobar|Geoff Hobar/)
      expect(list.losses.find((l) => l.path === '/*/vendor/contact_email')?.count).toBe(
        5204 - times(list.text, /"contact_email": null/g),
      )
    })
  })

  describe('caveats of CMVP', async () => {
    const list = await read('cmvp-2026-03-29.ndjson')
    const all = list.records.flatMap((r) => (r.caveat === undefined ? [] : [{ r, text: r.caveat, read: readCaveat(r.caveat) }]))
    const letters = (text: string) => times(text, /[\p{L}\p{N}]/gu)

    it('are read to 97 of a hundred letters, and 96 of a hundred caveats whole', () => {
      const printed = all.reduce((n, c) => n + letters(c.text), 0)
      const left = all.reduce((n, c) => n + c.read.unread.reduce((m, u) => m + letters(u.text), 0), 0)
      expect(all.length).toBe(5204 - times(list.text, /"caveat": (?:null|"None\.?"|"N\/?A")/gi))
      expect((printed - left) / printed).toBeGreaterThan(0.97)
      expect(all.filter((c) => c.read.unread.length === 0).length / all.length).toBeGreaterThan(0.96)
    })

    it('lose no word: each stands in an atom, in what is unread, or joins two', () => {
      const joining = new Set('and with the also when both then is are be used'.split(' '))
      const lost: string[] = []
      for (const { text, read: { atoms, unread } } of all) {
        const spans = [...atoms, ...unread].sort((a, b) => a.from - b.from)
        let at = 0
        for (const span of [...spans, { from: text.length, to: text.length }]) {
          if (span.from < at) lost.push(`twice: ${text.slice(span.from, at)}`)
          for (const word of text.slice(at, span.from).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
            if (!joining.has(word)) lost.push(word)
          at = span.to
        }
      }
      expect(lost).toEqual([])
    })

    it.each([
      ['embedded-module', /contains the embedded module/gi],
      ['interim', /Interim Validation/gi],
      ['key-strength', /(?<!loaded, )no assurance of (?:the )?minimum strength (?:or security )?of (?:generated|keys|random)/gi],
      ['entropy', /strengths? (?:is|are) modified by (?:the )?available entropy/gi],
      ['protocol', /protocols? [\w ,.]+ shall not be used when/gi],
    ] as const)('have as many atoms of the kind %s as a search finds', (kind, pattern) => {
      const found = all.reduce((n, c) => n + c.read.atoms.filter((a) => a.kind === kind).length, 0)
      const printed = all.reduce((n, c) => n + times(c.text, pattern), 0)
      expect(printed).toBeGreaterThan(10)
      // Some stand behind words that were not read, and are listed there.
      const left = all.reduce((n, c) => n + c.read.unread.reduce((m, u) => m + times(u.text, pattern), 0), 0)
      expect(found).toBe(printed - left)
    })

    it('name in atoms the certificates that the record refers to', () => {
      for (const { r, read: { atoms, unread } } of all) {
        const named = new Set(atoms.flatMap((a) => a.certificates))
        for (const c of named) if (c !== certificateId(r)) expect(r.references).toContain(c)
        if (unread.length === 0) for (const c of r.references) expect(named).toContain(c)
      }
    })
  })

  describe('Common Criteria references, 2023-11-01', async () => {
    const list = await read('common-criteria-references-2023-11-01.json')
    const plain = JSON.parse(list.text) as readonly { id: string; refs: readonly string[]; eal?: string; status?: string }[]

    it('keeps every certificate and every reference but those to itself', () => {
      expect(list.read).toBe(1562)
      expect(list.records.length).toBe(plain.length)
      const own = plain.filter((c) => c.refs.includes(c.id)).length
      expect(own).toBe(12)
      expect(list.records.reduce((n, r) => n + r.references.length, 0)).toBe(2186 - own)
    })

    it('states a level for those that print one and for no others', () => {
      expect(list.records.filter((r) => r.level !== undefined).length).toBe(plain.filter((c) => c.eal !== undefined).length)
      expect(list.records.filter(isActive).length).toBe(plain.filter((c) => c.status === 'active').length)
    })

    it('has one certificate in two spellings, which is noted and not joined, and finds each under other spellings', () => {
      const ids = list.records.map(certificateId)
      const byTokens = new Map<string, string[]>()
      for (const id of ids) {
        const key = spellingOf(id).tokens.join(' ')
        byTokens.set(key, [...(byTokens.get(key) ?? []), id])
      }
      const twice = [...byTokens.values()].filter((same) => same.length > 1)
      expect(twice).toEqual([['cc:CCEVS-VR-VID-10406-2011', 'cc:CCEVS-VR-VID10406-2011']])
      expect(list.cleaned.find((c) => c.kind === 'two-spellings')).toMatchObject({ count: 1 })
      expect(settled(candidatesFor('CCEVS VR VID 10406 2011', ids))).toBeUndefined()
      const other = (id: string): string => id.slice(3).toLowerCase().replaceAll('-', ' ').replaceAll('/', '-')
      for (const id of ids.filter((_, i) => i % 12 === 0)) expect(settled(candidatesFor(other(id), ids))).toBe(id)
    })

    it('holds every certificate referred to', () => {
      expect(list.cleaned.find((c) => c.kind === 'unlisted-reference')).toBeUndefined()
    })
  })

  describe('EUCC, 2026-05-16', async () => {
    const list = await read('eucc-2026-05-16.json')

    it('keeps all, with the day that all rows print', () => {
      expect(list.records.length).toBe(times(list.text, /"link":/g))
      expect(list.day).toBe('2026-05-16')
      expect(new Set(list.records.map(certificateId)).size).toBe(20)
      expect(list.records.every((r) => /^EUCC-\d{4}-\d{4}-[\d-]+$/.test(r.number))).toBe(true)
      expect(list.places[1]?.line).toBe(list.text.slice(0, list.text.indexOf('{', 5)).split('\n').length)
    })
  })
}
