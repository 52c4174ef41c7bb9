/** Security claims and demands as written to what they mean: defaults filled in, references and days checked, each problem with its place. */
import {
  ATTACKER_CLASSES,
  type ClaimCondition,
  type ClaimDemand,
  type ClaimedPart,
  type ClaimedRequirements,
  type ClaimEvidence,
  type NativeLevel,
  namesIn,
  readPrintedLevel,
  type SecurityClaim,
  verifiedResistance,
} from '#domain/assurance/index.ts'
import type { RequirementSet } from '#domain/requirements/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnoseClaim } from './claim-errors.ts'
import { parseDocument, type SourceDocument } from './document.ts'
import { type AuthoredClaim, type AuthoredDemand, claimShape, demandShape } from './schema-claim.ts'
import { MOST_DIAGNOSTICS, shape } from './shape.ts'

/** What a claim refers to. */
export interface ClaimContext {
  readonly levels: ReadonlyMap<string, NativeLevel>
  readonly requirementSets: ReadonlyMap<string, RequirementSet>
}

export type DecodedClaim =
  | { readonly kind: 'claim'; readonly claim: SecurityClaim; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'demand'; readonly demand: ClaimDemand; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** A claim or a demand, told apart by their first key. */
export function readClaim(file: string, text: string, context: ClaimContext): DecodedClaim {
  const parsed = parseDocument(file, text)
  return parsed.kind === 'refused' ? parsed : decodeClaim(parsed.document, context)
}

export function decodeClaim(document: SourceDocument, context: ClaimContext): DecodedClaim {
  const { value } = document
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  if (!keys.includes('claim') && !keys.includes('demand')) {
    const message = 'the document is neither a claim nor a demand'
    return {
      kind: 'refused',
      diagnostics: [
        diagnoseClaim('claim.neither', message, { at: document.place(''), hint: 'Begin it with "claim: 1".' }),
      ],
    }
  }
  const decoder = new ClaimDecoder(document, context)
  if (keys.includes('claim')) {
    const shaped = shape(claimShape, document)
    if (shaped.kind === 'refused') return shaped
    const claim = decoder.claim(shaped.value)
    const { diagnostics } = decoder
    return hasErrors(diagnostics) ? { kind: 'refused', diagnostics } : { kind: 'claim', claim, diagnostics }
  }
  const shaped = shape(demandShape, document)
  if (shaped.kind === 'refused') return shaped
  const demand = decoder.demand(shaped.value)
  const { diagnostics } = decoder
  return hasErrors(diagnostics) ? { kind: 'refused', diagnostics } : { kind: 'demand', demand, diagnostics }
}

type Code = Parameters<typeof diagnoseClaim>[0]

class ClaimDecoder {
  readonly diagnostics: Diagnostic[] = []
  readonly #document: SourceDocument
  readonly #context: ClaimContext

  constructor(document: SourceDocument, context: ClaimContext) {
    this.#document = document
    this.#context = context
  }

  claim(a: AuthoredClaim): SecurityClaim {
    const excluded = (a.scope.excluded ?? []).map(({ id, says }) => ({ id, says }))
    const conditions = [
      ...(a.environment ?? []).map((c) => conditionOf(c, 'environment')),
      ...(a.assumptions ?? []).map((c) => conditionOf(c, 'assumption')),
    ]
    const claim: SecurityClaim = {
      id: a.id,
      name: a.name,
      target: {
        type: a.target.type,
        name: a.target.name,
        ...optional('version', a.target.version),
        ...optional('summary', a.target.summary),
      },
      ...optional('by', a.by as SecurityClaim['by']),
      scope: { parts: a.scope.parts.map(partOf), excluded },
      conditions,
      requirements: this.#requirements(a.requirements),
      ...optional('level', a.level),
      ...optional('attacker', a.attacker),
      evidence: (a.evidence ?? []).map(evidenceOf),
      validity: {
        ...optional('from', a.validity?.from as CalendarDate | undefined),
        ...optional('until', a.validity?.until as CalendarDate | undefined),
      },
    }
    this.#unique('/scope/parts', a.scope.parts)
    this.#unique('/scope/excluded', a.scope.excluded)
    this.#unique('/environment', a.environment)
    this.#unique('/assumptions', a.assumptions, a.environment)
    this.#unique('/evidence', a.evidence)
    this.#excluded(claim)
    this.#days('/validity', 'from', a.validity?.from, 'until', a.validity?.until)
    ;(a.evidence ?? []).forEach((e, i) => this.#days(`/evidence/${i}`, 'on', e.on, 'expires', e.expires))
    this.#level(a.level, a.attacker)
    return claim
  }

  demand(a: AuthoredDemand): ClaimDemand {
    const parts = a.scope?.parts ?? []
    const demand: ClaimDemand = {
      id: a.id,
      name: a.name,
      ...optional('by', a.by as ClaimDemand['by']),
      ...optional('targetType', a.target?.type),
      scope: { parts: parts.map(partOf) },
      requirements: this.#requirements(a.requirements),
      ...optional('level', a.level),
      ...optional('attacker', a.attacker),
      accepts: a.accepts ?? [],
      evidence: a.evidence ?? [],
      ...optional('validOn', a.valid?.on as CalendarDate | undefined),
      ...optional('validUntil', a.valid?.until as CalendarDate | undefined),
    }
    this.#unique('/scope/parts', parts)
    this.#days('/valid', 'on', a.valid?.on, 'until', a.valid?.until)
    this.#level(a.level, a.attacker)
    return demand
  }

  #requirements(authored: AuthoredClaim['requirements']): readonly ClaimedRequirements[] {
    return (authored ?? []).map((r, i) => {
      const set = this.#context.requirementSets.get(r.set)
      if (set === undefined) {
        const message = `the requirement set "${r.set}" is not in the catalogue`
        this.#add(
          'claim.requirement-set',
          message,
          `/requirements/${i}/set`,
          near(r.set, this.#context.requirementSets.keys()),
        )
      } else if (r.requirements !== 'all') {
        const known = new Set(set.requirements.filter((x) => !x.isHeading).map((x) => x.id))
        r.requirements.forEach((id, j) => {
          if (known.has(id)) return
          const message = `unknown requirement "${id}" in set ${r.set}`
          this.#add('claim.requirement', message, `/requirements/${i}/requirements/${j}`, near(id, known))
        })
      }
      return { set: r.set, requirements: r.requirements, ...optional('selection', r.selection) }
    })
  }

  /** A level that can be read, and an attacker class that it does not contradict. */
  #level(level: string | undefined, attacker: AuthoredClaim['attacker']): void {
    if (level === undefined) return
    const read = readPrintedLevel(level, this.#context.levels)
    if (read.kind === 'unknown') {
      const message = `"${level}" is no level that can be read: ${read.because} (column ${read.column})`
      this.#add('claim.level', message, '/level', near(level, this.#context.levels.keys()))
    }
    if (read.kind === 'ambiguous') {
      const ids = read.candidates.map((c) => c.id).join(', ')
      this.#add(
        'claim.level-ambiguous',
        `"${level}" may be more than one level: ${read.because}`,
        '/level',
        `Write the id of the one that is meant: ${ids}.`,
      )
    }
    if (read.kind !== 'native' || attacker === undefined) return
    const verified = verifiedResistance(read.level.profile.high, 0)
    if (ATTACKER_CLASSES.indexOf(attacker) + 1 <= verified) return
    const most = verified === 0 ? 'no attacker' : (ATTACKER_CLASSES[verified - 1] as string)
    this.#add(
      'claim.attacker',
      `attackers of class ${attacker} are claimed, but at ${level} at most ${most} is verified`,
      '/attacker',
    )
  }

  #excluded(claim: SecurityClaim): void {
    const listed = new Set(claim.scope.parts.flatMap(namesIn))
    claim.scope.excluded.forEach(({ id }, i) => {
      if (listed.has(id))
        this.#add('claim.in-and-out', `${id} is listed in the scope and excluded from it`, `/scope/excluded/${i}/id`)
    })
  }

  #unique(
    pointer: string,
    items: readonly { readonly id: string }[] | undefined,
    before: readonly { readonly id: string }[] = [],
  ): void {
    const seen = new Set(before.map((x) => x.id))
    ;(items ?? []).forEach(({ id }, i) => {
      if (seen.has(id))
        this.#add('claim.duplicate-id', `the id ${id} stands twice among ${pointer.slice(1)}`, `${pointer}/${i}/id`)
      seen.add(id)
    })
  }

  #days(pointer: string, first: string, a: string | undefined, second: string, b: string | undefined): void {
    if (a !== undefined && b !== undefined && b < a)
      this.#add('claim.days', `${second} (${b}) is before ${first} (${a})`, `${pointer}/${second}`)
  }

  #add(code: Code, message: string, pointer: string, hint?: string): void {
    if (this.diagnostics.length < MOST_DIAGNOSTICS)
      this.diagnostics.push(
        diagnoseClaim(code, message, { at: this.#document.place(pointer), ...optional('hint', hint) }),
      )
  }
}

function partOf(p: AuthoredClaim['scope']['parts'][number]): ClaimedPart {
  return {
    id: p.id,
    name: p.name,
    ...optional('purl', p.purl),
    versions: p.versions,
    configurations: p.configurations,
    interfaces: p.interfaces,
  }
}

function conditionOf(
  c: NonNullable<AuthoredClaim['environment']>[number],
  kind: ClaimCondition['kind'],
): ClaimCondition {
  return { id: c.id, says: c.says, kind, ...optional('by', c.by) }
}

function evidenceOf(e: NonNullable<AuthoredClaim['evidence']>[number]): ClaimEvidence {
  return {
    id: e.id,
    kind: e.kind,
    says: e.says,
    ...optional('certificate', e.certificate),
    ...optional('by', e.by),
    ...optional('on', e.on as CalendarDate | undefined),
    ...optional('expires', e.expires as CalendarDate | undefined),
  }
}

function near(word: string, known: Iterable<string>): string | undefined {
  const found = nearestWords(word, [...known])[0]
  return found === undefined ? undefined : `Did you mean "${found}"?`
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}
