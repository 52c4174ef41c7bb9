import { describe, expect, it } from 'vitest'
import { sha256OfBytes } from '#util/sha256.ts'
import type { SourceDocument } from '../format.ts'
import { readOscal } from './document.ts'
import { resolveProfile } from './resolve.ts'
import { isGlobMatch } from './select.ts'
import { sha512OfBytes } from './sha-512.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

const CATALOG = {
  uuid: 'c',
  metadata: { title: 'C', 'last-modified': '2026-01-01T00:00:00Z', version: '1', 'oscal-version': '1.1.2' },
  params: [
    { id: 'loose', label: 'loose' },
    { id: 'unused', label: 'unused' },
  ],
  groups: [
    {
      id: 'g1',
      title: 'Group 1',
      params: [{ id: 'g-param', label: 'of the group' }],
      controls: [
        {
          id: 'a1',
          title: 'A1',
          params: [{ id: 'a1-p', label: 'p' }],
          props: [{ name: 'label', value: 'A-1' }],
          parts: [
            {
              id: 'a1-s',
              name: 'statement',
              prose: 'Do {{ insert: param, loose }} and see [r](#r1).',
              parts: [
                { id: 'a1-s.a', name: 'item', prose: 'a' },
                { id: 'a1-s.b', name: 'item', prose: 'b' },
              ],
            },
          ],
          controls: [
            { id: 'a1.1', title: 'A1.1' },
            { id: 'a1.2', title: 'A1.2' },
          ],
        },
        { id: 'a2', title: 'A2' },
        { id: 'a10', title: 'A10' },
      ],
    },
    { id: 'g2', title: 'Group 2', controls: [{ id: 'b1', title: 'B1', links: [{ href: '#r2', rel: 'reference' }] }] },
  ],
  'back-matter': {
    resources: [
      { uuid: 'r1', title: 'R1' },
      { uuid: 'r2', title: 'R2' },
      { uuid: 'r3', title: 'R3' },
      { uuid: 'kept', props: [{ name: 'keep', value: 'always' }] },
    ],
  },
}

const FILES: Record<string, unknown> = { 'catalog.json': { catalog: CATALOG } }

function profile(value: Record<string, unknown>, backMatter?: unknown) {
  return {
    profile: {
      uuid: 'p',
      metadata: { title: 'P', 'last-modified': '2026-02-01T00:00:00Z', version: '1', 'oscal-version': '1.1.3' },
      ...value,
      ...(backMatter === undefined ? {} : { 'back-matter': backMatter }),
    },
  }
}

async function resolve(value: unknown, more: Record<string, unknown> = {}) {
  const files: Record<string, unknown> = { ...FILES, ...more }
  const source = (name: string, content: unknown): SourceDocument => ({
    file: name,
    bytes: typeof content === 'string' ? bytesOf(content) : bytesOf(JSON.stringify(content)),
  })
  const read = readOscal(source('profile.json', value))
  if (read.kind === 'refused') throw new Error(read.diagnostics[0]?.message)
  const resolved = await resolveProfile(read.document, {
    onProgress() {},
    open: (reference) => Promise.resolve(reference in files ? source(reference, files[reference]) : undefined),
  })
  const { uuid: _u, metadata: _m, ...body } = (resolved.catalog ?? {}) as Record<string, never>
  return {
    body: body as Record<string, unknown>,
    metadata: _m as unknown as Record<string, unknown>,
    catalog: resolved.catalog,
    codes: resolved.diagnostics.map((d) => d.code),
    diagnostics: resolved.diagnostics,
  }
}

/** Identifiers only: groups as `g(…)`, nested controls as `c[…]`. */
function outline(holder: unknown): string {
  const h = holder as { id?: string; groups?: unknown[]; controls?: unknown[] }
  return [
    ...(h.groups ?? []).map((g) => `${(g as { id?: string }).id}(${outline(g)})`),
    ...(h.controls ?? []).map((c) => {
      const inner = outline(c)
      return `${(c as { id: string }).id}${inner === '' ? '' : `[${inner}]`}`
    }),
  ].join(' ')
}

const importing = (directive: unknown) => ({ imports: [{ href: 'catalog.json', ...(directive as object) }] })

describe('profile resolution', () => {
  it.each([
    ['all', { 'include-all': {} }, 'a1 a1.1 a1.2 a2 a10 b1'],
    ['by identifier, with what holds it', { 'include-controls': [{ 'with-ids': ['a1.2', 'b1'] }] }, 'a1 a1.2 b1'],
    [
      'with what is inside',
      { 'include-controls': [{ 'with-ids': ['a1'], 'with-child-controls': 'yes' }] },
      'a1 a1.1 a1.2',
    ],
    ['by pattern', { 'include-controls': [{ matching: [{ pattern: 'a?' }] }] }, 'a1 a2'],
    [
      'all but some',
      { 'include-all': {}, 'exclude-controls': [{ 'with-ids': ['a1'], 'with-child-controls': 'yes' }] },
      'a2 a10 b1',
    ],
    [
      'exclusion wins',
      { 'include-controls': [{ 'with-ids': ['a1', 'a2'] }], 'exclude-controls': [{ matching: [{ pattern: 'a2*' }] }] },
      'a1',
    ],
    [
      'a part whose whole is excluded moves up',
      { 'include-controls': [{ 'with-ids': ['a1.1'] }], 'exclude-controls': [{ 'with-ids': ['a1'] }] },
      'a1.1',
    ],
  ] as const)('selects %s', async (_, directive, expected) => {
    expect(outline((await resolve(profile(importing(directive)))).body)).toBe(expected)
  })

  it('names identifiers that select nothing', async () => {
    const { codes, diagnostics } = await resolve(
      profile(importing({ 'include-controls': [{ 'with-ids': ['a1', 'zz'] }] })),
    )
    expect(codes).toEqual(['formats.oscal-unknown-control'])
    expect(diagnostics[0]?.at?.pointer).toBe('/profile/imports/0/include-controls/0')
  })

  it.each([
    ['flat', { flat: {} }, 'a1 a1.1 a2 b1'],
    ['as it is', { 'as-is': true }, 'g1(a1[a1.1] a2) g2(b1)'],
    [
      'as custom groups',
      {
        custom: {
          groups: [
            {
              id: 'x',
              title: 'X',
              'insert-controls': [{ order: 'descending', 'include-controls': [{ matching: [{ pattern: 'a*' }] }] }],
            },
          ],
          'insert-controls': [{ 'include-controls': [{ 'with-ids': ['b1'] }] }],
        },
      },
      'x(a2 a1.1 a1) b1',
    ],
  ])('structures %s', async (_, merge, expected) => {
    const { body } = await resolve(
      profile({ ...importing({ 'include-controls': [{ 'with-ids': ['a1.1', 'a2', 'b1'] }] }), merge }),
    )
    expect(outline(body)).toBe(expected)
  })

  it('combines two imports: keeps clashes and says so, or uses the first, or merges', async () => {
    const twice = {
      imports: [
        { href: 'catalog.json', 'include-controls': [{ 'with-ids': ['a2'] }] },
        { href: 'other.json', 'include-controls': [{ 'with-ids': ['a2', 'b1'] }] },
      ],
    }
    const other = {
      catalog: {
        ...CATALOG,
        groups: [
          {
            id: 'g1',
            controls: [
              { id: 'a2', title: 'Other A2', props: [{ name: 'x', value: 'y' }] },
              { id: 'b1', title: 'Other B1' },
            ],
          },
        ],
      },
    }
    const keep = await resolve(profile(twice), { 'other.json': other })
    expect([outline(keep.body), keep.codes]).toEqual(['a2 a2 b1', ['formats.oscal-clash']])
    const first = await resolve(profile({ ...twice, merge: { combine: { method: 'use-first' }, 'as-is': true } }), {
      'other.json': other,
    })
    expect([outline(first.body), first.codes]).toEqual(['g1(a2 b1)', []])
    const merged = await resolve(profile({ ...twice, merge: { combine: { method: 'merge' } } }), {
      'other.json': other,
    })
    expect((merged.body.controls as unknown[])[0]).toEqual({
      id: 'a2',
      title: 'A2',
      props: [{ name: 'x', value: 'y' }],
    })
  })

  it('keeps loose parameters and resources that something refers to, and no others', async () => {
    const { body } = await resolve(
      profile({ ...importing({ 'include-controls': [{ 'with-ids': ['a1'] }] }), merge: { 'as-is': true } }),
    )
    expect((body.params as { id: string }[]).map((p) => p.id)).toEqual(['loose'])
    expect((body['back-matter'] as { resources: { uuid: string }[] }).resources.map((r) => r.uuid)).toEqual([
      'r1',
      'kept',
    ])
    expect((body.groups as { params: unknown[] }[])[0]?.params).toHaveLength(1)
  })

  it('sets parameters', async () => {
    const { body, codes } = await resolve(
      profile({
        ...importing({ 'include-controls': [{ 'with-ids': ['a1'] }] }),
        modify: {
          'set-parameters': [
            { 'param-id': 'a1-p', values: ['v'], label: 'new', constraints: [{ description: 'c' }] },
            { 'param-id': 'loose', values: ['w'] },
            { 'param-id': 'nowhere', values: ['x'] },
          ],
        },
      }),
    )
    expect((body.controls as { params: unknown }[])[0]?.params).toEqual([
      { id: 'a1-p', label: 'new', values: ['v'], constraints: [{ description: 'c' }] },
    ])
    expect(body.params).toEqual([{ id: 'loose', label: 'loose', values: ['w'] }])
    expect(codes).toEqual(['formats.oscal-unknown-control'])
  })

  it('alters: adds at each position, removes by every criterion given', async () => {
    const add = (more: object) => ({ 'control-id': 'a1', adds: [more] })
    const { body, codes } = await resolve(
      profile({
        ...importing({ 'include-controls': [{ 'with-ids': ['a1'] }] }),
        modify: {
          alters: [
            add({ position: 'starting', props: [{ name: 'first', value: '1' }] }),
            add({ position: 'ending', props: [{ name: 'last', value: '2' }], parts: [{ name: 'note', prose: 'n' }] }),
            add({ position: 'before', 'by-id': 'a1-s.b', parts: [{ id: 'x', name: 'item', prose: 'x' }] }),
            add({ position: 'after', 'by-id': 'a1-s.b', parts: [{ id: 'y', name: 'item', prose: 'y' }] }),
            add({ position: 'ending', 'by-id': 'a1-s.a', parts: [{ id: 'z', name: 'item' }] }),
            add({ 'by-id': 'nothing', parts: [] }),
            {
              'control-id': 'a1',
              removes: [{ 'by-item-name': 'param' }, { 'by-name': 'label' }, { 'by-id': 'y', 'by-name': 'other' }],
            },
          ],
        },
      }),
    )
    const [control] = body.controls as {
      props: { name: string }[]
      params?: unknown
      parts: { parts: { id: string; parts?: unknown[] }[] }[]
    }[]
    expect(control?.props.map((p) => p.name)).toEqual(['first', 'last'])
    expect(control?.params).toBeUndefined()
    expect(control?.parts[0]?.parts.map((p) => p.id)).toEqual(['a1-s.a', 'x', 'a1-s.b', 'y'])
    expect(control?.parts[0]?.parts[0]?.parts).toHaveLength(1)
    expect(codes).toEqual(['formats.oscal-unknown-control'])
  })

  it('resolves profiles of profiles', async () => {
    const inner = profile(importing({ 'include-controls': [{ 'with-ids': ['a1', 'a2'] }] })) as {
      profile: Record<string, unknown>
    }
    inner.profile.uuid = 'inner'
    const { body, metadata } = await resolve(
      profile({ imports: [{ href: 'inner.json', 'include-controls': [{ 'with-ids': ['a2'] }] }] }),
      { 'inner.json': inner },
    )
    expect(outline(body)).toBe('a2')
    expect(metadata).toMatchObject({ 'oscal-version': '1.1.3', 'last-modified': '2026-02-01T00:00:00Z' })
  })

  it('names what is missing, circular or no catalogue, and gives nothing then', async () => {
    expect(await resolve(profile({ imports: [{ href: 'gone.json', 'include-all': {} }] }))).toMatchObject({
      catalog: undefined,
      codes: ['formats.oscal-import-missing'],
    })
    expect(
      await resolve(profile({ imports: [{ href: 'self.json', 'include-all': {} }] }), {
        'self.json': profile({ imports: [] }),
      }),
    ).toMatchObject({ catalog: undefined, codes: ['formats.oscal-import-circular'] })
    expect(
      await resolve(profile({ imports: [{ href: 'x.json', 'include-all': {} }] }), { 'x.json': '{"a": 1}' }),
    ).toMatchObject({ catalog: undefined, codes: ['formats.oscal-import-unsuitable'] })
    expect(await resolve(profile({ imports: [{ href: '#none', 'include-all': {} }] }))).toMatchObject({
      catalog: undefined,
      codes: ['formats.oscal-resource'],
    })
  })

  describe('imports by a resource of the back matter', () => {
    const by = (resource: object) =>
      profile(
        { imports: [{ href: '#u', 'include-controls': [{ 'with-ids': ['a2'] }] }] },
        { resources: [{ uuid: 'u', ...resource }] },
      )
    const text = JSON.stringify(FILES['catalog.json'])

    it('try each link, those of readable media first', async () => {
      expect(
        outline(
          (
            await resolve(
              by({
                rlinks: [
                  { href: 'paper.pdf', 'media-type': 'application/pdf' },
                  { href: 'gone.xml', 'media-type': 'application/oscal.catalog+xml' },
                  { href: 'catalog.json', 'media-type': 'application/oscal.catalog+json' },
                ],
              }),
              { 'paper.pdf': 'not OSCAL' },
            )
          ).body,
        ),
      ).toBe('a2')
      expect(
        (await resolve(by({ rlinks: [{ href: 'gone.xml' }, { href: 'gone.json' }] }))).diagnostics[0]?.message,
      ).toContain('gone.xml, gone.json')
    })

    it('read content that is embedded', async () => {
      expect(
        outline(
          (await resolve(by({ base64: { filename: 'c.json', value: Buffer.from(text).toString('base64') } }))).body,
        ),
      ).toBe('a2')
      expect((await resolve(by({ base64: { value: '*' } }))).codes).toEqual(['formats.oscal-resource'])
    })

    it('are held to the hashes that pin them', async () => {
      const pinned = (algorithm: string, value: string) =>
        by({ rlinks: [{ href: 'catalog.json', hashes: [{ algorithm, value }] }] })
      expect((await resolve(pinned('SHA-256', sha256OfBytes(bytesOf(text))))).codes).toEqual([])
      expect((await resolve(pinned('SHA-512', sha512OfBytes(bytesOf(text)).toUpperCase()))).codes).toEqual([])
      expect(await resolve(pinned('SHA-256', '00'))).toMatchObject({
        catalog: undefined,
        codes: ['formats.oscal-import-hash'],
      })
      expect((await resolve(pinned('MD5', '00'))).codes).toEqual(['formats.oscal-hash-unknown'])
    })
  })

  it('gives the same catalogue, to the byte, each time', async () => {
    const value = profile({ ...importing({ 'include-all': {} }), merge: { 'as-is': true } })
    expect(JSON.stringify((await resolve(value)).catalog)).toBe(JSON.stringify((await resolve(value)).catalog))
  })
})

describe('SHA-512', () => {
  it.each([
    [
      '',
      'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
    ],
    [
      'abc',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
  ])('of %j is that of the standard', (text, hash) => {
    expect(sha512OfBytes(bytesOf(text))).toBe(hash)
  })
})

describe('patterns', () => {
  it.each([
    ['ac*', 'ac-1', true],
    ['a?-1', 'ac-1', true],
    ['*-1', 'ac-1', true],
    ['*', '', true],
    ['ac-1', 'ac-10', false],
    ['a*c*1', 'abxc91', true],
    ['', 'x', false],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(isGlobMatch(pattern, text)).toBe(expected)
  })

  it('take no more than their product', () => {
    expect(isGlobMatch('*a'.repeat(500), 'a'.repeat(5000))).toBe(true)
  }, 2000)
})
