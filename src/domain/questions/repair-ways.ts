/**
 * The ways back that there are after a loss: what could be done about each certificate, part and assumption that fell, as events that would
 * follow. What such an event changes is the kernel's to say; here stands only which are open, what work they ask for, and why others are closed.
 */
import { addMonths, type CalendarDate } from '#util/calendar-date.ts'
import { type Because, type Citation, given, type OpenFact } from '../answers/index.ts'
import {
  assumptionAtom,
  certificateAtom,
  type CertificateOrigin,
  claimAtom,
  type Composition,
  isEuropeanCertificate,
  nativeLevelOf,
  originOf,
  recordedStatus,
} from '../composition/index.ts'
import type { ChangeEvent, Situation } from '../change/index.ts'
import { frontOf } from '../assurance/index.ts'
import type { Certificate, EvidenceRecord, Part } from '../dossier/index.ts'
import type { Truth } from '#fixpoint/index.ts'
import type { AssessmentOption } from './assessment-option.ts'
import type { Catalogue } from './catalogue.ts'
import { type LevelNeed, meetsNeed } from './level-cells.ts'
import type { WorkBook } from './repair-works.ts'

export const REPAIR_KINDS = [
  'renewal',
  're-certification',
  'maintenance',
  'end-of-suspension',
  'fix',
  'other-certificate',
  'integration-evidence',
  'own-assessment',
  'composite-re-evaluation',
] as const
export type RepairKind = (typeof REPAIR_KINDS)[number]

/** Days of a repair that is done: from when its records count, and until when they do at least. */
export interface Done {
  readonly from: CalendarDate
}

export interface Repair {
  readonly id: string
  readonly kind: RepairKind
  readonly subject: string
  readonly says: string
  /** Works of which, of each list, one is needed. */
  readonly works: readonly (readonly string[])[]
  /** What has to come out so, and nobody can promise. */
  readonly conditions: readonly string[]
  /** What it costs besides and no figure is known for. */
  readonly notPriced: readonly string[]
  readonly because: Because
  readonly events: (done: Done) => readonly ChangeEvent[]
}

/** A way that is not open, or of which it is not known whether it is. */
export interface ClosedWay {
  readonly kind: RepairKind
  readonly subject: string
  readonly state: 'closed' | 'not-known'
  readonly because: Because
  readonly settledBy: readonly OpenFact[]
}

export interface Ways {
  readonly repairs: readonly Repair[]
  readonly closed: readonly ClosedWay[]
}

/** Something that could be used in place of what fell: certificates and versions, as events. */
export interface Offer {
  readonly name: string
  readonly events: readonly ChangeEvent[]
}

export interface WaysInput {
  readonly before: Situation
  readonly after: Situation
  readonly was: Composition
  readonly is: Composition
  /** The day on which things were still as before. */
  readonly since: CalendarDate
  readonly on: CalendarDate
  readonly catalogue: Catalogue
  readonly book: WorkBook
  readonly offers: readonly Offer[]
  /** Certificates that other dossiers of the portfolio hold, with the part they hold them for. */
  readonly heldElsewhere: readonly {
    readonly certificate: Certificate
    readonly part: Part
    readonly dossier: string
  }[]
  /** What the claims of a part showed before, as single needs. */
  readonly needsOf: (part: string) => readonly LevelNeed[]
}

export function waysBack(input: WaysInput): Ways {
  return new WayFinder(input).find()
}

const READ = '2026-11-25' as CalendarDate
const EUCC = (at: string): Citation => ({ source: 'eu-2024-482', at, standing: 'primary', on: READ })

/** What a scheme that issues no more of a kind leads to. The same rows as in the table of what is no longer renewed. */
const SUCCESSORS: readonly {
  readonly isFor: (o: CertificateOrigin) => boolean
  readonly scheme: string
  readonly register: string
  readonly because: Because
}[] = [
  {
    isFor: (o) => o.level?.scheme === 'fips-140-2',
    scheme: 'fips-140-3',
    register: 'cmvp',
    because: given('law', 'no new validations to FIPS 140-2 are taken; a module is validated to FIPS 140-3', {
      source: 'nist-cmvp',
      at: 'FIPS 140-2 submissions from 1 April 2022',
      standing: 'primary',
      on: READ,
    }),
  },
  {
    isFor: (o) => o.register === 'cc' && !isEuropeanCertificate(o),
    scheme: 'eucc',
    register: 'eucc',
    because: given(
      'law',
      'national schemes that the EUCC covers ceased to have effect; what follows a national certificate is issued under the EUCC',
      EUCC('Art. 49(1), 49(3), 50'),
    ),
  },
]

/** A certification whose paper is in hand because the certificate that fell was made with it. */
const MADE_FOR_IT: ReadonlySet<string> = new Set([
  'security-target',
  'user-information',
  'disclosure-policy',
  'contact-point',
  'risk-assessment',
])

class WayFinder {
  readonly #in: WaysInput
  readonly #repairs = new Map<string, Repair>()
  readonly #closed: ClosedWay[] = []

  constructor(input: WaysInput) {
    this.#in = input
  }

  find(): Ways {
    const { is, after } = this.#in
    const bare = new Set<string>()
    for (const c of is.dossier.certificates) {
      const parts = is.dossier.parts.filter((p) => p.certificates.includes(c.id))
      const fell = parts.filter((p) => this.#fell(certificateAtom('relied', c.id, p.id)))
      if (fell.length > 0) {
        this.#aboutCertificate(c, fell)
        for (const p of fell) bare.add(p.id)
      } else if (this.#fell(certificateAtom('renewable', c.id))) this.#aboutUpkeep(c, parts)
    }
    for (const e of is.dossier.evidence)
      if (this.#fell({ text: `declared:evidence ${e.id}` })) {
        if (e.part === 'whole') this.#compositeAgain(e)
        else bare.add(e.part)
      }
    for (const f of after.findings) this.#aboutFinding(f.id, f.part)
    for (const id of bare) this.#ownAssessment(this.#part(id))
    for (const p of is.dossier.parts)
      for (const a of p.assumptions) if (this.#fell(assumptionAtom(p.id, a.id))) this.#integrationEvidence(p, a.id)
    for (const offer of this.#in.offers) this.#offer(offer)
    return { repairs: [...this.#repairs.values()], closed: this.#closed }
  }

  #fell(about: { readonly text: string }): boolean {
    const { was, is, since, on } = this.#in
    return HEIGHT[is.theory.truth(about as never, on)] < HEIGHT[was.theory.truth(about as never, since)]
  }

  #part(id: string): Part {
    return this.#in.is.dossier.parts.find((p) => p.id === id) as Part
  }

  #add(repair: Repair): void {
    if (!this.#repairs.has(repair.id)) this.#repairs.set(repair.id, repair)
  }

  #shut(
    kind: RepairKind,
    subject: string,
    because: Because,
    settledBy: readonly OpenFact[] = [],
    state: ClosedWay['state'] = settledBy.length > 0 ? 'not-known' : 'closed',
  ): void {
    this.#closed.push({ kind, subject, state, because, settledBy })
  }

  // ---- a certificate that may no longer be leaned on

  #aboutCertificate(c: Certificate, fell: readonly Part[]): void {
    const { is, on } = this.#in
    const namesNoMore = fell.filter(
      (p) => is.theory.truth({ text: `computed:in force ${c.id}` } as never, on) === 'yes' && p.version !== undefined,
    )
    if (namesNoMore.length > 0) this.#maintenance(c, namesNoMore)
    else {
      this.#renewal(c)
      this.#suspension(c)
    }
    this.#again(c, fell)
    this.#heldElsewhere(c, fell)
  }

  #status(c: Certificate): string | undefined {
    const answer = recordedStatus(c, this.#in.on)
    return answer.kind === 'value' ? answer.value.value.value : undefined
  }

  /** Its issuer confirms it for a longer time. Open while it was in force and its scheme renews its kind. */
  #renewal(c: Certificate): void {
    const { was, since, book, is } = this.#in
    const status = this.#status(c)
    if (status === 'withdrawn' || status === 'revoked') {
      this.#shut(
        'renewal',
        c.id,
        given(
          c.citation === undefined ? 'declared' : 'law',
          `its issuer recorded ${status}; only a certificate in force is renewed`,
          c.citation,
        ),
      )
      return
    }
    const about = certificateAtom('renewable', c.id)
    const renewable: Truth = was.theory.truth(about, since)
    const because = was.theory.because(about, since)
    if (renewable !== 'yes') {
      const asks = renewable === 'not-known' ? was.theory.settledBy(about, since) : []
      this.#shut('renewal', c.id, because, asks)
      return
    }
    const work = book.add('evidence-reassessment', c.id, is.dossier)
    if (work === undefined) return
    this.#add({
      id: `renew ${c.id}`,
      kind: 'renewal',
      subject: c.id,
      says: `have ${c.id} reviewed and confirmed, or replaced by one that runs longer`,
      works: [[work]],
      conditions: ['the re-assessment finds the product still withstands the attacks of the day'],
      notPriced: ['the fee of the certification body'],
      because,
      events: ({ from }) => [
        { kind: 'certificate-end', certificate: c.id, expires: addMonths(from, VALID_MONTHS) },
        { kind: 'certificate-status', certificate: c.id, value: 'valid', from },
      ],
    })
  }

  #suspension(c: Certificate): void {
    if (this.#status(c) !== 'suspended') return
    const { book, is } = this.#in
    const origin = originOf(c, this.#in.catalogue.levels)
    if (!isEuropeanCertificate(origin)) {
      this.#shut('end-of-suspension', c.id, given('law', `no text was read on how a suspension of ${c.id} ends`), [
        {
          id: c.id,
          what: 'dossier-fact',
          question: `What does the issuer of ${c.id} ask for before it lifts the suspension?`,
          why: 'No text of its scheme was read about that.',
        },
      ])
      return
    }
    const work = book.add('change-impact-analysis', c.id, is.dossier)
    if (work === undefined) return
    this.#add({
      id: `lift the suspension of ${c.id}`,
      kind: 'end-of-suspension',
      subject: c.id,
      says: `remedy what ${c.id} was suspended for, so that its body lifts the suspension`,
      works: [[work]],
      conditions: ['the certification body accepts the remedy'],
      notPriced: ['the remedy itself'],
      because: given(
        'law',
        'a suspension lasts until the non-conformity is remedied, and is limited in time',
        EUCC('Art. 28-30'),
      ),
      events: ({ from }) => [{ kind: 'certificate-status', certificate: c.id, value: 'valid', from }],
    })
  }

  /** The part moved to a version that the certificate does not name. */
  #maintenance(c: Certificate, parts: readonly Part[]): void {
    const { book, is } = this.#in
    const origin = originOf(c, this.#in.catalogue.levels)
    if (!isEuropeanCertificate(origin)) {
      this.#shut(
        'maintenance',
        c.id,
        given('law', `no text was read on how the scheme of ${c.id} keeps a certificate over a change`),
        [
          {
            id: c.id,
            what: 'dossier-fact',
            question: `Does the issuer of ${c.id} extend it to version ${parts[0]?.version ?? ''} after a change?`,
            why: 'No text of its scheme was read about that.',
          },
        ],
      )
      return
    }
    const work = book.add('change-impact-analysis', c.id, is.dossier)
    if (work === undefined) return
    const versions = [...new Set(parts.flatMap((p) => p.version ?? []))]
    this.#add({
      id: `maintain ${c.id} for ${versions.join(', ')}`,
      kind: 'maintenance',
      subject: c.id,
      says: `hand in an impact analysis, so that ${c.id} also names ${versions.join(', ')}`,
      works: [[work]],
      conditions: ['the certification body rates the change as minor'],
      notPriced: [],
      because: given(
        'law',
        'a change that the body confirms as minor ends in a maintenance report',
        EUCC('Annex IV.3, points 1-5'),
      ),
      events: () => [
        {
          kind: 'certificate-issued',
          certificate: { ...c, scope: { ...c.scope, versions: [...new Set([...c.scope.versions, ...versions])] } },
          parts: parts.map((p) => p.id),
        },
      ],
    })
  }

  /** A new certificate of the same line for the same thing. */
  #again(c: Certificate, parts: readonly Part[]): void {
    const { book, is, catalogue } = this.#in
    const origin = originOf(c, catalogue.levels)
    const level = nativeLevelOf(c, catalogue.levels)
    const next = SUCCESSORS.find((s) => s.isFor(origin))
    const scheme = next?.scheme ?? level?.scheme
    if (scheme === undefined) {
      this.#shut(
        're-certification',
        c.id,
        given('computed', `the level "${c.level}" of ${c.id} names no scheme that the catalogue knows`),
        [
          {
            id: c.id,
            what: 'dossier-fact',
            question: `Under which scheme, and at which level, was ${c.id} issued?`,
            why: 'Without it no price and no time of a new certificate is known.',
          },
        ],
      )
      return
    }
    const options = [...catalogue.options.values()].filter(
      (o) => o.optionKind === 'certification' && o.scheme === scheme && o.attains.length > 0,
    )
    let found = 0
    for (const o of options) {
      const work = book.add(o.id, c.id, is.dossier, { inHand: MADE_FOR_IT, asBefore: true })
      if (work === undefined) continue
      found += 1
      this.#add(this.#newCertificate(c, parts, o, work, next?.register ?? origin.register, next?.because))
    }
    if (found === 0)
      this.#shut(
        're-certification',
        c.id,
        given('computed', `the catalogue has no price and no time for a certification under ${scheme}`),
        [
          {
            id: `option:${scheme}`,
            what: 'catalogue',
            question: `What does a certification under ${scheme} cost, and how long does it take?`,
            why: 'A way back without a price and a time cannot be weighed.',
          },
        ],
      )
  }

  #newCertificate(
    c: Certificate,
    parts: readonly Part[],
    o: AssessmentOption,
    work: string,
    register: string,
    because: Because | undefined,
  ): Repair {
    const number = c.id.slice(c.id.indexOf(':') + 1)
    const asked = parts.flatMap((p) => p.guarantees.flatMap((g) => g.requirements))
    const covers =
      asked.length === 0 && c.covers.length === 0
        ? []
        : [...c.covers, { requirements: asked, selection: 'to be written into the new certificate' }]
    const certificate: Certificate = {
      id: `${register}:planned/${o.id}/${number}`,
      level: o.attains[0] as string,
      scope: { ...c.scope, versions: [...new Set(parts.flatMap((p) => p.version ?? []))] },
      status: [],
      covers,
      caveats: [],
      invented: true,
    }
    const bought = parts.some((p) => p.origin !== 'made')
    return {
      id: `certify ${number} again: ${o.id}`,
      kind: 're-certification',
      subject: c.id,
      says: `have ${parts[0]?.name ?? c.id} certified again: ${o.name}`,
      works: [[work]],
      conditions: [
        'the evaluation is passed',
        ...(bought ? [`${parts[0]?.supplier?.name ?? 'its supplier'} hands it in, or lets it be handed in`] : []),
        ...(asked.length === 0 ? [] : ['its selection names what the guarantees name']),
      ],
      notPriced: [],
      because:
        because ??
        given('computed', `${o.name} is a certification of the scheme that ${c.id} was issued under`, o.citation),
      events: ({ from }) => [
        {
          kind: 'certificate-issued',
          certificate: {
            ...certificate,
            issued: from,
            expires: addMonths(from, o.validityMonths ?? VALID_MONTHS),
            status: [{ value: 'valid', from }],
          },
          parts: parts.map((p) => p.id),
        },
      ],
    }
  }

  /** Another dossier of the portfolio holds a certificate for the very same thing. */
  #heldElsewhere(lost: Certificate, fell: readonly Part[]): void {
    for (const part of fell) {
      for (const { certificate, part: other, dossier } of this.#in.heldElsewhere) {
        if (certificate.id === lost.id || part.certificates.includes(certificate.id)) continue
        if (part.purl === undefined || part.purl !== other.purl || part.version !== other.version) continue
        this.#add({
          id: `use ${certificate.id} for ${part.id}`,
          kind: 'other-certificate',
          subject: certificate.id,
          says: `bind ${part.name} to ${certificate.id}, which ${dossier} holds for the same package and version`,
          works: [],
          conditions: ['a person confirms that it is the same thing in the same configuration'],
          notPriced: [],
          because: given('computed', `equal package URL ${part.purl} and version ${part.version ?? 'not stated'}`),
          events: () => [{ kind: 'certificate-issued', certificate, parts: [part.id] }],
        })
      }
    }
  }

  // ---- what the reader offers

  #offer(offer: Offer): void {
    const { book, is } = this.#in
    const { dossier } = is
    const parts = [
      ...new Set(
        offer.events.flatMap((e) =>
          e.kind === 'certificate-issued' ? e.parts : e.kind === 'new-version' ? [e.part] : [],
        ),
      ),
    ].filter((id) => dossier.parts.some((p) => p.id === id))
    if (parts.length === 0) return
    const moved = offer.events.flatMap((e) => (e.kind === 'new-version' ? [e.part] : []))
    const needed: (readonly (string | undefined)[])[] = []
    if (moved.length > 0) {
      needed.push([book.add('component-due-diligence', dossier.id, dossier)])
      for (const part of moved)
        needed.push([
          book.add('security-function-test-internal', `${dossier.id}/${part}`, dossier),
          book.add('security-function-test-laboratory', `${dossier.id}/${part}`, dossier),
        ])
      for (const c of this.#certificatesOver(moved)) needed.push([book.add('change-impact-analysis', c.id, dossier)])
    }
    const works = needed.map((group) => group.flatMap((w) => w ?? []))
    if (works.some((group) => group.length === 0)) {
      this.#shut(
        'other-certificate',
        offer.name,
        given('computed', `the work that ${offer.name} asks for is not open to this dossier`),
      )
      return
    }
    const over = this.#certificatesOver(moved)
    this.#add({
      id: `use ${offer.name}`,
      kind: 'other-certificate',
      subject: offer.name,
      says: `use what ${offer.name} offers for ${parts.join(', ')}`,
      works,
      conditions: [
        ...(moved.length === 0
          ? ['a person confirms that it is the same thing in the same configuration']
          : [`${moved.join(', ')} in the offered version does in this product what the one in use does`]),
        ...over.map((c) => `the issuer of ${c.id} rates the change beneath it as minor`),
      ],
      notPriced: moved.length === 0 ? [] : [`integrating ${moved.join(', ')} in the offered version`],
      because: given('declared', `offered by the reader: ${offer.name}`),
      events: () => offer.events,
    })
  }

  /** Certificates of parts that rest on the parts that move; they were given over what lay beneath then. */
  #certificatesOver(moved: readonly string[]): readonly Certificate[] {
    const { dossier } = this.#in.is
    const ids = new Set(moved)
    const over = dossier.parts.filter(
      (p) =>
        !ids.has(p.id) &&
        (p.dependsOn.some((q) => ids.has(q)) ||
          p.assumptions.some((a) =>
            dossier.parts.some((q) => ids.has(q.id) && q.guarantees.some((g) => a.dischargedBy.includes(g.id))),
          )),
    )
    return dossier.certificates.filter((c) => over.some((p) => p.certificates.includes(c.id)))
  }

  // ---- a finding

  #aboutFinding(id: string, partId: string): void {
    const { before, is, after, book, on } = this.#in
    if (before.findings.some((f) => f.id === id && f.part === partId)) return
    const finding = after.findings.find((f) => f.id === id && f.part === partId)
    if (finding === undefined || !this.#fell({ text: `declared:undisturbed ${partId} by ${id}` })) return
    const part = this.#part(partId)
    const fix = is.dossier.facts.get('vulnerability.fix-available-on')
    if (fix === undefined) {
      this.#shut('fix', `${partId}: ${id}`, given('declared', `nobody stated that a fix for ${id} is available`), [
        {
          id: 'vulnerability.fix-available-on',
          what: 'dossier-fact',
          question: `On which day is, or was, a fix for ${id} available?`,
          why: 'Without a fix there is nothing to take over.',
        },
      ])
    } else {
      const works = part.certificates.map((c) => book.add('change-impact-analysis', c, is.dossier))
      this.#add({
        id: `fix ${id} in ${is.dossier.id}/${partId}`,
        kind: 'fix',
        subject: `${partId}: ${id}`,
        says: `take over the fix of ${id} in ${part.name}`,
        works: works.flatMap((w) => (w === undefined ? [] : [[w]])),
        conditions: part.certificates.map((c) => `the issuer of ${c} confirms that it names the fixed version`),
        notPriced: ['taking over the fix and shipping it'],
        because: given('declared', `a fix for ${id} is stated to be available on ${String(fix.value)}`),
        events: ({ from }) => [{ kind: 'vulnerability', finding: { ...finding, state: 'fixed', until: from } }],
      })
    }
    const about = claimAtom(partId, part.guarantees[0]?.id ?? '')
    if (finding.state === 'under-investigation' || (finding.state === 'affected' && finding.rated === undefined))
      this.#shut(
        'own-assessment',
        `${partId}: ${id}`,
        given('computed', `whether ${part.name} withstands ${id} is not rated`),
        [...is.theory.settledBy(about, on).filter((f) => f.id === id)],
      )
  }

  // ---- looking at it oneself

  /** Records of the integrator's own on a part, one per kind of assessment that shows something about any part. */
  #ownAssessment(part: Part): void {
    const { book, is, catalogue } = this.#in
    const named = part.guarantees.flatMap((g) => g.requirements)
    for (const g of part.guarantees.filter((x) => x.requirements.length === 0))
      this.#shut(
        'own-assessment',
        `${part.id}/${g.id}`,
        given(
          'computed',
          `${g.id} names no requirement, so no record of evidence could be said to cover it; it shows the part at most`,
        ),
        [
          {
            id: `${part.id}/${g.id}`,
            what: 'dossier-fact',
            question: `Which requirements does ${g.id} (${g.says}) meet?`,
            why: 'Evidence shows a guarantee through the requirements that it names.',
          },
        ],
      )
    const sets = new Set(named.map((r) => r.set))
    const subject = `${is.dossier.id}/${part.id}`
    for (const o of catalogue.options.values()) {
      if (!showsAPart(o, sets)) continue
      const work = book.add(o.id, subject, is.dossier)
      // Reading alone shows no behaviour: beside a review the functions are tested too.
      const tests = o.gives.some((g) => (g.dimension === 'T' || g.dimension === 'V') && g.depth >= 2)
        ? undefined
        : FUNCTION_TESTS.flatMap((t) => book.add(t, subject, is.dossier) ?? [])
      if (work === undefined || tests?.length === 0) continue
      this.#add({
        id: `assess ${subject}: ${o.id}`,
        kind: 'own-assessment',
        subject,
        says: `look at ${part.name} at the level of the whole: ${o.name}`,
        works: [[work], ...(tests === undefined ? [] : [tests])],
        conditions: [
          'it is passed',
          ...(named.length === 0 ? [] : [`its plan covers what the guarantees of ${part.name} name`]),
        ],
        notPriced:
          part.origin === 'made' ? [] : [`access to what ${part.supplier?.name ?? 'the supplier'} keeps to itself`],
        because: given('computed', `evidence on a part shows it as far as it went: ${o.name}`, o.citation),
        events: ({ from }) => [{ kind: 'evidence', meets: [], evidence: recordOf(o, part.id, from, named) }],
      })
    }
  }

  /**
   * The assumption is shown in the product itself, by tests and reviews as deep as what the part showed before: a shallow look at the
   * joint would leave the weakest link there.
   */
  #integrationEvidence(part: Part, assumption: string): void {
    const { book, is, catalogue, needsOf } = this.#in
    const subject = `${is.dossier.id}/${part.id}/${assumption}`
    const says = part.assumptions.find((a) => a.id === assumption)?.says ?? assumption
    const asked = needsOf(part.id).filter((n) => n.dimension !== 'L')
    const works: (readonly string[])[] = [FUNCTION_TESTS.flatMap((t) => book.add(t, subject, is.dossier) ?? [])]
    for (const need of asked) {
      const group = [...catalogue.options.values()].flatMap((o) =>
        showsAPart(o, NONE) && o.gives.some((g) => meetsNeed(g, need))
          ? (book.add(o.id, subject, is.dossier) ?? [])
          : [],
      )
      if (group.length === 0) {
        this.#shut(
          'integration-evidence',
          subject,
          given(
            'computed',
            `no test or review in the catalogue reaches ${need.dimension} ${need.depth} by a performer of independence ${need.performer}, as ${part.name} showed before`,
          ),
        )
        return
      }
      works.push(group)
    }
    if (works.some((group) => group.length === 0)) return
    this.#add({
      id: `show ${subject}`,
      kind: 'integration-evidence',
      subject,
      says: `show in the product itself: ${says}`,
      works,
      conditions: ['the report says so of this very assumption'],
      notPriced: [],
      because: given(
        'computed',
        'an assumption may be met by evidence of the integration instead of another part’s guarantee',
      ),
      events: ({ from }) => [
        {
          kind: 'evidence',
          meets: [{ part: part.id, assumption }],
          evidence: {
            id: `planned/${part.id}/${assumption}`,
            activity: 'integration-evidence',
            performer: { who: is.dossier.manufacturer?.name ?? 'the maker of the whole', independence: 1 },
            on: from,
            gives: [],
            covers: [],
            part: part.id,
          },
        },
      ],
    })
  }

  /** Evidence of the integration ran out. */
  #compositeAgain(e: EvidenceRecord): void {
    const { book, is } = this.#in
    const work = book.add('evidence-reassessment', is.dossier.id, is.dossier)
    if (work === undefined) return
    this.#add({
      id: `evaluate the whole again: ${e.id}`,
      kind: 'composite-re-evaluation',
      subject: is.dossier.id,
      says: `have the integration evaluated again, as in ${e.id}`,
      works: [[work]],
      conditions: ['nothing in the integration changed since', 'it is passed'],
      notPriced: [],
      because: given('computed', `${e.id} showed the integration and counts no longer`),
      events: ({ from }) => [
        {
          kind: 'evidence',
          meets: [],
          evidence: { ...e, id: `planned/${e.id}`, on: from, expires: addMonths(from, VALID_MONTHS) },
        },
      ],
    })
  }

  // ---- upkeep

  #aboutUpkeep(c: Certificate, parts: readonly Part[]): void {
    const { after } = this.#in
    const ended = after.ended.filter((a) => a.name === c.issuer?.name || a.name === c.facility?.name)
    for (const actor of ended)
      this.#shut('renewal', c.id, given('declared', `${actor.name} no longer works on it from ${actor.from}`), [
        {
          id: c.id,
          what: 'dossier-fact',
          question: `Does another body or laboratory take over ${c.id} from ${actor.name}, and on which terms?`,
          why: 'Reliance goes on; who can maintain and renew the certificate is not known.',
        },
      ])
    this.#again(c, parts)
  }
}

const NONE: ReadonlySet<string> = new Set()

const FUNCTION_TESTS = ['security-function-test-internal', 'security-function-test-laboratory']

const HEIGHT: Readonly<Record<Truth, number>> = { no: 0, 'not-known': 1, yes: 2 }

/** How long a planned record counts where the catalogue names no period: long enough to read the day it begins. */
const VALID_MONTHS = 12

/** Tests and reviews that look at a part as such, not against one published list of requirements that nobody named. */
function showsAPart(o: AssessmentOption, sets: ReadonlySet<string>): boolean {
  if (o.optionKind !== 'test' && o.optionKind !== 'review') return false
  if (!o.targetTypes.includes('component') || o.id === 'evidence-reassessment') return false
  if (!o.gives.some((g) => g.dimension === 'D' || g.dimension === 'T' || g.dimension === 'V' || g.dimension === 'L'))
    return false
  const own = o.covers.flatMap((c) => c.requirements.map((r) => r.set))
  return own.every((s) => s === 'cra-annex-i' || s === 'baseline' || sets.has(s))
}

function recordOf(
  o: AssessmentOption,
  part: string,
  on: CalendarDate,
  covers: EvidenceRecord['covers'],
): EvidenceRecord {
  const dimensions = [...new Set(o.gives.map((g) => g.dimension))]
  return {
    id: `planned/${part}/${o.id}`,
    activity: o.id,
    performer: { who: o.performer.who, independence: o.performer.independence },
    on,
    gives: dimensions.map((dimension) => ({
      dimension,
      front: frontOf(
        o.gives.filter((g) => g.dimension === dimension).map((g) => ({ depth: g.depth, performer: g.performer })),
      ),
    })),
    covers,
    part,
  }
}
