/**
 * The dossier as written to the dossier as understood. The only place where shorthand is expanded and defaults are set:
 * `markets`, `target.core`, `dates` and `manufacturer.size` stand for facts; a horizon of five years; parts made of nothing stated assume nothing.
 */
import type { FactDefinition } from '#domain/law/index.ts'
import { pair, readPrintedLevel, type NativeLevel, WITHOUT_PERFORMER } from '#domain/assurance/index.ts'
import {
  type Certificate,
  type CompositionStatement,
  type Conduit,
  type Countermeasure,
  type DeclaredFact,
  type Dossier,
  type EvidenceRecord,
  FOUNDATIONAL_REQUIREMENTS,
  type Part,
  type ReleaseChange,
  type RequirementSelection,
  type SecurityLevelVector,
  type Zone,
} from '#domain/dossier/index.ts'
import type { RequirementRef, RequirementSet } from '#domain/requirements/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { parseDocument, type SourceDocument, type Written, type WrittenMap } from './document.ts'
import { diagnose } from './errors.ts'
import { circleAmong } from './lint.ts'
import { type AuthoredDossier, dossierShape } from './schema.ts'
import { more, MOST_DIAGNOSTICS, shape } from './shape.ts'

/** What a dossier refers to. */
export interface DossierContext {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly levels: ReadonlyMap<string, NativeLevel>
  readonly requirementSets: ReadonlyMap<string, RequirementSet>
  readonly optionIds: ReadonlySet<string>
}

export type DecodedDossier =
  | { readonly kind: 'dossier'; readonly dossier: Dossier; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** Parse and decode in one call; what most callers want. */
export function readDossier(
  file: string,
  text: string,
  context: DossierContext,
  overlays: readonly SourceDocument[] = [],
): DecodedDossier {
  const parsed = parseDocument(file, text)
  if (parsed.kind === 'refused') return parsed
  return decodeDossier(overlays.reduce(layOver, parsed.document), context)
}

const ATTACKERS = ['opportunistic', 'basic', 'enhanced-basic', 'moderate', 'high']
const DEFAULT_HORIZON_YEARS = 5

export function decodeDossier(document: SourceDocument, context: DossierContext): DecodedDossier {
  const shaped = shape(dossierShape, document)
  if (shaped.kind === 'refused') return shaped
  const decoder = new DossierDecoder(document, context)
  const dossier = decoder.decode(shaped.value)
  const { diagnostics, unshown } = decoder
  const told = unshown === 0 ? diagnostics : [...diagnostics, more(unshown, document)]
  return hasErrors(diagnostics)
    ? { kind: 'refused', diagnostics: told }
    : { kind: 'dossier', dossier, diagnostics: told }
}

/** Words that a wrong one is compared with, at most. */
const MOST_NEAR = 2000
const LONGEST_LEVEL = 200

class DossierDecoder {
  readonly diagnostics: Diagnostic[] = []
  /** Problems beyond those shown. */
  unshown = 0
  #errors = 0
  #notes = 0
  readonly #document: SourceDocument
  readonly #context: DossierContext

  constructor(document: SourceDocument, context: DossierContext) {
    this.#document = document
    this.#context = context
  }

  decode(a: AuthoredDossier): Dossier {
    const facts = this.#facts(a)
    const certificates = (a.certificates ?? []).map((c, i) => this.#certificate(c, i))
    const parts = (a.parts ?? []).map((p, i) => this.#part(p, i))
    const evidence = (a.evidence ?? []).map((e, i) => this.#evidence(e, i))
    this.#checkReferences(a, parts, certificates)
    const dates = a.dates ?? {}
    this.#checkOrder('/dates', 'firstPlacedOn', dates.firstPlacedOn, 'lastPlacedOn', dates.lastPlacedOn)
    this.#checkOrder('/dates', 'firstPlacedOn', dates.firstPlacedOn, 'supportUntil', dates.supportUntil)
    const constraints = a.constraints ?? {}
    return {
      id: a.id,
      name: a.name,
      target: {
        type: a.target.type,
        ...optional('version', a.target.version),
        ...optional('summary', a.target.summary),
      },
      ...(a.manufacturer === undefined
        ? {}
        : {
            manufacturer: {
              name: a.manufacturer.name,
              ...optional('country', a.manufacturer.country),
              ...optional('size', a.manufacturer.size),
            },
          }),
      sectors: a.sectors ?? [],
      markets: a.markets ?? [],
      dates: dates as Dossier['dates'],
      facts,
      parts,
      ...many(
        'compositions',
        (a.compositions ?? []).map((c, i) => this.#composition(c, i)),
      ),
      ...many(
        'zones',
        (a.zones ?? []).map(
          (z): Zone => ({
            id: z.id,
            name: z.name,
            target: vectorOf(z.target),
            countermeasures: countermeasuresOf(z.countermeasures),
          }),
        ),
      ),
      ...many(
        'conduits',
        (a.conduits ?? []).map(
          (c): Conduit => ({
            id: c.id,
            name: c.name,
            between: c.between,
            parts: c.parts ?? [],
            target: vectorOf(c.target),
            countermeasures: countermeasuresOf(c.countermeasures),
          }),
        ),
      ),
      ...many(
        'changes',
        (a.changes ?? []).map((c) => changeOf(c)),
      ),
      bills: (a.bills ?? []).map((b) => ({ file: b.file, part: b.part ?? 'whole' })),
      certificates,
      evidence,
      demands: (a.demands ?? []).map((d, i) => {
        this.#level(d.level, `/demands/${i}/level`)
        return { by: d.by, level: d.level, because: d.because, ...optional('who', d.who) }
      }),
      risks: (a.risks ?? []).map((r) => ({
        id: r.id,
        says: r.says,
        impact: r.impact,
        likelihood: r.likelihood,
        attacker: ATTACKERS.indexOf(r.attacker) + 1,
      })),
      constraints: {
        horizonYears: constraints.horizonYears ?? DEFAULT_HORIZON_YEARS,
        euAnchoredOnly: constraints.euAnchoredOnly ?? false,
        excludedOptions: constraints.excludedOptions ?? [],
        ...optional('budget', constraints.budget),
        ...optional('secrecy', constraints.secrecy),
        ...optional('releasesPerYear', constraints.releasesPerYear),
        ...optional('deadline', (constraints.deadline ?? dates.deadline) as CalendarDate | undefined),
        ...optional('start', constraints.start as CalendarDate | undefined),
      },
      overrides: (a.overrides ?? []).map((o, i) => {
        if (!this.#context.optionIds.has(o.option))
          this.#unknown(
            'dossier.unknown-option',
            `unknown assessment option "${o.option}"`,
            o.option,
            this.#context.optionIds,
            `/overrides/${i}/option`,
          )
        return {
          option: o.option,
          because: o.because,
          ...optional('cost', o.cost),
          ...optional('days', o.days),
          ...optional('queueDays', o.queueDays),
        }
      }),
    }
  }

  // ---- facts

  #facts(a: AuthoredDossier): ReadonlyMap<string, DeclaredFact> {
    const facts = new Map<string, DeclaredFact>()
    const from = new Map<string, string>()
    const author = a.manufacturer?.name ?? 'the author of the dossier'
    const put = (id: string, fact: DeclaredFact, pointer: string): void => {
      const before = facts.get(id)
      if (before !== undefined && JSON.stringify(before.value) !== JSON.stringify(fact.value)) {
        this.#add(
          'dossier.contradiction',
          `the fact ${id} is stated as ${String(fact.value)} here and as ${String(before.value)} by ${from.get(id)}`,
          pointer,
          'State it once, or make both say the same.',
        )
        return
      }
      facts.set(id, fact)
      from.set(id, pointer.slice(1))
    }
    Object.entries(a.facts ?? {}).forEach(([id, written]) => {
      const pointer = `/facts/${id.replace(/~/g, '~0').replace(/\//g, '~1')}`
      const definition = this.#context.facts.get(id)
      if (definition === undefined) {
        this.#unknown('dossier.unknown-fact', `unknown fact "${id}"`, id, this.#context.facts.keys(), pointer)
        return
      }
      const isNested = typeof written === 'object' && !Array.isArray(written)
      const inner = (isNested ? (written as { value: string | string[] }).value : written) as string | readonly string[]
      const value = this.#factValue(definition, inner, isNested ? `${pointer}/value` : pointer)
      if (value === undefined) return
      const more = isNested ? (written as { by?: string; on?: string; note?: string }) : {}
      put(
        id,
        {
          value,
          by: more.by ?? author,
          ...optional('on', more.on as CalendarDate | undefined),
          ...optional('note', more.note),
        },
        pointer,
      )
    })
    const derive = (id: string, value: DeclaredFact['value'] | undefined, pointer: string): void => {
      if (value === undefined) return
      const definition = this.#context.facts.get(id)
      if (definition === undefined) return
      if (typeof value === 'string' && definition.values.length > 0 && !definition.values.includes(value)) {
        this.#unknown('shape.wrong-value', `unknown value "${value}" for ${id}`, value, definition.values, pointer)
        return
      }
      put(id, { value, by: author }, pointer)
    }
    derive(
      'market.eu',
      a.markets === undefined ? undefined : a.markets.includes('EU') || a.markets.includes('EEA'),
      '/markets',
    )
    derive('product.core-functionality', a.target.core, '/target/core')
    derive('manufacturer.size', a.manufacturer?.size, '/manufacturer/size')
    derive('market.first-placed-on', a.dates?.firstPlacedOn, '/dates/firstPlacedOn')
    derive('market.last-placed-on', a.dates?.lastPlacedOn, '/dates/lastPlacedOn')
    derive('market.support-until', a.dates?.supportUntil, '/dates/supportUntil')
    return facts
  }

  /** The value typed as the vocabulary says; undefined for `unknown` and for what was reported. */
  #factValue(
    definition: FactDefinition,
    written: string | readonly string[],
    pointer: string,
  ): DeclaredFact['value'] | undefined {
    if (written === 'unknown') return undefined
    const wrong = (wanted: string): undefined => {
      this.#add(
        'shape.wrong-type',
        `${definition.id} should be ${wanted}, but is ${Array.isArray(written) ? 'a list' : `"${String(written).slice(0, 60)}"`}`,
        pointer,
      )
      return undefined
    }
    if (definition.type === 'set') {
      const values = Array.isArray(written) ? (written as readonly string[]) : [written as string]
      const stray = values.find((v) => definition.values.length > 0 && !definition.values.includes(v))
      if (stray === undefined) return values
      this.#unknown(
        'shape.wrong-value',
        `unknown value "${stray}" for ${definition.id}`,
        stray,
        definition.values,
        pointer,
      )
      return undefined
    }
    if (typeof written !== 'string') return wrong('one value')
    switch (definition.type) {
      case 'boolean':
        return written === 'true' || written === 'yes'
          ? true
          : written === 'false' || written === 'no'
            ? false
            : wrong('true, false or unknown')
      case 'date':
        if (written === 'never' || parseDate(written) !== undefined) return written
        this.#add(
          'shape.bad-date',
          `"${written.slice(0, 60)}" is not a day of the calendar (${definition.id})`,
          pointer,
          'Write days as YYYY-MM-DD, or never where there is no such day.',
        )
        return undefined
      case 'number':
        return /^-?\d{1,12}(\.\d{1,6})?$/.test(written) ? Number(written) : wrong('a number')
      case 'enum':
        if (definition.values.includes(written)) return written
        this.#unknown(
          'shape.wrong-value',
          `unknown value "${written}" for ${definition.id}`,
          written,
          definition.values,
          pointer,
        )
        return undefined
      default:
        return definition.type satisfies never
    }
  }

  // ---- parts, certificates, evidence

  #part(p: NonNullable<AuthoredDossier['parts']>[number], i: number): Part {
    return {
      id: p.id,
      name: p.name,
      origin: p.origin,
      certificates: p.certificates ?? [],
      dependsOn: p.dependsOn ?? [],
      ...optional('version', p.version),
      ...optional('purl', p.purl),
      ...optional('cpe', p.cpe),
      ...(p.supplier === undefined
        ? {}
        : { supplier: { name: p.supplier.name, ...optional('country', p.supplier.country) } }),
      guarantees: (p.provides ?? []).map((g, j) => ({
        id: g.id,
        says: g.says,
        requirements: this.#requirements(g.requirements, `/parts/${i}/provides/${j}/requirements`).flatMap(
          (s) => s.requirements,
        ),
      })),
      assumptions: (p.assumes ?? []).map((x) => ({
        id: x.id,
        says: x.says,
        dischargedBy: x.dischargedBy ?? [],
        ...optional('kind', x.kind),
        ...optional('caveat', x.caveat),
      })),
      ...optional('zone', p.zone),
      ...many(
        'exposedTo',
        (p.exposedTo ?? []).map((e) => ({ part: e.part, isolatedBy: e.isolatedBy ?? [] })),
      ),
      ...many(
        'capabilities',
        (p.securityLevels ?? []).map((c) => ({ levels: vectorOf(c.levels), ...optional('shownBy', c.shownBy) })),
      ),
    }
  }

  #composition(c: NonNullable<AuthoredDossier['compositions']>[number], i: number): CompositionStatement {
    if (c.wanted !== undefined) this.#level(c.wanted, `/compositions/${i}/wanted`)
    return {
      id: c.id,
      part: c.part,
      base: c.base,
      rules: c.rules ?? [],
      facts: new Map(
        Object.entries(c.facts ?? {}).map(([fact, v]) => [
          fact,
          v === 'true' || v === 'yes' ? true : v === 'false' || v === 'no' ? false : v,
        ]),
      ),
      ...optional('method', c.method),
      ...optional('wanted', c.wanted),
      ...optional('reportDated', c.reportDated as CalendarDate | undefined),
    }
  }

  #certificate(c: NonNullable<AuthoredDossier['certificates']>[number], i: number): Certificate {
    const pointer = `/certificates/${i}`
    this.#level(c.level, `${pointer}/level`)
    this.#checkOrder(pointer, 'issued', c.issued, 'expires', c.expires)
    const status = (c.status ?? []).map((s) => ({ value: s.value, from: s.from as CalendarDate }))
    status.forEach((s, j) => {
      const before = status[j - 1]
      if (before !== undefined && s.from < before.from)
        this.#add(
          'dossier.dates-order',
          `status ${s.value} (${s.from}) is before status ${before.value} (${before.from})`,
          `${pointer}/status/${j}/from`,
          'List the statuses in the order of their days.',
        )
    })
    const covers = this.#requirements(c.covers, `${pointer}/covers`)
    if (covers.every((s) => s.selection === undefined)) {
      this.#add(
        'dossier.not-selected',
        `certificate ${c.id} names no selection of requirements, so it covers none`,
        pointer,
        'State under covers what its security target or statement of applicability selects.',
      )
    }
    const s = c.source
    return {
      id: c.id,
      level: c.level,
      status: status as Certificate['status'],
      covers,
      caveats: c.caveats ?? [],
      invented: c.invented ?? false,
      scope: {
        versions: c.scope?.versions ?? [],
        configurations: c.scope?.configurations ?? [],
        ...optional('product', c.scope?.product),
      },
      ...optional('holder', c.holder),
      ...optional('issued', c.issued as CalendarDate | undefined),
      ...optional('expires', c.expires as CalendarDate | undefined),
      ...(c.issuer === undefined ? {} : { issuer: { name: c.issuer.name, ...optional('country', c.issuer.country) } }),
      ...(c.facility === undefined
        ? {}
        : { facility: { name: c.facility.name, ...optional('country', c.facility.country) } }),
      ...(s?.source === undefined
        ? {}
        : {
            citation: {
              source: s.source,
              at: s.at ?? '',
              standing: s.standing ?? 'unchecked',
              ...optional('on', s.on as CalendarDate | undefined),
            },
          }),
    }
  }

  #evidence(e: NonNullable<AuthoredDossier['evidence']>[number], i: number): EvidenceRecord {
    return {
      id: e.id,
      activity: e.activity,
      performer: e.by,
      on: e.on as CalendarDate,
      part: e.part ?? 'whole',
      ...optional('expires', e.expires as CalendarDate | undefined),
      gives: (e.gives ?? []).map((g) => ({
        dimension: g.dimension,
        front: pair(g.depth, WITHOUT_PERFORMER.has(g.dimension) ? 0 : e.by.independence),
      })),
      covers: this.#requirements(e.covers, `/evidence/${i}/covers`).flatMap((s) => s.requirements),
    }
  }

  #requirements(
    authored: readonly { set: string; requirements: 'all' | readonly string[]; selection?: string }[] | undefined,
    pointer: string,
  ): readonly RequirementSelection[] {
    return (authored ?? []).flatMap((c, i) => {
      const set = this.#context.requirementSets.get(c.set)
      if (set === undefined) {
        this.#unknown(
          'dossier.unknown-requirement-set',
          `unknown requirement set "${c.set}"`,
          c.set,
          this.#context.requirementSets.keys(),
          `${pointer}/${i}/set`,
        )
        return []
      }
      const known = new Map(set.requirements.filter((r) => !r.isHeading).map((r) => [r.id, r]))
      const ids = c.requirements === 'all' ? [...known.keys()] : c.requirements
      const requirements: RequirementRef[] = []
      ids.forEach((id, j) => {
        if (known.has(id)) requirements.push({ set: c.set, requirement: id })
        else
          this.#unknown(
            'dossier.unknown-requirement',
            `unknown requirement "${id}" in set ${c.set}`,
            id,
            known.keys(),
            `${pointer}/${i}/requirements/${j}`,
          )
      })
      return [{ requirements, ...optional('selection', c.selection) }]
    })
  }

  #level(text: string, pointer: string): void {
    if (text.length > LONGEST_LEVEL) {
      this.#add(
        'dossier.unknown-level',
        `a level of ${text.length} characters; a printed level has at most ${LONGEST_LEVEL}`,
        pointer,
        'catalogue search lists the levels.',
      )
      return
    }
    const read = readPrintedLevel(text, this.#context.levels)
    if (read.kind === 'ambiguous') {
      const candidates = read.candidates.map((c) => c.id).join(', ')
      this.#add(
        'dossier.unknown-level',
        `unknown level "${text.slice(0, 80)}": ${read.because}`,
        pointer,
        `Write the id of the one that is meant: ${candidates}.`,
      )
    }
    if (read.kind !== 'unknown') return
    const near = this.#errors >= MOST_DIAGNOSTICS ? undefined : nearestWords(text, this.#context.levels.keys())[0]
    this.#add(
      'dossier.unknown-level',
      `unknown level "${text.slice(0, 80)}": ${read.because} (column ${read.column})`,
      pointer,
      near === undefined ? 'catalogue search lists the levels.' : `Did you mean "${near}"?`,
    )
  }

  // ---- what refers to what

  #checkReferences(a: AuthoredDossier, parts: readonly Part[], certificates: readonly Certificate[]): void {
    this.#unique(
      'parts',
      parts.map((p) => p.id),
    )
    this.#unique(
      'certificates',
      certificates.map((c) => c.id),
    )
    this.#unique(
      'evidence',
      (a.evidence ?? []).map((e) => e.id),
    )
    this.#unique(
      'risks',
      (a.risks ?? []).map((r) => r.id),
    )
    const partIds = new Set([...parts.map((p) => p.id), 'whole'])
    const certificateIds = new Set(certificates.map((c) => c.id))
    parts.forEach((p, i) => {
      p.certificates.forEach((id, j) => {
        if (!certificateIds.has(id))
          this.#unknown(
            'dossier.unknown-certificate',
            `part ${p.id} names the certificate ${id}, which the dossier does not hold`,
            id,
            certificateIds,
            `/parts/${i}/certificates/${j}`,
          )
      })
      p.dependsOn.forEach((id, j) => {
        if (!partIds.has(id))
          this.#unknown(
            'dossier.unknown-part',
            `part ${p.id} depends on the part ${id}, which the dossier does not have`,
            id,
            partIds,
            `/parts/${i}/dependsOn/${j}`,
          )
      })
    })
    ;(a.evidence ?? []).forEach((e, i) => {
      if (e.part !== undefined && !partIds.has(e.part))
        this.#unknown(
          'dossier.unknown-part',
          `evidence ${e.id} names the part ${e.part}, which the dossier does not have`,
          e.part,
          partIds,
          `/evidence/${i}/part`,
        )
    })
    ;(a.bills ?? []).forEach((b, i) => {
      if (b.part !== undefined && !partIds.has(b.part))
        this.#unknown(
          'dossier.unknown-part',
          `the bill ${b.file} names the part ${b.part}, which the dossier does not have`,
          b.part,
          partIds,
          `/bills/${i}/part`,
        )
    })
    this.#checkSystem(a, partIds, certificateIds)
    const circle = circleAmong(parts.map((p) => [p.id, p.dependsOn] as const))
    if (circle !== undefined)
      this.#add(
        'document.cycle',
        `parts depend on each other in a circle: ${shownCircle(circle)}`,
        `/parts/${parts.findIndex((p) => p.id === circle[0])}/dependsOn`,
        'Remove one of the links.',
      )
  }

  /** Compositions, zones and conduits name parts, evidence and guarantees that the dossier has. */
  #checkSystem(a: AuthoredDossier, partIds: ReadonlySet<string>, certificateIds: ReadonlySet<string>): void {
    const evidence = new Set((a.evidence ?? []).map((e) => e.id))
    const guarantees = new Set((a.parts ?? []).flatMap((p) => (p.provides ?? []).map((g) => g.id)))
    const zones = new Set((a.zones ?? []).map((z) => z.id))
    const showing = new Set([...evidence, ...guarantees])
    const check = (
      code: Parameters<typeof diagnose>[0],
      what: string,
      name: string | undefined,
      known: ReadonlySet<string>,
      pointer: string,
    ): void => {
      if (name !== undefined && !known.has(name))
        this.#unknown(code, `${what} ${name}, which the dossier does not have`, name, known, pointer)
    }
    for (const what of ['compositions', 'zones', 'conduits', 'changes'] as const)
      this.#unique(
        what,
        (a[what] ?? []).map((x) => x.id),
      )
    ;(a.parts ?? []).forEach((p, i) => {
      const at = `/parts/${i}`
      check('dossier.unknown-zone', `part ${p.id} stands in the zone`, p.zone, zones, `${at}/zone`)
      ;(p.exposedTo ?? []).forEach((e, j) => {
        const pointer = `${at}/exposedTo/${j}`
        check('dossier.unknown-part', `part ${p.id} is exposed to the part`, e.part, partIds, `${pointer}/part`)
        ;(e.isolatedBy ?? []).forEach((name, k) =>
          check(
            'dossier.unknown-guarantee',
            `part ${p.id} is kept apart by the guarantee`,
            name,
            guarantees,
            `${pointer}/isolatedBy/${k}`,
          ),
        )
      })
      ;(p.securityLevels ?? []).forEach((c, j) =>
        check(
          'dossier.unknown-evidence',
          `the security levels of part ${p.id} are shown by`,
          c.shownBy,
          new Set([...evidence, ...certificateIds]),
          `${at}/securityLevels/${j}/shownBy`,
        ),
      )
      ;(p.assumes ?? []).forEach((x, j) =>
        check(
          'dossier.unknown-certificate',
          `assumption ${x.id} stands for a caveat of the certificate`,
          x.caveat?.of,
          certificateIds,
          `${at}/assumes/${j}/caveat/of`,
        ),
      )
    })
    ;(a.changes ?? []).forEach((c, i) => {
      const at = `/changes/${i}`
      check('dossier.unknown-part', `change ${c.id} is of the part`, c.part, partIds, `${at}/part`)
      check(
        'dossier.unknown-certificate',
        `change ${c.id} is looked at against`,
        c.certificate,
        certificateIds,
        `${at}/certificate`,
      )
    })
    ;(a.compositions ?? []).forEach((c, i) => {
      const at = `/compositions/${i}`
      check('dossier.unknown-part', `composition ${c.id} is of the part`, c.part, partIds, `${at}/part`)
      check('dossier.unknown-part', `composition ${c.id} stands on the part`, c.base, partIds, `${at}/base`)
      for (const [fact, value] of Object.entries(c.facts ?? {}))
        if (!['true', 'false', 'yes', 'no'].includes(value))
          check('dossier.unknown-evidence', `composition ${c.id}, ${fact}, is shown by`, value, evidence, `${at}/facts`)
    })
    const counters = [
      ...(a.zones ?? []).map((z, i) => ({ at: `/zones/${i}`, of: z })),
      ...(a.conduits ?? []).map((c, i) => ({ at: `/conduits/${i}`, of: c })),
    ]
    for (const { at, of } of counters)
      (of.countermeasures ?? []).forEach((m, j) =>
        m.by.forEach((name, k) =>
          check(
            'dossier.unknown-evidence',
            `a countermeasure of ${of.id} is`,
            name,
            showing,
            `${at}/countermeasures/${j}/by/${k}`,
          ),
        ),
      )
    ;(a.conduits ?? []).forEach((c, i) => {
      c.between.forEach((zone, j) =>
        check('dossier.unknown-zone', `conduit ${c.id} leads to the zone`, zone, zones, `/conduits/${i}/between/${j}`),
      )
      ;(c.parts ?? []).forEach((part, j) =>
        check('dossier.unknown-part', `conduit ${c.id} is guarded by`, part, partIds, `/conduits/${i}/parts/${j}`),
      )
    })
  }

  #unique(what: string, ids: readonly string[]): void {
    const seen = new Set<string>()
    ids.forEach((id, i) => {
      if (seen.has(id))
        this.#add(
          'dossier.duplicate-id',
          `the id ${id} stands twice among ${what}`,
          `/${what}/${i}/id`,
          'Give each its own id.',
        )
      seen.add(id)
    })
  }

  #checkOrder(pointer: string, first: string, a: string | undefined, second: string, b: string | undefined): void {
    if (a !== undefined && b !== undefined && b < a)
      this.#add(
        'dossier.dates-order',
        `${second} (${b}) is before ${first} (${a})`,
        `${pointer}/${second}`,
        'Correct one of the two days.',
      )
  }

  #unknown(
    code: Parameters<typeof diagnose>[0],
    message: string,
    word: string,
    known: Iterable<string>,
    pointer: string,
  ): void {
    const near = this.#errors >= MOST_DIAGNOSTICS ? undefined : nearestWords(word, first(known, MOST_NEAR))[0]
    this.#add(code, message, pointer, near === undefined ? undefined : `Did you mean "${near}"?`)
  }

  /** Errors and notes are counted apart, so that no number of notes hides an error. A place is looked up only for what is shown. */
  #add(code: Parameters<typeof diagnose>[0], message: string, pointer: string, hint?: string): void {
    const count = code === 'dossier.not-selected' ? (this.#notes += 1) : (this.#errors += 1)
    if (count > MOST_DIAGNOSTICS) this.unshown += 1
    else
      this.diagnostics.push(diagnose(code, message, { at: this.#document.place(pointer), ...optional('hint', hint) }))
  }
}

/** The members of a circle, the first of them again at the end; of a long one only the ends. */
function shownCircle(circle: readonly string[]): string {
  const shown =
    circle.length <= 12 ? circle : [...circle.slice(0, 8), `… ${circle.length - 11} more …`, ...circle.slice(-3)]
  return shown.join(' → ')
}

function first(words: Iterable<string>, count: number): readonly string[] {
  const out: string[] = []
  for (const word of words) {
    if (out.length === count) break
    out.push(word)
  }
  return out
}

type AuthoredVector = NonNullable<AuthoredDossier['zones']>[number]['target']

/** One number stands for all seven; of a map, what is left out is 0. */
function vectorOf(written: AuthoredVector): SecurityLevelVector {
  const of = (r: string): number => (typeof written === 'number' ? written : (written[r] ?? 0))
  return Object.fromEntries(FOUNDATIONAL_REQUIREMENTS.map((r) => [r, of(r)])) as SecurityLevelVector
}

function countermeasuresOf(
  written: NonNullable<AuthoredDossier['zones']>[number]['countermeasures'],
): readonly Countermeasure[] {
  return (written ?? []).map(({ requirement, level, by }) => ({ requirement, level, by }))
}

function many<K extends string, V>(key: K, list: readonly V[]): { readonly [P in K]?: readonly V[] } {
  return (list.length === 0 ? {} : { [key]: list }) as { readonly [P in K]?: readonly V[] }
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

// ---- overlays -----------------------------------------------------------------------------------------------------------------

function changeOf(c: NonNullable<AuthoredDossier['changes']>[number]): ReleaseChange {
  return {
    id: c.id,
    release: c.release,
    part: c.part ?? 'whole',
    says: c.says,
    ...optional('certificate', c.certificate),
    items: c.items.map((i) => ({
      what: i.what,
      name: i.name,
      securityFunctions: i.securityFunctions ?? [],
      files: i.files ?? [],
      evidence: i.evidence ?? [],
      ...optional('says', i.says),
      ...optional('isInTarget', i.inTarget),
      ...optional('touchesSecurityFunction', i.touchesSecurityFunction),
      ...optional('effectOnAssurance', i.effectOnAssurance),
      ...optional('because', i.because),
    })),
  }
}

/** Lists whose items are merged by their `id`; every other list is replaced whole. */
const BY_ID = new Set(['parts', 'certificates', 'evidence', 'risks', 'compositions', 'zones', 'conduits', 'changes'])

/** A partial dossier laid over another: maps are merged key by key, a list or a value replaces the one below, parts and certificates are merged by id. */
export function layOver(base: SourceDocument, overlay: SourceDocument): SourceDocument {
  const origin = new Map<string, { document: SourceDocument; pointer: string }>()
  const value = merge(base.value, overlay.value, '', '')

  function merge(below: Written, above: Written, pointer: string, abovePointer: string): Written {
    if (isMap(below) && isMap(above)) {
      // The map itself stays the one below: what is missing from it is missing there.
      const out: Record<string, Written> = Object.assign(Object.create(null) as Record<string, Written>, below)
      for (const [key, inner] of Object.entries(above)) {
        const segment = `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`
        if (key === 'over') continue
        const under = below[key]
        out[key] =
          under === undefined
            ? stamp(inner, pointer + segment, abovePointer + segment)
            : merge(under, inner, pointer + segment, abovePointer + segment)
      }
      return out
    }
    const name = pointer.slice(pointer.lastIndexOf('/') + 1)
    if (Array.isArray(below) && Array.isArray(above) && BY_ID.has(name))
      return mergeById(below, above, pointer, abovePointer)
    return stamp(above, pointer, abovePointer)
  }

  function mergeById(
    below: readonly Written[],
    above: readonly Written[],
    pointer: string,
    abovePointer: string,
  ): Written {
    const out = [...below]
    const placeOf = new Map<Written | undefined, number>()
    below.forEach((item, i) => isMap(item) && !placeOf.has(item.id) && placeOf.set(item.id, i))
    above.forEach((item, i) => {
      const at = isMap(item) ? placeOf.get(item.id) : undefined
      if (at === undefined) {
        stamp(item, `${pointer}/${out.length}`, `${abovePointer}/${i}`)
        if (isMap(item)) placeOf.set(item.id, out.length)
        out.push(item)
      } else out[at] = merge(out[at] as Written, item, `${pointer}/${at}`, `${abovePointer}/${i}`)
    })
    return out
  }

  function stamp(inner: Written, pointer: string, abovePointer: string): Written {
    origin.set(pointer, { document: overlay, pointer: abovePointer })
    return inner
  }

  return {
    file: base.file,
    value,
    place(pointer) {
      for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
        const from = origin.get(at)
        if (from !== undefined) return from.document.place(from.pointer + pointer.slice(at.length))
        if (at === '') return base.place(pointer)
      }
    },
  }
}

function isMap(value: Written): value is WrittenMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `path=value` of the command line as an overlay: `constraints.budget=100000`, `facts.market.eu=false` (fact ids keep their dots); `path=` takes a value away. */
export function setOverlay(assignment: string): SourceDocument | Diagnostic {
  const at = { file: '--set', line: 1, column: 1, pointer: '' }
  const equals = assignment.indexOf('=')
  if (equals <= 0)
    return diagnose('dossier.overlay', `"${assignment.slice(0, 60)}" is not of the form path=value`, {
      at,
      hint: 'For example: --set constraints.budget=100000',
    })
  const path = assignment.slice(0, equals)
  const keys = path.startsWith('facts.') ? ['facts', path.slice('facts.'.length)] : path.split('.')
  let value: Written = assignment.length === equals + 1 ? null : assignment.slice(equals + 1)
  for (const key of keys.reverse()) {
    const map: Record<string, Written> = Object.create(null) as Record<string, Written>
    map[key] = value
    value = map
  }
  return { file: '--set', value, place: (pointer) => ({ ...at, pointer }) }
}
