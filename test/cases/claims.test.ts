/** Security claims: read with places, compared part by part, put to a demand, taken from a security target and from a dossier. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecodedClaim, readClaim } from '#catalogue/index.ts'
import {
  type ClaimCondition,
  type ClaimDemand,
  type ClaimedPart,
  claimFromSecurityTarget,
  compareConditions,
  compareRequirements,
  compareScopes,
  coverage,
  covers,
  mirrored,
  ordersIn,
  type SecurityClaim,
  type Stated,
} from '#domain/assurance/index.ts'
import { checkClaim, claimOfDossier, compareClaims, type DemandAspect } from '#domain/questions/index.ts'
import { date } from '#util/calendar-date.ts'
import { assuranceCatalogue } from '../support/assurance.ts'

const catalogue = assuranceCatalogue('requirements/')
const DAY = date('2026-11-25')

const LOCK = `
claim: 1
id: lock
name: Claim for the lock
target: { type: product, name: Example Lock, version: "2.3" }
by: { name: Example Home ApS (invented), country: DK }
scope:
  parts:
    - { id: lock, name: Lock, versions: ["2.3", "2.4"], configurations: [factory settings], interfaces: [bluetooth, wi-fi] }
    - { id: service, name: Service for opening from afar, versions: all, configurations: all, interfaces: [web] }
  excluded:
    - { id: debug-port, says: the port for repairs under the cover }
environment:
  - { id: door, says: "the door is locked by the bolt, not by the handle" }
assumptions:
  - { id: phone, says: the telephone asks for a code, by: owner }
requirements:
  - { set: en-303-645, requirements: all }
level: bsz
attacker: basic
evidence:
  - { id: c1, kind: certificate, says: "certificate (invented)", certificate: "bsz:EXAMPLE-1", on: 2026-05-01, expires: 2028-04-30 }
validity: { from: 2026-05-01, until: 2028-04-30 }
`

function read(text: string): DecodedClaim {
  return readClaim('claim.yaml', text, catalogue)
}

function claim(text: string): SecurityClaim {
  const decoded = read(text)
  if (decoded.kind === 'claim') return decoded.claim
  throw new Error(decoded.diagnostics.map((d) => d.message).join('; '))
}

function demand(text: string): ClaimDemand {
  const decoded = read(`demand: 1\nid: d\nname: What we ask\n${text}`)
  if (decoded.kind === 'demand') return decoded.demand
  throw new Error(decoded.diagnostics.map((d) => d.message).join('; '))
}

const lock = claim(LOCK)

describe('the form', () => {
  it('is read into what it means', () => {
    expect(lock).toMatchObject({
      id: 'lock',
      target: { type: 'product', version: '2.3' },
      conditions: [
        { id: 'door', kind: 'environment' },
        { id: 'phone', kind: 'assumption', by: 'owner' },
      ],
      level: 'bsz',
      validity: { until: '2028-04-30' },
    })
    expect(lock.scope.parts[1]?.versions).toBe('all')
  })

  it.each([
    ['level: EAL9', 'claim.level', 'EAL1 to EAL7'],
    ['level: AL3', 'claim.level-ambiguous', 'tisax-al3'],
    ['requirements: [ { set: en-303-645, requirements: ["5.99-1"] } ]', 'claim.requirement', '5.99-1'],
    ['validity: { from: 2026-05-01, until: 2026-04-30 }', 'claim.days', 'until'],
    ['assumptions: [ { id: door, says: twice } ]', 'claim.duplicate-id', 'door'],
  ])('%s is refused with a place', (line, code, word) => {
    const key = line.slice(0, line.indexOf(':'))
    const text = LOCK.replace(new RegExp(`^${key}:.*\\n(?: .*\\n)*`, 'm'), `${line}\n`)
    const decoded = read(text)
    const found = decoded.diagnostics.find((d) => d.code === code)
    expect(decoded.kind).toBe('refused')
    expect(`${found?.message} ${found?.hint}`).toContain(word)
    expect(found?.at?.line).toBe(text.split('\n').findIndex((l) => l.startsWith(key)) + 1)
  })

  it('what is in cannot be out', () => {
    const decoded = read(LOCK.replace('id: debug-port', 'id: bluetooth'))
    expect(decoded.diagnostics.map((d) => d.code)).toEqual(['claim.in-and-out'])
  })

  it('warns where the attacker class is beyond what the level looks for', () => {
    const decoded = read(LOCK.replace('level: bsz', 'level: ccra-eal2').replace('attacker: basic', 'attacker: high'))
    expect(decoded.kind).toBe('claim')
    expect(decoded.diagnostics.map((d) => [d.code, d.severity])).toEqual([['claim.attacker', 'warning']])
  })

  it('in the manual is the form that is read', () => {
    const manual = readFileSync(join(import.meta.dirname, '../../docs/security-claim.md'), 'utf8')
    const examples = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => read(text as string))
    expect(examples.map((e) => [e.kind, e.diagnostics])).toEqual([
      ['claim', []],
      ['demand', []],
    ])
  })

  it('is either a claim or a demand', () => {
    expect(read('id: x').diagnostics.map((d) => d.code)).toEqual(['claim.neither'])
  })
})

describe('two claims', () => {
  function beside(text: string) {
    return compareClaims(lock, claim(text), catalogue, DAY)
  }

  it('the same', () => {
    const c = beside(LOCK)
    expect([c.scope.orders, c.conditions.orders, c.requirements.orders, c.attacker, c.assurance, c.combined]).toEqual(
      Array.from({ length: 6 }, () => ['equal']),
    )
  })

  it('wider in versions of one part', () => {
    const c = beside(LOCK.replace('["2.3", "2.4"]', '["2.3"]'))
    expect([c.scope.orders, c.combined]).toEqual([['above'], ['above']])
    expect(c.scope.parts.map((p) => [p.id, p.orders])).toEqual([
      ['lock', ['above']],
      ['service', ['equal']],
    ])
  })

  it('narrower by a part that only the other has', () => {
    const c = beside(
      LOCK.replace(
        '  excluded:',
        '    - { id: app, name: Application, versions: all, configurations: all, interfaces: all }\n  excluded:',
      ),
    )
    expect(c.scope.orders).toEqual(['below'])
    expect(c.scope.parts.at(-1)).toMatchObject({ id: 'app', in: 'second-only' })
  })

  it('different: wider in one part, narrower in another', () => {
    const c = beside(
      LOCK.replace('["2.3", "2.4"]', '["2.3"]').replace('interfaces: [web]', 'interfaces: [web, telephone]'),
    )
    expect([c.scope.orders, c.combined]).toEqual([['incomparable'], ['incomparable']])
    expect(c.because.says).toMatch(/different/)
  })

  it('a condition more is a claim less', () => {
    const c = beside(
      LOCK.replace('  - { id: door, says: "the door is locked by the bolt, not by the handle" }\n', '  []\n'),
    )
    expect([c.conditions.orders, c.combined]).toEqual([['below'], ['below']])
  })

  it('the same condition in other words is for a person to compare', () => {
    const c = beside(LOCK.replace('asks for a code', 'is protected'))
    expect(c.conditions.orders).toHaveLength(4)
    expect(c.conditions.worded.map((w) => w.first.id)).toEqual(['phone'])
    expect(c.combined).toHaveLength(4)
  })

  it('an exclusion of which the other says nothing leaves open whether it is in there', () => {
    const c = beside(LOCK.replace(/ {2}excluded:\n.*\n/, ''))
    // The second part of the other claim takes all configurations, so the lists do not settle it.
    expect(c.scope.orders).toEqual(['equal', 'below'])
  })

  it('what is not stated stays open', () => {
    const c = beside(LOCK.replace('interfaces: [bluetooth, wi-fi]', 'note: nothing said of interfaces'))
    expect(c.scope.orders).toHaveLength(4)
  })

  it('requirements by inclusion, all of a set against some of it', () => {
    const c = beside(LOCK.replace('set: en-303-645, requirements: all', 'set: en-303-645, requirements: ["5.1-1"]'))
    expect(c.requirements.orders).toEqual(['above'])
    expect(c.requirements.notCoveredBySecond.length).toBeGreaterThan(10)
  })

  it('of two sets it is not known by name whether the one has the other', () => {
    const c = beside(LOCK.replace('set: en-303-645,', 'set: cra-annex-i,'))
    expect(c.requirements.orders).toHaveLength(4)
    expect(c.combined).toHaveLength(4)
  })

  it('assurance by level, with published recognitions beside', () => {
    const c = beside(LOCK.replace('level: bsz', 'level: cspn'))
    expect(c.assurance).toEqual(c.levels[0]?.assurance)
    expect(c.recognitions.some((r) => r.accepts === 'each-as-the-other')).toBe(true)
    expect(c.levels[0]?.scope).toEqual(['equal'])
  })

  it('of a product and of an organisation are not comparable', () => {
    const c = beside(LOCK.replace('type: product', 'type: organisation').replace('level: bsz', 'level: iso27001'))
    expect([c.assurance, c.combined]).toEqual([['not-comparable'], ['not-comparable']])
  })
})

describe('a claim against a demand', () => {
  function aspects(text: string): Partial<Record<DemandAspect, string>> {
    const { items } = checkClaim(lock, demand(text), catalogue, DAY)
    return Object.fromEntries(items.map((i) => [i.aspect, i.because.verdict]))
  }

  it('what is not asked is not checked, but conditions have to be accepted', () => {
    const check = checkClaim(lock, demand(''), catalogue, DAY)
    expect(check.items.map((i) => i.aspect)).toEqual(['conditions', 'conditions', 'validity'])
    expect(check.met).toBe('not-known')
  })

  it('is met', () => {
    const check = checkClaim(
      lock,
      demand(`
target: { type: product }
scope: { parts: [ { id: lock, name: Lock, versions: ["2.4"], interfaces: [bluetooth] } ] }
requirements: [ { set: en-303-645, requirements: ["5.1-1"] } ]
level: bsz
attacker: basic
accepts: [door, phone]
evidence: [certificate]
valid: { on: 2027-01-01, until: 2028-01-01 }
`),
      catalogue,
      DAY,
    )
    expect(check.items.filter((i) => i.met !== 'yes').map((i) => i.because.says)).toEqual([])
    expect([check.met, check.because.verdict]).toEqual(['yes', 'holds'])
  })

  it.each([
    ['scope: { parts: [ { id: lock, name: Lock, versions: ["2.5"] } ] }', 'scope', 'fails'],
    ['scope: { parts: [ { id: app, name: Application } ] }', 'scope', 'fails'],
    ['scope: { parts: [ { id: service, name: Service, configurations: [any] } ] }', 'scope', 'holds'],
    ['scope: { parts: [ { id: lock, name: Lock, configurations: all } ] }', 'scope', 'open'],
    ['level: product:B', 'level', 'fails'],
    ['level: eucc-eal4-van3', 'level', 'fails'],
    ['level: nothing at all', 'level', 'open'],
    ['attacker: moderate', 'attacker', 'fails'],
    ['requirements: [ { set: cra-annex-i, requirements: all } ]', 'requirements', 'open'],
    ['accepts: all', 'conditions', undefined],
    ['evidence: [test]', 'evidence', 'fails'],
    ['valid: { until: 2029-01-01 }', 'validity', 'fails'],
    ['valid: { on: 2026-01-01 }', 'validity', 'fails'],
    ['target: { type: service }', 'target', 'fails'],
  ] as const)('%s', (text, aspect, verdict) => {
    if (text.includes('nothing at all')) {
      const bare: ClaimDemand = { ...demand(''), level: 'nothing at all' }
      expect(checkClaim(lock, bare, catalogue, DAY).items.find((i) => i.aspect === 'level')?.because.verdict).toBe(
        verdict,
      )
    } else expect(aspects(text)[aspect]).toBe(verdict)
  })

  it('a level asked, a level held that a recognition accepts: said beside, not merged', () => {
    const check = checkClaim(lock, demand('level: cspn\naccepts: all'), catalogue, DAY)
    expect(check.recognitions.length).toBeGreaterThan(0)
    expect(check.items.find((i) => i.aspect === 'level')?.met).not.toBe('yes')
  })

  it('evidence without an end leaves it open', () => {
    const open = { ...lock, evidence: lock.evidence.map(({ expires: _, ...e }) => e), validity: {} }
    const check = checkClaim(open, demand('evidence: [certificate]\naccepts: all'), catalogue, DAY)
    expect(check.items.map((i) => [i.aspect, i.met])).toEqual([
      ['evidence', 'not-known'],
      ['validity', 'not-known'],
    ])
  })
})

describe('a claim from the summary of a security target', () => {
  const SUMMARY = `
ST Title: Security Target for Example Firewall
ST Version: 1.2
ST Date: 2026-03-01
TOE Name: Example Firewall
TOE Version: 4.1
TOE Type: network firewall
Developer: Example SA (invented)
CC Version: 3.1 Revision 5
Assurance Package: EAL4 augmented by ALC_FLR.2 and AVA_VAN.3
PP Conformance: none
Security Functional Requirements: FAU_GEN.1, FAU_GEN.2, FCS_CKM.1 and FCS_TLS_EXT.1
Interfaces: management, network
A.PHYSICAL: it stands in a locked room
OE.ADMIN: administrators are trained
Number of pages: 80
`

  it('takes what the introduction says', () => {
    const { claim: made, left } = claimFromSecurityTarget(SUMMARY)
    expect(made).toMatchObject({
      id: 'example-firewall',
      name: 'Security Target for Example Firewall',
      target: { name: 'Example Firewall', version: '4.1', summary: 'network firewall' },
      scope: { parts: [{ versions: ['4.1'], interfaces: ['management', 'network'] }] },
      conditions: [
        { id: 'a.physical', kind: 'assumption' },
        { id: 'oe.admin', kind: 'environment' },
      ],
      requirements: [
        { set: 'cc-sfr', requirements: ['FAU_GEN', 'FCS_CKM'] },
        { set: 'cc-sfr-extended', requirements: ['FCS_TLS_EXT.1'] },
      ],
      level: 'EAL4 augmented by ALC_FLR.2 and AVA_VAN.3',
      validity: { from: '2026-03-01' },
    })
    expect(left).toEqual([{ line: 16, says: 'Number of pages: 80' }])
  })

  it('can be put to a demand', () => {
    const { claim: made } = claimFromSecurityTarget(SUMMARY)
    const check = checkClaim(made as SecurityClaim, demand('level: cc31-eal4\naccepts: all'), catalogue, DAY)
    expect(check.items.find((i) => i.aspect === 'level')?.met).toBe('yes')
  })

  it('of nothing is nothing', () => {
    expect(claimFromSecurityTarget('hello')).toEqual({ claim: undefined, left: [{ line: 1, says: 'hello' }] })
  })
})

describe('laws', () => {
  const some = fc.subarray(['a', 'b', 'c'])
  const anyStated: fc.Arbitrary<Stated> = fc.oneof(some, fc.constant('all' as const), fc.constant(undefined))
  const anyPart = (id: string): fc.Arbitrary<ClaimedPart> =>
    fc.record({
      id: fc.constant(id),
      name: fc.constant(id),
      versions: anyStated,
      configurations: anyStated,
      interfaces: anyStated,
    })
  const anyScope = fc
    .tuple(fc.option(anyPart('x')), fc.option(anyPart('y')))
    .map((parts) => ({ parts: parts.filter((p) => p !== null), excluded: [] }))

  it('comparison from the other side is the mirror image', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (a, b) => {
        expect(compareScopes(b, a).orders).toBe(mirrored(compareScopes(a, b).orders))
      }),
    )
  })

  it('whatever the open parts turn out to be, the order of the lists is among the possible ones', () => {
    const settle = (stated: Stated, chosen: readonly string[]): Stated =>
      stated === undefined ? chosen : stated === 'all' ? ['a', 'b', 'c', 'd'] : stated
    fc.assert(
      fc.property(anyStated, anyStated, some, some, (a, b, x, y) => {
        const [s, t] = [settle(a, x) as readonly string[], settle(b, y) as readonly string[]]
        const above = t.every((w) => s.includes(w))
        const below = s.every((w) => t.includes(w))
        const order = above && below ? 'equal' : above ? 'above' : below ? 'below' : 'incomparable'
        const part = { id: 'x', name: 'x', configurations: [], interfaces: [] }
        const compared = compareScopes(
          { parts: [{ ...part, versions: a }], excluded: [] },
          { parts: [{ ...part, versions: b }], excluded: [] },
        )
        expect(ordersIn(compared.orders)).toContain(order)
      }),
    )
  })

  it('more conditions never make a claim wider', () => {
    const conditions: readonly ClaimCondition[] = ['p', 'q', 'r'].map((id) => ({ id, says: id, kind: 'assumption' }))
    fc.assert(
      fc.property(fc.subarray([...conditions]), fc.subarray([...conditions]), (a, more) => {
        const wider = [...new Set([...a, ...more])]
        expect(ordersIn(compareConditions(wider, a).orders)).not.toContain('above')
      }),
    )
  })

  it('coverage agrees with inclusion where everything is listed', () => {
    const ids = fc.subarray(['1', '2', '3', '4'])
    fc.assert(
      fc.property(ids, ids, (own, wanted) => {
        const a = [{ set: 's', requirements: own }]
        const b = [{ set: 's', requirements: wanted }]
        expect(coverage(a, b).verdict).toBe(wanted.every((w) => own.includes(w)) ? 'yes' : 'no')
        expect(compareRequirements(b, a).orders).toBe(mirrored(compareRequirements(a, b).orders))
      }),
    )
  })

  it('everything covers everything, and nothing said covers only nothing', () => {
    expect([
      covers('all', 'all'),
      covers('all', undefined),
      covers(undefined, []),
      covers(undefined, ['a']),
      covers([], 'all'),
    ]).toEqual(['yes', 'yes', 'yes', 'not-known', 'not-known'])
  })
})

describe('the claim of a dossier', () => {
  it('is what its parts promise, under what they hand on', () => {
    const made = claimOfDossier(
      {
        id: 'd',
        name: 'Example',
        target: { type: 'product', version: '1' },
        sectors: [],
        markets: [],
        dates: {},
        facts: new Map(),
        parts: [
          {
            id: 'p',
            name: 'Part',
            origin: 'made',
            version: '1',
            certificates: ['cmvp:1'],
            dependsOn: [],
            guarantees: [{ id: 'g', says: 'g', requirements: [{ set: 'cra-annex-i', requirement: 'I.2.a' }] }],
            assumptions: [
              { id: 'met', says: 'met', dischargedBy: ['other'] },
              { id: 'handed-on', says: 'handed on', dischargedBy: ['environment'] },
              { id: 'open', says: 'open', dischargedBy: [] },
            ],
          },
        ],
        bills: [],
        certificates: [
          {
            id: 'cmvp:1',
            level: 'fips140-3-l1',
            scope: { versions: ['1'], configurations: ['approved mode'] },
            expires: date('2027-01-01'),
            status: [],
            covers: [],
            caveats: [],
            invented: true,
          },
        ],
        evidence: [],
        demands: [],
        risks: [],
        constraints: { horizonYears: 5, euAnchoredOnly: false, excludedOptions: [] },
        overrides: [],
      },
      { on: DAY, level: 'product:C' },
    )
    expect(made).toMatchObject({
      scope: { parts: [{ id: 'p', versions: ['1'], configurations: ['approved mode'] }] },
      conditions: [
        { id: 'handed-on', kind: 'environment' },
        { id: 'open', kind: 'assumption' },
      ],
      requirements: [{ set: 'cra-annex-i', requirements: ['I.2.a'] }],
      level: 'product:C',
      evidence: [{ certificate: 'cmvp:1', says: 'fips140-3-l1 (invented for an example)' }],
      validity: { from: '2026-11-25', until: '2027-01-01' },
    })
  })
})
