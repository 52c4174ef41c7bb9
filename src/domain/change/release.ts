/**
 * Which release is covered: version × configuration × certificate, for each part that uses certificates, and for the whole.
 *
 * Nothing here changes a record. A cell is covered only where the certificate is in force on the day and its scope names the version
 * (to the letter, in a series, in a range, or by a maintenance that its body confirmed) and the configuration. What is merely asserted is
 * never covered: the answer is then not known, with the fact that would settle it.
 */
import { type Because, given, type OpenFact } from '../answers/index.ts'
import type { NativeLevel } from '../assurance/index.ts'
import {
  type CertificateReading,
  confirmedChange,
  isEuropeanCertificate,
  isOneVersion,
  originOf,
  periodEnd,
  readCertificateFor,
  versionNaming,
  WHOLE,
} from '../composition/index.ts'
import type { Certificate, CertificateStatus, Dossier, Part } from '../dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { byNaturalText } from '#util/order.ts'

export type CoverState = 'covered' | 'not-covered' | 'not-known'

/** How the binding between a version and a certificate holds; `none`: its scope names other versions. */
export type Binding = 'exact' | 'series' | 'range' | 'maintained' | 'asserted' | 'unclear' | 'none'

export interface ReleaseCell {
  /** Id of a part, or `whole`. */
  readonly part: string
  readonly certificate: string
  readonly isInvented: boolean
  /** Absent: nobody stated which version is in use. */
  readonly version?: string
  /** Absent: none is stated by the scope, and none was asked for. */
  readonly configuration?: string
  readonly state: CoverState
  readonly binding: Binding
  readonly because: Because
  readonly settledBy: readonly OpenFact[]
  /** As the issuer recorded it for the day; absent where nothing is recorded. */
  readonly recorded?: {
    readonly value: CertificateStatus
    readonly from: CalendarDate
    readonly kind: 'law' | 'declared'
  }
  readonly issued?: CalendarDate
  readonly expires?: CalendarDate
}

/** The product as a whole in one version. `in-part`: certificates cover parts of it, and none is for the whole. */
export interface ReleaseOfWhole {
  readonly version?: string
  readonly state: CoverState | 'in-part'
  readonly parts: readonly {
    readonly part: string
    readonly version?: string
    readonly state: CoverState | 'no-certificate'
  }[]
  readonly says: string
  readonly settledBy: readonly OpenFact[]
}

export interface ReleaseMatrix {
  /** Order: as parts stand in the dossier, the whole last; then certificates, versions, configurations. */
  readonly cells: readonly ReleaseCell[]
  readonly whole: readonly ReleaseOfWhole[]
}

export interface ReleaseAsked {
  /** A version of one part, of the whole, or (without a part) of whatever uses a certificate. */
  readonly versions: readonly { readonly part?: string; readonly version: string }[]
  readonly configurations: readonly string[]
}

/** Cost: parts × their certificates × versions × configurations readings of one certificate. */
export function releaseMatrix(
  dossier: Dossier,
  asked: ReleaseAsked,
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): ReleaseMatrix {
  const held = new Map(dossier.certificates.map((c) => [c.id, c]))
  const used = new Set(dossier.parts.flatMap((p) => p.certificates))
  const rows: { readonly part: Part | undefined; readonly certificate: Certificate }[] = [
    ...dossier.parts.flatMap((part) =>
      part.certificates.flatMap((id) => {
        const certificate = held.get(id)
        return certificate === undefined ? [] : [{ part, certificate }]
      }),
    ),
    ...dossier.certificates.filter((c) => !used.has(c.id)).map((certificate) => ({ part: undefined, certificate })),
  ]
  const cells = rows.flatMap(({ part, certificate }) => {
    const stated = part === undefined ? dossier.target.version : part.version
    const versions = versionsOf(part?.id ?? WHOLE, certificate, stated, dossier, asked)
    const configurations = configurationsOf(certificate, asked)
    return versions.flatMap((version) => {
      const reading = readCertificateFor(certificate, version, dossier, levels, on, undefined, part)
      return configurations.map((configuration) => cellOf(reading, part, version, configuration, dossier, levels, on))
    })
  })
  return { cells, whole: wholeOf(dossier, cells, asked) }
}

function versionsOf(
  part: string,
  certificate: Certificate,
  stated: string | undefined,
  dossier: Dossier,
  asked: ReleaseAsked,
): readonly (string | undefined)[] {
  const known = new Set<string>([
    ...certificate.scope.versions.filter(isOneVersion),
    ...(stated === undefined ? [] : [stated]),
    ...(dossier.changes ?? [])
      .filter((c) => c.part === part && isAbout(c.certificate, certificate))
      .map((c) => c.release),
    ...asked.versions.filter((v) => v.part === undefined || v.part === part).map((v) => v.version),
  ])
  const sorted: (string | undefined)[] = [...known].sort(byNaturalText)
  return stated === undefined ? [...sorted, undefined] : sorted
}

function isAbout(id: string | undefined, certificate: Certificate): boolean {
  return id === undefined || id === certificate.id
}

/** The configurations a scope writes, without the period of a report, and those asked for. */
function configurationsOf(certificate: Certificate, asked: ReleaseAsked): readonly (string | undefined)[] {
  const all = [...new Set([...scopeConfigurations(certificate), ...asked.configurations])]
  return all.length === 0 ? [undefined] : all
}

function scopeConfigurations(certificate: Certificate): readonly string[] {
  return certificate.scope.configurations.filter(
    (c) => periodEnd({ ...certificate, scope: { ...certificate.scope, configurations: [c] } }) === undefined,
  )
}

/** Only a body of the European scheme is read as confirming a change; elsewhere another version stays another version. */
function bindingOf(
  certificate: Certificate,
  version: string | undefined,
  dossier: Dossier,
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): Binding {
  if (version === undefined || certificate.scope.versions.length === 0) return 'asserted'
  const naming = versionNaming(certificate.scope.versions, version)
  if (naming !== 'none') return naming
  if (!isEuropeanCertificate(originOf(certificate, levels))) return 'none'
  const change = confirmedChange(dossier)
  const confirmedOn = dossier.facts.get('eucc.change')?.on
  const counts = change?.version === version && confirmedOn !== undefined && confirmedOn <= on
  return counts ? 'maintained' : 'none'
}

function cellOf(
  reading: CertificateReading,
  part: Part | undefined,
  version: string | undefined,
  configuration: string | undefined,
  dossier: Dossier,
  levels: ReadonlyMap<string, NativeLevel>,
  on: CalendarDate,
): ReleaseCell {
  const c = reading.certificate
  const answer = reading.relied.answer
  const binding = bindingOf(c, version, dossier, levels, on)
  const name = part?.id ?? WHOLE
  const because: Because[] = [answer.because]
  let asserted: Because | undefined
  const open: OpenFact[] = answer.kind === 'not-known' ? [...answer.settledBy] : []
  let state: CoverState =
    answer.kind === 'value' ? 'covered' : answer.kind === 'not-known' ? 'not-known' : 'not-covered'
  if (state !== 'not-covered' && binding === 'asserted') {
    const fact = assertedFact(c, name, version)
    asserted = { ...given('declared', fact.why), verdict: 'open' }
    because.unshift(asserted)
    if (state === 'covered') open.push(fact)
    state = 'not-known'
  }
  const names = scopeConfigurations(c)
  let beside = ''
  if (state !== 'not-covered' && configuration !== undefined && !names.includes(configuration)) {
    const scope = names.length === 0 ? 'no configuration' : names.map((n) => `“${n}”`).join(', ')
    const says = `the scope of ${c.id} names ${scope}; “${configuration}” is none of them in these words`
    because.unshift({ ...given('declared', says), verdict: 'open' })
    beside = `; ${says}`
    open.push({
      id: `${c.id}/${name}/configuration`,
      what: 'dossier-fact',
      question: `Is “${configuration}” a configuration that ${c.id} certifies (security target, guidance)?`,
      why: says,
    })
    state = 'not-known'
  }
  const recorded = reading.recorded.kind === 'value' ? reading.recorded.value : undefined
  return {
    part: name,
    certificate: c.id,
    isInvented: c.invented,
    ...(version === undefined ? {} : { version }),
    ...(configuration === undefined ? {} : { configuration }),
    state,
    binding,
    because: {
      kind: 'computed',
      verdict: state === 'covered' ? 'holds' : state === 'not-covered' ? 'fails' : 'open',
      says: `${saysOf(c, name, version, binding, state, asserted ?? answer.because)}${beside}`,
      premises: because,
      day: on,
    },
    settledBy: open,
    ...(recorded === undefined ? {} : { recorded: { ...recorded.value, kind: recorded.kind } }),
    ...(c.issued === undefined ? {} : { issued: c.issued }),
    ...(c.expires === undefined ? {} : { expires: c.expires }),
  }
}

function assertedFact(c: Certificate, part: string, version: string | undefined): OpenFact {
  const why =
    version === undefined
      ? `nobody stated which version ${part} is`
      : `the scope of ${c.id} writes no version; that it is ${version} is asserted only`
  return {
    id: `${c.id}/${part}`,
    what: 'dossier-fact',
    question:
      version === undefined
        ? `Which version is ${part}?`
        : `Which versions does ${c.id} name (certificate, security target), and is ${version} one of them?`,
    why,
  }
}

function saysOf(
  c: Certificate,
  part: string,
  version: string | undefined,
  binding: Binding,
  state: CoverState,
  first: Because,
): string {
  const what = version === undefined ? part : `${part} ${version}`
  const named = c.scope.versions.join(', ')
  const ended = state === 'not-covered' ? '; it is not in force on the day' : ''
  switch (binding) {
    case 'exact':
      return `${c.id} names ${what} to the letter${ended}`
    case 'series':
    case 'range':
      return `${c.id} names the ${binding} ${named}, and ${what} is in it${ended}`
    case 'maintained':
      return `${c.id} names ${named}; its body confirmed the change to ${what} as minor${ended}`
    case 'unclear':
      return `${c.id} writes its versions as ${named}; whether ${what} is among them only its issuer can say`
    case 'asserted':
      return first.says
    case 'none':
      return state === 'not-known'
        ? `${c.id} names ${named}; a change to ${what} is said to be confirmed, without a day`
        : `${c.id} names ${named}, not ${what}`
    default:
      return binding satisfies never
  }
}

/** The product in its version as the dossier composes it, and in versions asked for of which nobody said how they are made up. */
function wholeOf(dossier: Dossier, cells: readonly ReleaseCell[], asked: ReleaseAsked): readonly ReleaseOfWhole[] {
  const own = dossier.target.version
  const others = asked.versions
    .filter((v) => (v.part === undefined || v.part === WHOLE) && v.version !== own)
    .map((v) => v.version)
  return [
    composed(dossier, cells),
    ...[...new Set(others)].sort(byNaturalText).map((v) => uncomposed(dossier, cells, v)),
  ]
}

function composed(dossier: Dossier, cells: readonly ReleaseCell[]): ReleaseOfWhole {
  const version = dossier.target.version
  const parts = dossier.parts.map((p) => ({
    part: p.id,
    ...(p.version === undefined ? {} : { version: p.version }),
    state: p.certificates.length === 0 ? ('no-certificate' as const) : joined(cells, p.id, p.version),
  }))
  const forWhole = joined(cells, WHOLE, version)
  const hasOwn = cells.some((c) => c.part === WHOLE)
  const of = (state: string): string =>
    parts
      .filter((p) => p.state === state)
      .map((p) => p.part)
      .join(', ')
  const open = cells.filter(
    (c) => c.state === 'not-known' && (c.part === WHOLE ? c.version === version : isCurrent(c, dossier)),
  )
  const settledBy = [...new Map(open.flatMap((c) => c.settledBy).map((f) => [`${f.id} ${f.question}`, f])).values()]
  const clauses = [
    ['covered', 'covered by certificates of their own'],
    ['not-covered', 'not covered in the version used'],
    ['not-known', 'not known'],
    ['no-certificate', 'without any certificate'],
  ].flatMap(([state, says]) => (of(state as string) === '' ? [] : [`${says}: ${of(state as string)}`]))
  const base = { ...(version === undefined ? {} : { version }), parts }
  if (hasOwn && forWhole === 'covered')
    return { ...base, state: 'covered', says: 'a certificate for the whole names this version', settledBy: [] }
  const says = [
    hasOwn ? 'no certificate for the whole is shown to cover this version' : 'no certificate is for the whole',
    ...clauses,
  ].join('; ')
  if (of('covered') !== '') return { ...base, state: 'in-part', says, settledBy }
  const isOpen = (hasOwn && forWhole === 'not-known') || of('not-known') !== ''
  return { ...base, state: isOpen ? 'not-known' : 'not-covered', says, settledBy: isOpen ? settledBy : [] }
}

function isCurrent(cell: ReleaseCell, dossier: Dossier): boolean {
  return dossier.parts.some((p) => p.id === cell.part && p.version === cell.version)
}

function uncomposed(dossier: Dossier, cells: readonly ReleaseCell[], version: string): ReleaseOfWhole {
  const forWhole = joined(cells, WHOLE, version)
  if (cells.some((c) => c.part === WHOLE) && (forWhole === 'covered' || dossier.parts.length === 0))
    return { version, state: forWhole, parts: [], says: 'by the certificates for the whole', settledBy: [] }
  return {
    version,
    state: 'not-known',
    parts: [],
    says: 'the dossier does not say which versions of its parts make up this release',
    settledBy: [
      {
        id: 'target.version',
        what: 'dossier-fact',
        question: `Which version of each part is in release ${version}?`,
        why: 'Certificates name versions of what they certify, not of what it is built into.',
      },
    ],
  }
}

/** The best that any certificate gives in any configuration. */
function joined(cells: readonly ReleaseCell[], part: string, version: string | undefined): CoverState {
  const states = cells.filter((c) => c.part === part && c.version === version).map((c) => c.state)
  return (['covered', 'not-known'] as const).find((s) => states.includes(s)) ?? 'not-covered'
}
