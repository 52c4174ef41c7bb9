/**
 * A security claim from the summary of a Common Criteria security target: lines of `Label: value` as its introduction has them, with
 * assumptions and objectives for the environment under their own names (`A.…`, `OE.…`).
 *
 * What is left over is told line by line. The claim is what its author says; the certificate, where one is named, is evidence beside it.
 */
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import type { ClaimCondition, ClaimedRequirements, SecurityClaim } from './security-claim.ts'

export interface ClaimFromTarget {
  /** Undefined: the target of evaluation is not named, so there is nothing to claim of. */
  readonly claim: SecurityClaim | undefined
  /** 1-based lines that were not understood, with what stands there. */
  readonly left: readonly { readonly line: number; readonly says: string }[]
}

/** The set of functional requirements in the catalogue, by families; extended components of a security target have no place in it. */
export const FUNCTIONAL_FAMILIES = 'cc-sfr'
export const EXTENDED_COMPONENTS = 'cc-sfr-extended'

type Field =
  | 'title'
  | 'edition'
  | 'date'
  | 'toe'
  | 'version'
  | 'summary'
  | 'developer'
  | 'criteria'
  | 'package'
  | 'profile'
  | 'components'
  | 'configuration'
  | 'interfaces'
  | 'certificate'

/** Labels as security targets print them, in lower case. */
const LABELS: ReadonlyMap<string, Field> = new Map(
  (
    [
      ['title', 'st title', 'title', 'security target title'],
      ['edition', 'st version', 'st reference', 'security target version'],
      ['date', 'st date', 'st publication date', 'publication date', 'date'],
      ['toe', 'toe', 'toe name', 'toe identification', 'toe reference', 'toe title', 'product'],
      ['version', 'toe version', 'toe software version', 'product version', 'toe release'],
      ['summary', 'toe type', 'toe overview', 'toe description'],
      ['developer', 'developer', 'toe developer', 'sponsor', 'manufacturer', 'st author', 'vendor'],
      ['criteria', 'cc version', 'cc conformance', 'common criteria version', 'cc identification'],
      [
        'package',
        'assurance level',
        'assurance package',
        'eal',
        'evaluation assurance level',
        'package claim',
        'package conformance',
      ],
      ['profile', 'pp', 'pp claim', 'pp claims', 'pp conformance', 'protection profile'],
      ['components', 'sfr', 'sfrs', 'security functional requirements'],
      ['configuration', 'toe configuration', 'evaluated configuration', 'configuration', 'configurations'],
      ['interfaces', 'toe interfaces', 'interfaces', 'external interfaces'],
      ['certificate', 'certificate', 'certificate number', 'certification id', 'certification report'],
    ] as const
  ).flatMap(([field, ...labels]) => labels.map((label): [string, Field] => [label, field])),
)

const CONDITION = /^(?:(A)|OE)\.[A-Za-z0-9_.-]+$/
const COMPONENT = /\bF[A-Z]{2}_[A-Z]{3}(?:_[A-Z]{3})?(?:_EXT)?\.\d+\b/g

export function claimFromSecurityTarget(text: string): ClaimFromTarget {
  const fields = new Map<Field, string>()
  const conditions: ClaimCondition[] = []
  const left: { line: number; says: string }[] = []
  text.split(/\r?\n/).forEach((whole, i) => {
    const says = whole.trim()
    if (says === '') return
    const colon = says.indexOf(':')
    const label = says.slice(0, Math.max(0, colon)).trim()
    const value = says.slice(colon + 1).trim()
    const condition = CONDITION.exec(label)
    const field = LABELS.get(label.toLowerCase())
    if (value !== '' && condition !== null)
      conditions.push({
        id: idOf(label),
        says: value,
        kind: condition[1] === undefined ? 'environment' : 'assumption',
      })
    else if (value !== '' && field !== undefined && !fields.has(field)) fields.set(field, value)
    else left.push({ line: i + 1, says })
  })
  const toe = fields.get('toe')
  return { claim: toe === undefined ? undefined : claimOf(toe, fields, conditions), left }
}

function claimOf(
  toe: string,
  fields: ReadonlyMap<Field, string>,
  conditions: readonly ClaimCondition[],
): SecurityClaim {
  const version = fields.get('version')
  const developer = fields.get('developer')
  const level = levelOf(fields)
  const on = fields.get('date') === undefined ? undefined : parseDate(fields.get('date') as string)
  const summary = fields.get('summary')
  const certificate = fields.get('certificate')
  return {
    id: idOf(toe),
    name: fields.get('title') ?? toe,
    target: {
      type: 'product',
      name: toe,
      ...(version === undefined ? {} : { version }),
      ...(summary === undefined ? {} : { summary }),
    },
    ...(developer === undefined ? {} : { by: { name: developer } }),
    scope: {
      parts: [
        {
          id: idOf(toe),
          name: toe,
          versions: version === undefined ? undefined : listOf(version),
          configurations: fields.has('configuration') ? listOf(fields.get('configuration') as string) : undefined,
          interfaces: fields.has('interfaces') ? listOf(fields.get('interfaces') as string) : undefined,
        },
      ],
      excluded: [],
    },
    conditions,
    requirements: requirementsOf(fields),
    ...(level === undefined ? {} : { level }),
    evidence: [
      statementOf(fields, on),
      ...(certificate === undefined
        ? []
        : [
            {
              id: 'certificate',
              kind: 'certificate' as const,
              says: `certificate ${certificate}`,
              certificate: `cc:${certificate}`,
            },
          ]),
    ],
    validity: on === undefined ? {} : { from: on },
  }
}

/** The package as printed, under the edition of the criteria where that changes what it means. */
function levelOf(fields: ReadonlyMap<Field, string>): string | undefined {
  const printed = fields.get('package')
  if (printed === undefined) return undefined
  const is2022 = /2022/.test(fields.get('criteria') ?? '') && !/2022/.test(printed)
  return is2022 ? `CC:2022 ${printed}` : printed
}

function requirementsOf(fields: ReadonlyMap<Field, string>): readonly ClaimedRequirements[] {
  const components = [...new Set(fields.get('components')?.match(COMPONENT) ?? [])]
  const extended = components.filter((c) => c.includes('_EXT'))
  const own = components.filter((c) => !c.includes('_EXT'))
  const families = [...new Set(own.map((c) => c.slice(0, c.indexOf('.'))))]
  const profiles =
    fields.has('profile') && !/^(none|no|-|n\/a)\b/i.test(fields.get('profile') as string)
      ? listOf(fields.get('profile') as string)
      : []
  return [
    ...(families.length === 0
      ? []
      : [{ set: FUNCTIONAL_FAMILIES, requirements: families, selection: `security target: ${own.join(', ')}` }]),
    ...(extended.length === 0
      ? []
      : [{ set: EXTENDED_COMPONENTS, requirements: extended, selection: 'security target' }]),
    ...profiles.map(
      (p): ClaimedRequirements => ({
        set: idOf(p),
        requirements: 'all',
        selection: `security target, conformance to ${p}`,
      }),
    ),
  ]
}

function statementOf(
  fields: ReadonlyMap<Field, string>,
  on: CalendarDate | undefined,
): SecurityClaim['evidence'][number] {
  const edition = fields.get('edition')
  const says = `security target${edition === undefined ? '' : ` ${edition}`}`
  return { id: 'security-target', kind: 'statement', says, ...(on === undefined ? {} : { on }) }
}

function listOf(text: string): readonly string[] {
  return text
    .split(/\s*[,;]\s*|\s+and\s+/)
    .map((t) => t.trim())
    .filter((t) => t !== '')
}

/** A name as an id: lower case letters, digits, dots and dashes. */
function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.+-]+/g, '-')
    .replaceAll(/^[-.+]+|-+$/g, '')
  return id === '' ? 'target' : id
}
