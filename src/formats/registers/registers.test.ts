import { describe, expect, it } from 'vitest'
import { lapsing } from '#domain/registers/record.ts'
import { certify, identity, signedList } from '../../../test/support/certificates.ts'
import { detectRegister } from './index.ts'

async function read(content: string | Uint8Array, file = 'list') {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const format = detectRegister({ file, bytes })
  if (format === undefined) throw new Error('no register was detected')
  return { format: format.id, ...(await format.decode({ file, bytes })) }
}

const MODULE = {
  certificate_number: '0042',
  standard: 'FIPS 140-2',
  overall_level: 2,
  module_name: ' Alpha &amp; Omega  Module ',
  status: 'Active',
  sunset_date: '9/21/2026',
  caveat:
    'When operated in FIPS mode with module Beta validated to FIPS 140-2 under Certs. #7, #8 and #42 operating in FIPS mode',
  embodiment: 'MultiChipStand',
  module_type: 'Software-hybrid',
  security_level_exceptions: ['Physical Security: N/A'],
  validation_history: [
    { date: '12/3/2018', type: 'Initial', lab: 'A Lab' },
    { date: '31/31/2019', type: 'Update', lab: '' },
  ],
  vendor: {
    name: 'Acme',
    country: 'Santa Clara, CA 95054',
    contact_name: 'A. Person',
    address_lines: ['1 Road', 'USA'],
  },
  description: 'words',
  colour: 'red',
}
const lines = (...rows: readonly unknown[]) => `${rows.map((r) => JSON.stringify(r)).join('\n')}\n`

describe('CMVP', () => {
  it('reads a module, cleaned', async () => {
    const { value, diagnostics } = await read(lines(MODULE))
    expect(diagnostics).toEqual([])
    expect(value?.records[0]).toEqual({
      register: 'cmvp',
      number: '42',
      product: 'Alpha & Omega Module',
      versions: [],
      vendor: 'Acme',
      country: 'US',
      level: 'FIPS 140-2 Level 2',
      standard: 'FIPS 140-2',
      status: { word: 'Active', value: 'active' },
      issued: '2018-12-03',
      sunset: '2026-09-21',
      history: [{ on: '2018-12-03', word: 'Initial', lab: 'A Lab' }],
      caveat: MODULE.caveat,
      references: ['cmvp:7', 'cmvp:8'],
      lab: 'A Lab',
      scheme: 'CMVP',
      more: {
        areas: 'Physical Security: N/A',
        embodiment: 'Multi-Chip Stand Alone',
        'module type': 'Software-Hybrid',
      },
    })
  })

  it('notes each kind of cleaning with its count and first places', async () => {
    const { value } = await read(lines(MODULE, { ...MODULE, certificate_number: '43' }))
    const notes = new Map(value?.cleaned.map((c) => [c.kind, c]))
    expect(Object.fromEntries([...notes].map(([kind, c]) => [kind, c.count]))).toEqual({
      'bad-date': 2,
      country: 2,
      date: 4,
      entity: 2,
      number: 1,
      'self-reference': 1,
      spaces: 2,
      spelling: 4,
      // 7 and 8 of both, and 42 of the second is listed.
      'unlisted-reference': 4,
    })
    expect(notes.get('bad-date')?.first[0]).toEqual({ line: 1, certificate: 'cmvp:42', from: '31/31/2019', to: '' })
    expect(notes.get('country')?.first[1]).toMatchObject({ line: 2, certificate: 'cmvp:43', to: 'US' })
  })

  it('lists what has no place', async () => {
    const { losses } = await read(lines(MODULE))
    expect(losses.map((l) => l.path)).toEqual([
      '/*/colour',
      '/*/description',
      '/*/vendor/address_lines',
      '/*/vendor/contact_name',
    ])
  })

  it('keeps what it can when a line is broken, and tells the line', async () => {
    const text = `${JSON.stringify(MODULE)}\n{"certificate_number": \n${JSON.stringify({ ...MODULE, certificate_number: '43' })}\n`
    const { value, diagnostics } = await read(text)
    expect(value?.records.map((r) => r.number)).toEqual(['42', '43'])
    expect(value?.read).toBe(3)
    expect(diagnostics).toMatchObject([{ code: 'formats.register-row', at: { line: 2 } }])
  })

  it('says where a file ends in the middle', async () => {
    const { diagnostics } = await read(lines(MODULE, { ...MODULE, certificate_number: '43' }).slice(0, -20))
    expect(diagnostics).toMatchObject([
      { at: { line: 2 }, hint: expect.stringContaining('ends in the middle') as string },
    ])
  })

  it.each([
    ['a number that is none', { certificate_number: 'forty' }, /"forty" is no certificate number/],
    ['no number', { certificate_number: null }, /no certificate number/],
    ['a number of twenty digits', { certificate_number: '9'.repeat(20) }, /no certificate number/],
  ])('loses a row with %s, and says so', async (_, change, says) => {
    const { diagnostics } = await read(lines(MODULE, { ...MODULE, ...change }))
    expect(diagnostics).toMatchObject([
      { code: 'formats.register-row', message: expect.stringMatching(says) as string },
    ])
  })

  it('keeps the first of two rows of one certificate', async () => {
    const { value, diagnostics } = await read(lines(MODULE, { ...MODULE, certificate_number: 42 }))
    expect(value?.records.length).toBe(1)
    expect(diagnostics).toMatchObject([{ code: 'formats.register-twice', at: { line: 2 } }])
  })

  it('reads one list as it reads lines', async () => {
    const list = await read(JSON.stringify([MODULE, { ...MODULE, certificate_number: '43' }], null, 1))
    const rows = await read(lines(MODULE, { ...MODULE, certificate_number: '43' }))
    expect(list.value?.records).toEqual(rows.value?.records)
    expect(list.value?.places[1]?.line).toBeGreaterThan(20)
  })

  it('assumes neither status nor level', async () => {
    const { value } = await read(lines({ ...MODULE, status: null, overall_level: null, sunset_date: null }))
    expect(value?.records[0]).not.toHaveProperty('status')
    expect(value?.records[0]).not.toHaveProperty('level')
    expect(lapsing(value?.records ?? [])).toEqual([])
  })

  it('keeps a status that it does not know in the words of the register', async () => {
    const { value } = await read(lines({ ...MODULE, status: 'Dormant' }))
    expect(value?.records[0]?.status).toEqual({ word: 'Dormant' })
  })
})

describe('tables of certificates', () => {
  it('reads what the columns say', async () => {
    const { value, format } = await read(
      'Register;Number;Product;Version;Status;Status since;Issued;Expires;References;Mood\n' +
        'cc;Cert. No. BSI–DSZ–CC–1234–2020;"Chip; one";1.0 | 1.1;suspended;2026-05-01;13.02.2020;3 Feb 2031;BSI-DSZ-CC-0001-2019|cmvp:#0042;good\n',
    )
    expect(format).toBe('certificate-table')
    expect(value?.isWhole).toBe(false)
    expect(value?.records).toEqual([
      {
        register: 'cc',
        number: 'BSI-DSZ-CC-1234-2020',
        product: 'Chip; one',
        versions: ['1.0', '1.1'],
        status: { word: 'suspended', value: 'suspended', from: '2026-05-01' },
        issued: '2020-02-13',
        validUntil: '2031-02-03',
        history: [],
        references: ['cc:BSI-DSZ-CC-0001-2019', 'cmvp:42'],
        more: {},
      },
    ])
  })

  it('does not guess a date that can be read two ways', async () => {
    const { value } = await read('register,number,issued\ncc,X-1,03/04/2025\n')
    expect(value?.records[0]).not.toHaveProperty('issued')
    expect(value?.cleaned.map((c) => c.kind)).toContain('bad-date')
  })
})

describe('FIDO', () => {
  const root = identity('root')
  const signer = identity('mds.fidoalliance.org')
  const chain = [certify(signer, root)]
  const entry = {
    aaguid: 'AAAA-1',
    metadataStatement: { description: 'A key', authenticatorVersion: 5, protocolFamily: 'fido2' },
    statusReports: [
      { status: 'FIDO_CERTIFIED_L1', effectiveDate: '2020-01-02', certificateNumber: 'FIDO2000' },
      { status: 'REVOKED', effectiveDate: '2026-02-03' },
    ],
  }

  it('reads entries and what has to be checked before they count', async () => {
    const { value, signed, format } = await read(
      signedList({ no: 9, entries: [entry, { statusReports: [] }] }, signer, chain),
    )
    expect(format).toBe('fido-mds')
    expect(signed?.chain.length).toBe(1)
    expect(value?.read).toBe(2)
    expect(value?.records[0]).toMatchObject({
      register: 'fido',
      number: 'aaaa-1',
      level: 'FIDO L1',
      status: { word: 'REVOKED', value: 'revoked', from: '2026-02-03' },
      issued: '2020-01-02',
    })
  })

  it.each([
    [
      'in whatever order they stand',
      [
        { status: 'REVOKED', effectiveDate: '2026-02-03' },
        { status: 'FIDO_CERTIFIED_L1', effectiveDate: '2020-01-02' },
      ],
      { word: 'REVOKED', value: 'revoked', from: '2026-02-03' },
    ],
    [
      'and an update leaves it certified',
      [
        { status: 'FIDO_CERTIFIED_L2', effectiveDate: '2020-01-02' },
        { status: 'UPDATE_AVAILABLE', effectiveDate: '2026-02-03' },
      ],
      { word: 'FIDO_CERTIFIED_L2', value: 'active', from: '2020-01-02' },
    ],
    [
      'and what was found since is its status',
      [
        { status: 'FIDO_CERTIFIED_L2', effectiveDate: '2020-01-02' },
        { status: 'USER_VERIFICATION_BYPASS', effectiveDate: '2026-02-03' },
      ],
      { word: 'USER_VERIFICATION_BYPASS', from: '2026-02-03' },
    ],
  ])('takes the last of the reports, %s', async (_, statusReports, status) => {
    const { value } = await read(signedList({ no: 9, entries: [{ ...entry, statusReports }] }, signer, chain))
    expect(value?.records[0]?.status).toEqual(status)
  })

  it.each([
    ['critical members', { crit: ['exp'] }],
    ['no chain', { x5c: undefined }],
    ['a chain that is no base64', { x5c: ['***'] }],
    ['no algorithm', { alg: undefined }],
  ])('refuses a head with %s', async (_, head) => {
    const { value, diagnostics } = await read(signedList({ entries: [entry] }, signer, chain, head))
    expect(value).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'formats.register-signature' }])
  })
})

describe('hostile lists', () => {
  it('end without a crash, with a place', async () => {
    const deep = '['.repeat(1_000_000)
    for (const content of [
      lines({ ...MODULE, algorithms: 0 }).replace('"algorithms":0', `"algorithms":${deep}`),
      `[{"refs":[],"scheme":"FR","id":${deep}`,
      `[{"certificate_number":"1","standard":"x"},${deep}`,
      'register,number\n"cc',
      `register,number\ncc,${'9'.repeat(1_000_000)}\n`,
      lines({ ...MODULE, overall_level: 1e308, certificate_number: '7' }),
      `${JSON.stringify(MODULE)}\n`.repeat(3),
      '[{"refs":[],"scheme":"x"},1,2,null,[],"a"]',
    ]) {
      const { diagnostics, value } = await read(content)
      expect(diagnostics.length + (value?.records.length ?? 0)).toBeGreaterThan(0)
      for (const d of diagnostics) if (d.severity === 'error') expect(d.at?.line).toBeGreaterThan(0)
    }
  })

  it('say which line is in another encoding', async () => {
    const bytes = new TextEncoder().encode(lines(MODULE, MODULE))
    bytes[bytes.length - 20] = 0xff
    const { diagnostics } = await read(bytes)
    expect(diagnostics).toMatchObject([{ message: expect.stringContaining('no UTF-8') as string, at: { line: 2 } }])
  })

  it('are read in UTF-16', async () => {
    const text = `\ufeff${lines(MODULE)}`
    const bytes = new Uint8Array(text.length * 2)
    for (let i = 0; i < text.length; i += 1) new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true)
    expect((await read(bytes)).value?.records.length).toBe(1)
  })
})
