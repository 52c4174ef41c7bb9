import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSeparated, readWorkbook, safeCell, writeSeparated, writeWorkbook } from './sheets.ts'
import { isZip, listZip, readEntry, writeZip } from './zip.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** An archive of deflated entries whose directory states the sizes given. */
async function packed(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const stored = writeZip(
    await Promise.all(Object.entries(files).map(async ([name, bytes]) => ({ name, bytes: await deflated(bytes) }))),
  )
  const view = new DataView(stored.buffer)
  for (let at = 0; at + 4 <= stored.length; at += 1) {
    const signature = view.getUint32(at, true)
    if (signature === 0x04034b50) view.setUint16(at + 8, 8, true)
    else if (signature === 0x02014b50) view.setUint16(at + 10, 8, true)
  }
  return stored
}

const WORKBOOK = {
  'xl/workbook.xml': utf8(
    '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': utf8(
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
}

async function codes(files: Readonly<Record<string, Uint8Array>>) {
  const read = await readWorkbook({ file: 'book.xlsx', bytes: await packed(files) })
  return read.kind === 'refused' ? read.diagnostics.map((d) => d.code) : ['read']
}

describe('separated values', () => {
  function rows(text: string) {
    const read = readSeparated({ file: 'x.csv', bytes: utf8(text) })
    return read.kind === 'tables' ? read.sheets[0]?.rows : read.diagnostics.map((d) => `${d.code} ${d.at?.line}`)
  }

  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\r\n"x;y";"say ""hi"""\r\n',
      [
        ['a', 'b'],
        ['x;y', 'say "hi"'],
      ],
    ],
    [
      'a\tb\n"two\nlines"\t\n',
      [
        ['a', 'b'],
        ['two\nlines', ''],
      ],
    ],
    [
      '\ufeffa,b\n\n,\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    ['a,b\n"open\n', ['formats.csv-syntax 2']],
    ['a,b\n"x"y,\n', ['formats.csv-syntax 2']],
  ])('of %j are read', (text, expected) => {
    expect(rows(text)).toEqual(expected)
  })

  it('come back as they were written, but for the guard before what a spreadsheet would run', () => {
    const cell = fc.string({ maxLength: 12 }).map((c) => c.replaceAll('\r', ''))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
        const kept = table.filter((r) => r.length > 1 || r[0] !== '')
        expect(rows(`a,b,c,d,e,f\r\n${writeSeparated(kept)}`)?.slice(1)).toEqual(kept.map((r) => r.map(safeCell)))
      }),
      { numRuns: 300, seed: 31 },
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=x', "'\t=x"],
    ['-5', '-5'],
    ['+3.5', '+3.5'],
    ['plain', 'plain'],
  ])('write %j as %j', (cell, written) => {
    expect(safeCell(cell)).toBe(written)
  })
})

describe('workbooks', () => {
  it('come back as they were written, in the same bytes each time', async () => {
    const sheets = [
      {
        name: 'One/Two',
        rows: [
          ['head', 'x'],
          ['=1+1', 'a<b>&"c"'],
          ['', 'third'],
          ['\u0001 control', 'line\nbreak'],
        ],
      },
      { name: 'one two', rows: [['only']] },
    ]
    const bytes = writeWorkbook(sheets)
    expect(writeWorkbook(sheets)).toEqual(bytes)
    const read = await readWorkbook({ file: 'x.xlsx', bytes })
    if (read.kind === 'refused') throw new Error(read.diagnostics[0]?.message)
    expect(read.sheets.map((s) => s.name)).toEqual(['One Two', 'one two 2'])
    expect(read.sheets[0]?.rows).toEqual(sheets[0]?.rows)
    const sheet = new TextDecoder().decode(bytes)
    expect(sheet).not.toContain('<f>')
    expect(sheet).toContain('t="inlineStr"')
  })

  it('are read with shared texts, numbers, dates as numbers, booleans and gaps; formulas give their stored value', async () => {
    const sheet = utf8(
      '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>0.10000000000000001</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="str"><f>EVIL()</f><v>kept</v></c><c r="XFD2"/></row></sheetData></worksheet>',
    )
    const strings = utf8('<sst><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>hint</t></rPh></si></sst>')
    const read = await readWorkbook({
      file: 'x.xlsx',
      bytes: await packed({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': strings }),
    })
    expect(read.kind === 'tables' && read.sheets[0]).toMatchObject({
      rows: [['rich text', '', '0.1', 'TRUE', 'kept']],
      lines: [2],
    })
  })

  it('that unpack to far more than their size are refused before they have done so', async () => {
    const bomb = await packed({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) })
    expect(bomb.length).toBeLessThan(200_000)
    const read = await readWorkbook({ file: 'bomb.xlsx', bytes: bomb })
    expect(read.kind === 'refused' && read.diagnostics.map((d) => [d.code, d.at?.file])).toEqual([
      ['formats.xlsx-bomb', 'bomb.xlsx'],
    ])
  })

  it('that declare entities, lack parts or are no archives are refused', async () => {
    const entity = utf8('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>')
    expect(await codes({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': entity })).toEqual(['formats.xml-doctype'])
    expect(await codes(WORKBOOK)).toEqual(['formats.xlsx-missing-part'])
    expect(await codes({ 'other.txt': utf8('x') })).toEqual(['formats.xlsx-missing-part'])
    expect(await codes({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': utf8('<worksheet><row>') })).toEqual([
      'formats.xml-syntax',
    ])
    const cut = (await packed(WORKBOOK)).subarray(0, 100)
    expect((await readWorkbook({ file: 'x', bytes: cut })).kind).toBe('refused')
  })
})

describe('zip archives', () => {
  it('with entries that overlap, or stand twice, or are encrypted, are refused', () => {
    const two = writeZip([
      { name: 'a', bytes: utf8('1') },
      { name: 'b', bytes: utf8('2') },
    ])
    expect(isZip(two)).toBe(true)
    const twice = writeZip([
      { name: 'a', bytes: utf8('1') },
      { name: 'a', bytes: utf8('2') },
    ])
    expect(listZip(twice)).toMatchObject({ fault: 'corrupt' })
    const overlapping = two.slice()
    const view = new DataView(overlapping.buffer)
    for (let at = 0; at + 4 < overlapping.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 42, 0, true)
    expect(listZip(overlapping)).toMatchObject({ fault: 'bomb' })
    const encrypted = two.slice()
    const flags = new DataView(encrypted.buffer)
    for (let at = 0; at + 4 < encrypted.length; at += 1)
      if (flags.getUint32(at, true) === 0x02014b50) flags.setUint16(at + 8, 1, true)
    expect(listZip(encrypted)).toMatchObject({ fault: 'encrypted' })
  })

  it('never throw, whatever the bytes', async () => {
    const good = writeWorkbook([{ name: 's', rows: [['a', 'b']] }])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), async (changes) => {
        const bytes = good.slice()
        for (const [at, value] of changes) bytes[at] = value
        const read = await readWorkbook({ file: 'x', bytes })
        expect(['tables', 'refused']).toContain(read.kind)
      }),
      { numRuns: 300, seed: 32 },
    )
  })

  it('give the bytes that were packed', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 251)
    const archive = await packed({ x: bytes })
    const entries = listZip(archive)
    if ('fault' in entries) throw new Error(entries.says)
    expect(await readEntry(archive, entries.get('x')!, 5000)).toEqual(bytes)
    expect(await readEntry(archive, entries.get('x')!, 4999)).toMatchObject({ fault: 'bomb' })
  })
})
