/**
 * System security plans that lean on others: whether every reference leads to an object of the right kind, in the plan itself or in the
 * plan of the system that is leveraged, and which responsibilities of the leveraged system nobody has taken over.
 *
 * OSCAL's schema can only ask that a reference is an identifier. What it has to name, and in which of the two plans, is in the metaschema's words
 * for each field. Source: OSCAL 1.2, system security plan model; NIST's examples of a leveraged and a leveraging system.
 */
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { by } from '#util/order.ts'
import { asList, asRecord, asText, type Written } from '../as-written.ts'
import { diagnose } from '../errors.ts'
import type { SourceDocument } from '../format.ts'
import { readStructured, type Structured } from '../structured.ts'

/** The list in which an object stands tells its kind. */
const KIND_OF_LIST: Readonly<Record<string, string>> = {
  roles: 'role',
  locations: 'location',
  parties: 'party',
  actions: 'action',
  users: 'user',
  components: 'component',
  'inventory-items': 'inventory item',
  'leveraged-authorizations': 'leveraged authorization',
  'information-types': 'information type',
  diagrams: 'diagram',
  protocols: 'protocol',
  'implemented-requirements': 'implemented requirement',
  statements: 'statement',
  'by-components': 'by-component',
  provided: 'provided capability',
  responsibilities: 'responsibility',
  inherited: 'inherited capability',
  satisfied: 'satisfied responsibility',
  resources: 'resource',
}

type Side = 'own' | 'leveraged'

/** What a key names, and in which plan. */
const KEYS: Readonly<Record<string, { readonly kind: string; readonly side: Side }>> = {
  'role-id': { kind: 'role', side: 'own' },
  'role-ids': { kind: 'role', side: 'own' },
  'party-uuid': { kind: 'party', side: 'own' },
  'party-uuids': { kind: 'party', side: 'own' },
  'member-of-organizations': { kind: 'party', side: 'own' },
  'location-uuid': { kind: 'location', side: 'own' },
  'location-uuids': { kind: 'location', side: 'own' },
  'component-uuid': { kind: 'component', side: 'own' },
  'responsibility-uuid': { kind: 'responsibility', side: 'leveraged' },
}

/** Properties of OSCAL's own name space that carry identifiers. */
const PROPERTIES: Readonly<Record<string, { readonly kind: string; readonly side: Side }>> = {
  'leveraged-authorization-uuid': { kind: 'leveraged authorization', side: 'own' },
  'inherited-uuid': { kind: 'component', side: 'leveraged' },
}

interface Known {
  readonly id: string
  readonly kind: string
  readonly pointer: string
  readonly value: Written
}

interface Reference {
  readonly to: string
  readonly kind: string
  readonly side: Side
  readonly pointer: string
  readonly key: string
}

interface Plan {
  readonly document: Structured
  readonly title: string
  readonly known: ReadonlyMap<string, readonly Known[]>
  readonly references: readonly Reference[]
}

export interface LeveragingCheck {
  readonly title: string
  readonly components: number
  readonly leveragedAuthorizations: number
  readonly inherited: number
  readonly satisfied: number
  /** Responsibilities that come with what is inherited and that the plan does not say it satisfies. Undefined without the leveraged plan. */
  readonly open?: readonly { readonly responsibility: string; readonly provided: string }[]
  /** References into a leveraged plan that was not given. */
  readonly unchecked: number
}

export interface CheckedPlan {
  readonly value?: LeveragingCheck
  readonly diagnostics: readonly Diagnostic[]
}

const START = /"system-security-plan"\s*:|^(?:---\s*\n)?system-security-plan:\s*$/m
/** References of one plan that are told one by one; the rest is counted. */
const MOST = 100

/** Whether the document starts as a system security plan in JSON or YAML. */
export function isSystemSecurityPlan(bytes: Uint8Array): boolean {
  return START.test(new TextDecoder().decode(bytes.subarray(0, 4096)))
}

/** Check a plan against itself and the plans that it leverages. Cost: each value of each plan once, and a place for each finding. */
export function checkLeveraging(source: SourceDocument, leveraged: readonly SourceDocument[]): CheckedPlan {
  const own = readPlan(source)
  const others = leveraged.map(readPlan)
  const unread = [own, ...others].flatMap((p) => ('diagnostics' in p ? p.diagnostics : []))
  if ('diagnostics' in own || unread.length > 0) return { diagnostics: unread }
  const bases = others.filter((p): p is Plan => !('diagnostics' in p))
  const findings: Diagnostic[] = []
  findings.push(...doubles(own))
  let unchecked = 0
  let unshown = 0
  for (const r of own.references) {
    // Places cost a reading of the document each, so that of many findings only the first get one.
    const found = problemOf(r, own, bases, findings.length < MOST)
    if (found === 'unchecked') unchecked += 1
    else if (found === 'wrong') unshown += 1
    else if (found !== undefined) findings.push(found)
  }
  if (unshown > 0)
    findings.push(
      diagnose('oscal.more', `${unshown} more references lead to nothing, or to something of another kind`, {
        at: own.document.place('/system-security-plan'),
      }),
    )
  if (unchecked > 0)
    findings.push(
      diagnose('oscal.leveraged-absent', `${unchecked} references lead into a leveraged plan that was not given`, {
        at: own.document.place('/system-security-plan'),
        hint: 'Give it with --leveraged FILE.',
      }),
    )
  const open = bases.length === 0 ? undefined : openResponsibilities(own, bases)
  for (const o of (open ?? []).slice(0, MOST))
    findings.push(
      diagnose(
        'oscal.responsibility-open',
        `the responsibility ${o.responsibility}, which comes with the inherited capability ${o.provided}, is not satisfied`,
        {
          at: own.document.place(o.pointer),
          hint: 'Say under satisfied, with its responsibility-uuid, how it is met.',
        },
      ),
    )
  return {
    value: {
      title: own.title,
      components: ofKind(own, 'component').length,
      leveragedAuthorizations: ofKind(own, 'leveraged authorization').length,
      inherited: ofKind(own, 'inherited capability').length,
      satisfied: ofKind(own, 'satisfied responsibility').length,
      unchecked,
      ...(open === undefined
        ? {}
        : { open: open.map(({ responsibility, provided }) => ({ responsibility, provided })) }),
    },
    diagnostics: findings,
  }
}

function readPlan(source: SourceDocument): Plan | { readonly diagnostics: readonly Diagnostic[] } {
  const read = readStructured(source)
  if (read.kind === 'refused') return read
  const root = asRecord(asRecord(read.value)?.['system-security-plan'])
  if (root === undefined)
    return {
      diagnostics: [
        diagnose('formats.unknown-format', 'the document is no OSCAL system security plan in JSON or YAML', {
          at: read.place(''),
        }),
      ],
    }
  const known = new Map<string, Known[]>()
  const references: Reference[] = []
  walk(root, '/system-security-plan', '', known, references)
  if (hasErrors(read.diagnostics)) return { diagnostics: read.diagnostics }
  const title = asText(asRecord(root['metadata'])?.['title']) ?? ''
  return { document: read, title: title.trim(), known, references }
}

/** Every object with an identifier, and every reference. `list` is the key of the list that `value` stands in. */
function walk(value: Written, pointer: string, list: string, known: Map<string, Known[]>, out: Reference[]): void {
  const id = asText(value['uuid']) ?? (list === 'roles' ? asText(value['id']) : undefined)
  const kind = KIND_OF_LIST[list]
  if (id !== undefined && kind !== undefined) known.set(id, [...(known.get(id) ?? []), { id, kind, pointer, value }])
  if (list === 'props') property(value, pointer, out)
  if (list === 'links') link(value, pointer, out)
  for (const [key, inner] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    refer(key, inner, at, list, out)
    const record = asRecord(inner)
    if (record !== undefined) walk(record, at, key, known, out)
    else
      asList(inner).forEach((item, i) => {
        const inside = asRecord(item)
        if (inside !== undefined) walk(inside, `${at}/${i}`, key, known, out)
      })
  }
}

function refer(key: string, inner: unknown, pointer: string, list: string, out: Reference[]): void {
  const rule =
    key === 'provided-uuid'
      ? { kind: 'provided capability', side: list === 'inherited' ? ('leveraged' as const) : ('own' as const) }
      : KEYS[key]
  if (rule === undefined) return
  const one = asText(inner)
  if (one !== undefined) out.push({ to: one, ...rule, pointer, key })
  asList(inner).forEach((item, i) => {
    const to = asText(item)
    if (to !== undefined) out.push({ to, ...rule, pointer: `${pointer}/${i}`, key })
  })
}

function property(value: Written, pointer: string, out: Reference[]): void {
  const name = asText(value['name'])
  const to = asText(value['value'])
  const rule = name === undefined || value['ns'] !== undefined ? undefined : PROPERTIES[name]
  if (rule !== undefined && to !== undefined && name !== undefined)
    out.push({ to, ...rule, pointer: `${pointer}/value`, key: name })
}

function link(value: Written, pointer: string, out: Reference[]): void {
  const href = asText(value['href'])
  if (href?.startsWith('#') === true && href.length > 1)
    out.push({ to: href.slice(1), kind: 'resource', side: 'own', pointer: `${pointer}/href`, key: 'href' })
}

function problemOf(
  r: Reference,
  own: Plan,
  bases: readonly Plan[],
  isShown: boolean,
): Diagnostic | 'unchecked' | 'wrong' | undefined {
  const here = own.known.get(r.to) ?? []
  const there = bases.flatMap((b) => (b.known.get(r.to) ?? []).map((k) => ({ ...k, plan: b })))
  const right = r.side === 'own' ? here : there
  // A link may lead to any object of the plan.
  if (right.some((k) => k.kind === r.kind || r.key === 'href')) return undefined
  if (r.side === 'leveraged' && bases.length === 0 && here.length === 0) return 'unchecked'
  if (!isShown) return 'wrong'
  const at = own.document.place(r.pointer)
  const which = r.side === 'own' ? 'in this plan' : 'in the leveraged plan'
  const wrong = right[0]
  if (wrong !== undefined)
    return diagnose('oscal.wrong-kind', `${r.key} should name a ${r.kind} ${which}, but ${r.to} is a ${wrong.kind}`, {
      at,
      hint: instead(r, bases) ?? `Name a ${r.kind}.`,
    })
  const elsewhere = (r.side === 'own' ? there : here)[0]
  if (elsewhere !== undefined)
    return diagnose(
      'oscal.wrong-plan',
      `${r.key} should name a ${r.kind} ${which}, but ${r.to} is a ${elsewhere.kind} ${r.side === 'own' ? 'of the leveraged plan' : 'of this plan'}`,
      { at, hint: r.side === 'own' ? `Repeat the ${r.kind} in this plan.` : `Name a ${r.kind} of the leveraged plan.` },
    )
  return diagnose('oscal.dangling', `${r.key} names ${r.to}, which is nothing ${which}`, {
    at,
    hint: `Name a ${r.kind}, or add it.`,
  })
}

/** For a capability named where a responsibility belongs: the responsibilities that come with it. */
function instead(r: Reference, bases: readonly Plan[]): string | undefined {
  if (r.kind !== 'responsibility') return undefined
  const ids = bases
    .flatMap((b) => ofKind(b, 'responsibility').filter((k) => k.value['provided-uuid'] === r.to))
    .map((k) => k.id)
  return ids.length === 0 ? undefined : `The responsibility that comes with it: ${ids.join(', ')}.`
}

function ofKind(plan: Plan, kind: string): readonly Known[] {
  return [...plan.known.values()].flat().filter((k) => k.kind === kind)
}

function doubles(plan: Plan): readonly Diagnostic[] {
  return [...plan.known.values()]
    .filter((list) => list.length > 1)
    .map((list) => {
      const [first, second] = list as [Known, Known]
      return diagnose('oscal.double-identifier', `${first.id} is a ${first.kind} and, again, a ${second.kind}`, {
        at: plan.document.place(second.pointer),
        hint: 'Give each its own identifier.',
      })
    })
    .slice(0, MOST)
}

interface Open {
  readonly responsibility: string
  readonly provided: string
  readonly pointer: string
}

/** Responsibilities that the leveraged plans export with an inherited capability and that no `satisfied` names. Order: by identifier. */
function openResponsibilities(own: Plan, bases: readonly Plan[]): readonly Open[] {
  const satisfied = new Set(ofKind(own, 'satisfied responsibility').map((k) => k.value['responsibility-uuid']))
  const found = new Map<string, Open>()
  for (const i of ofKind(own, 'inherited capability')) {
    const provided = asText(i.value['provided-uuid'])
    if (provided === undefined) continue
    for (const base of bases)
      for (const r of ofKind(base, 'responsibility'))
        if (r.value['provided-uuid'] === provided && !satisfied.has(r.id))
          found.set(r.id, { responsibility: r.id, provided, pointer: i.pointer })
  }
  return [...found.values()].sort(by((o) => o.responsibility))
}
