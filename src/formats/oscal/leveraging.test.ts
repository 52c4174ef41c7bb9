/** Plans that lean on others: a sound pair, every reference of it turned to every other object, and what is left open. */
import { describe, expect, it } from 'vitest'
import { checkLeveraging, isSystemSecurityPlan } from './leveraging.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A small plan of our own that gives one capability with one responsibility. */
function base() {
  return {
    'system-security-plan': {
      uuid: uuid(1),
      metadata: {
        title: 'Infrastructure',
        roles: [{ id: 'operator', title: 'Operator' }],
        parties: [{ uuid: uuid(2), type: 'organization', name: 'Host' }],
      },
      'system-implementation': {
        components: [{ uuid: uuid(3), type: 'this-system', title: 'Infrastructure', description: 'all of it' }],
      },
      'control-implementation': {
        'implemented-requirements': [
          {
            uuid: uuid(4),
            'control-id': 'ac-2',
            'by-components': [
              {
                uuid: uuid(5),
                'component-uuid': uuid(3),
                export: {
                  provided: [
                    { uuid: uuid(6), 'responsible-roles': [{ 'role-id': 'operator', 'party-uuids': [uuid(2)] }] },
                  ],
                  responsibilities: [{ uuid: uuid(7), 'provided-uuid': uuid(6) }],
                },
              },
            ],
          },
        ],
      },
    },
  }
}

/** A plan that inherits it and satisfies the responsibility. */
function top() {
  return {
    'system-security-plan': {
      uuid: uuid(21),
      metadata: {
        title: 'Application',
        roles: [{ id: 'admin', title: 'Administrator' }],
        parties: [{ uuid: uuid(22), type: 'organization', name: 'Provider' }],
        'responsible-parties': [{ 'role-id': 'admin', 'party-uuids': [uuid(22)] }],
      },
      'system-implementation': {
        'leveraged-authorizations': [
          {
            uuid: uuid(23),
            title: 'Infrastructure',
            'party-uuid': uuid(22),
            links: [{ href: `#${uuid(29)}`, rel: 'plan' }],
          },
        ],
        users: [{ uuid: uuid(28), 'role-ids': ['admin'] }],
        components: [
          { uuid: uuid(24), type: 'this-system', title: 'Application', description: 'all of it' },
          {
            uuid: uuid(25),
            type: 'system',
            title: 'Infrastructure',
            description: 'leveraged',
            props: [
              { name: 'leveraged-authorization-uuid', value: uuid(23) },
              { name: 'inherited-uuid', value: uuid(3) },
            ],
          },
        ],
      },
      'control-implementation': {
        'implemented-requirements': [
          {
            uuid: uuid(26),
            'control-id': 'ac-2',
            'by-components': [
              {
                uuid: uuid(27),
                'component-uuid': uuid(25),
                inherited: [{ uuid: uuid(30), 'provided-uuid': uuid(6) }],
                satisfied: [{ uuid: uuid(31), 'responsibility-uuid': uuid(7) }],
              },
            ],
          },
        ],
      },
      'back-matter': { resources: [{ uuid: uuid(29), title: 'The plan of the infrastructure' }] },
    },
  }
}

const file = (name: string, value: unknown) => ({ file: name, bytes: new TextEncoder().encode(JSON.stringify(value)) })
const codes = (value: unknown, leveraged: readonly unknown[] = [base()]) =>
  checkLeveraging(
    file('top.json', value),
    leveraged.map((v) => file('base.json', v)),
  ).diagnostics.map((d) => d.code)

/** Places of the references of a plan: every string that is an identifier and stands under a key that names another object. */
const REFERENCES =
  /^(?:role-id|role-ids|party-uuid|party-uuids|component-uuid|provided-uuid|responsibility-uuid|value|href)$/

function referencesOf(
  value: unknown,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => referencesOf(v, [...at, i]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([k, v]) => referencesOf(v, [...at, k]))
  const key = at.findLast((k) => typeof k === 'string') as string
  return REFERENCES.test(key) && typeof value === 'string' ? [at] : []
}

function changed(plan: unknown, at: readonly (string | number)[], to: string): unknown {
  const copy = structuredClone(plan)
  let here = copy as Record<string | number, unknown>
  for (const k of at.slice(0, -1)) here = here[k] as Record<string | number, unknown>
  const last = at.at(-1) as string | number
  here[last] = String(here[last]).startsWith('#') ? `#${to}` : to
  return copy
}

describe('a plan that leverages another', () => {
  it('is in order when each reference names what it should, in the plan where it stands', () => {
    expect(codes(top())).toEqual([])
    expect(codes(base(), [])).toEqual([])
    const { value } = checkLeveraging(file('top.json', top()), [file('base.json', base())])
    expect(value).toMatchObject({
      title: 'Application',
      leveragedAuthorizations: 1,
      inherited: 1,
      satisfied: 1,
      open: [],
    })
  })

  it('has every reference found that is turned to another object of either plan, or to nothing', () => {
    const ids = ['admin', 'operator', ...Array.from({ length: 32 }, (_, i) => uuid(i))]
    const places = referencesOf(top())
    expect(places.length).toBe(10)
    let found = 0
    for (const at of places) {
      for (const to of ids) {
        const plan = changed(top(), at, to)
        if (JSON.stringify(plan) === JSON.stringify(top())) continue
        // A link may lead to any object of its own plan; an identifier of the plan itself stands in no list.
        const isLink = at.at(-1) === 'href'
        const own = [22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map(uuid)
        if (isLink && (own.includes(to) || to === 'admin')) continue
        // The same kind is right, whichever object it is.
        const isSameKind = at.at(-1) === 'component-uuid' && (to === uuid(24) || to === uuid(25))
        if (isSameKind) continue
        const told = codes(plan)
        expect([
          at.join('/'),
          to,
          told.some((c) => c.startsWith('oscal.') && c !== 'oscal.responsibility-open'),
        ]).toEqual([at.join('/'), to, true])
        found += 1
      }
    }
    expect(found).toBeGreaterThan(300)
  })

  it('names what should stand in the place of a capability that is given as a responsibility', () => {
    const plan = top()
    const [requirement] = plan['system-security-plan']['control-implementation']['implemented-requirements']
    const part = requirement?.['by-components'][0] as { satisfied: { uuid: string; 'responsibility-uuid': string }[] }
    part.satisfied = [{ uuid: uuid(31), 'responsibility-uuid': uuid(6) }]
    const [first] = checkLeveraging(file('top.json', plan), [file('base.json', base())]).diagnostics
    expect(first?.code).toBe('oscal.wrong-kind')
    expect(first?.message).toContain('is a provided capability')
    expect(first?.hint).toContain(uuid(7))
    expect(first?.at?.pointer).toBe(
      '/system-security-plan/control-implementation/implemented-requirements/0/by-components/0/satisfied/0/responsibility-uuid',
    )
  })

  it('tells a responsibility that comes with what is inherited and that nobody satisfies', () => {
    const plan = top()
    const [requirement] = plan['system-security-plan']['control-implementation']['implemented-requirements']
    const part = requirement?.['by-components'][0] as { satisfied?: unknown }
    delete part.satisfied
    expect(codes(plan)).toEqual(['oscal.responsibility-open'])
    expect(checkLeveraging(file('top.json', plan), [file('base.json', base())]).value?.open).toEqual([
      { responsibility: uuid(7), provided: uuid(6) },
    ])
  })

  it('without the leveraged plan says what could not be checked, and finds no fault in it', () => {
    const { value, diagnostics } = checkLeveraging(file('top.json', top()), [])
    expect(diagnostics.map((d) => [d.code, d.severity])).toEqual([['oscal.leveraged-absent', 'note']])
    expect(value?.unchecked).toBe(3)
    expect(value?.open).toBeUndefined()
  })

  it('tells one identifier for two objects, and counts what it does not show', () => {
    const plan = top()
    plan['system-security-plan']['system-implementation'].users[0] = { uuid: uuid(24), 'role-ids': ['admin'] }
    expect(codes(plan)).toContain('oscal.double-identifier')
    const many = top()
    many['system-security-plan']['system-implementation'].users = Array.from({ length: 150 }, (_, i) => ({
      uuid: uuid(100 + i),
      'role-ids': ['nobody'],
    }))
    const told = codes(many)
    expect(told.filter((c) => c === 'oscal.dangling').length).toBe(100)
    expect(told.at(-1)).toBe('oscal.more')
  })

  it('is known by its start, in JSON and in YAML, and nothing else is', () => {
    const of = (text: string) => isSystemSecurityPlan(new TextEncoder().encode(text))
    expect(of(JSON.stringify(top()))).toBe(true)
    expect(of('system-security-plan:\n  uuid: x\n')).toBe(true)
    expect(of('{"catalog": {}}')).toBe(false)
    expect(of('metascheme: 1\nname: about a system-security-plan\n')).toBe(false)
    expect(checkLeveraging(file('x.json', { catalog: {} }), []).diagnostics.map((d) => d.code)).toEqual([
      'formats.unknown-format',
    ])
  })
})
