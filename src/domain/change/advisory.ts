/**
 * A draft advisory: what of a product may no longer be relied on after an event, why, and what still stands.
 *
 * It says what we computed, in the name of nobody: no issuer's statement, no finding that anything is insecure, and never sent.
 */
import { sha256 } from '#util/sha256.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import type { Because } from '../answers/index.ts'
import type { Letter, Span } from '../assurance/index.ts'
import { claimAtom, lettersOf } from '../composition/index.ts'
import type { Dossier } from '../dossier/index.ts'
import { applyEvents, type ChangeEvent } from './event.ts'
import { composeSituation, type Impact, type ImpactContext, situationOf } from './impact.ts'

export interface DraftAdvisory {
  /** Of its content: the same content has the same id. */
  readonly id: string
  readonly on: CalendarDate
  readonly since: CalendarDate
  readonly product: {
    readonly id: string
    readonly name: string
    readonly version?: string
    readonly maker?: string
  }
  readonly parts: readonly {
    readonly id: string
    readonly name: string
    readonly version?: string
    readonly purl?: string
    readonly cpe?: string
  }[]
  /** What issuers recorded: certificate, before, then. */
  readonly recorded: readonly string[]
  /** Claims that could be relied on before, and cannot be now or are no longer known to. */
  readonly lost: readonly LostClaim[]
  /** Claims that still hold, at a lower level. */
  readonly lower: readonly LostClaim[]
  readonly stands: readonly {
    readonly part: string
    readonly guarantee: string
    readonly says: string
    readonly level: string
  }[]
  /** Clocks that run, each with its trigger. */
  readonly clocks: readonly string[]
}

export interface LostClaim {
  readonly part: string
  readonly guarantee: string
  readonly says: string
  readonly now: 'may not be relied on' | 'not known' | 'may be relied on'
  readonly level: { readonly before: string; readonly after: string }
  /** The premise at the bottom that fails, in words. */
  readonly because: string
}

/** From an impact of `events` on the dossier. Order: as the dossier writes its parts. */
export function draftAdvisory(
  dossier: Dossier,
  events: readonly ChangeEvent[],
  impact: Impact,
  context: ImpactContext,
): DraftAdvisory {
  const { on, since } = impact
  const is = composeSituation(applyEvents(situationOf(dossier), events), context)
  const fallen = (c: Impact['claims'][number]): boolean => c.truth.before === 'yes' && c.truth.after !== 'yes'
  const rows = (of: (c: Impact['claims'][number]) => boolean): readonly LostClaim[] =>
    impact.claims.filter(of).map((c) => ({
      part: c.part,
      guarantee: c.guarantee,
      says: c.says,
      now: c.truth.after === 'yes' ? 'may be relied on' : c.truth.after === 'no' ? 'may not be relied on' : 'not known',
      level: { before: letters(c.level.before), after: letters(c.level.after) },
      because: bottomOf(c.because).says,
    }))
  const body = {
    on,
    since,
    product: {
      id: dossier.id,
      name: dossier.name,
      ...(dossier.target.version === undefined ? {} : { version: dossier.target.version }),
      ...(dossier.manufacturer === undefined ? {} : { maker: dossier.manufacturer.name }),
    },
    parts: dossier.parts.map((p) => ({
      id: p.id,
      name: p.name,
      ...(p.version === undefined ? {} : { version: p.version }),
      ...(p.purl === undefined ? {} : { purl: p.purl }),
      ...(p.cpe === undefined ? {} : { cpe: p.cpe }),
    })),
    recorded: impact.certificates
      .filter((c) => c.recorded.before !== c.recorded.after)
      .map((c) => `${c.certificate}: recorded ${c.recorded.before}, then ${c.recorded.after}`),
    lost: rows(fallen),
    lower: rows((c) => c.truth.before === 'yes' && c.truth.after === 'yes'),
    stands: is.dossier.parts.flatMap((p) =>
      p.guarantees.flatMap((g) => {
        const about = claimAtom(p.id, g.id)
        if (is.theory.truth(about, on) !== 'yes') return []
        const level = lettersOf(is.waysOf(about, on), is.dossier.target.type, context.thresholds, 'technical')
        return [{ part: p.id, guarantee: g.id, says: g.says, level: letters(level) }]
      }),
    ),
    clocks: impact.clocks.map(
      (c) =>
        `${c.label}: within ${c.within} of ${c.trigger.on}, due on ${c.due}${c.runs === 'yes' ? '' : ' (not known whether it runs)'}`,
    ),
  }
  return { id: `METASCHEME-DRAFT-${sha256(JSON.stringify(body)).slice(0, 12).toUpperCase()}`, ...body }
}

function letters(s: Span<Letter>): string {
  return s.low === s.high ? s.low : `${s.low} to ${s.high}`
}

function bottomOf(because: Because): Because {
  let at = because
  for (let steps = 0; steps < 1000; steps += 1) {
    const next = at.premises.find((p) => p.verdict !== 'holds')
    if (next === undefined) return at
    at = next
  }
  return at
}

export const DRAFT_NOTICE =
  'Draft, computed from a dossier. Nobody has issued it and it was sent to nobody. It says which claims about parts may still be relied on, not that anything is insecure; only an issuer changes the status of a certificate.'

/** The advisory in paragraphs, each with a title; for any format. */
export function paragraphsOf(a: DraftAdvisory): readonly { readonly title: string; readonly text: string }[] {
  const claim = (c: LostClaim): string =>
    `- ${c.part}: ${c.says} (${c.guarantee}): ${c.now}; level ${c.level.before}, then ${c.level.after}; because ${c.because}`
  const listed = (title: string, lines: readonly string[], none: string): { title: string; text: string } => ({
    title,
    text: lines.length === 0 ? none : lines.join('\n'),
  })
  return [
    { title: 'What this is', text: DRAFT_NOTICE },
    listed(
      'Recorded by issuers',
      a.recorded.map((r) => `- ${r}`),
      'No record of an issuer changed.',
    ),
    listed('Reliance that is lost', a.lost.map(claim), 'No claim falls.'),
    ...(a.lower.length === 0 ? [] : [listed('Claims that stand at another level', a.lower.map(claim), '')]),
    listed(
      'What still stands',
      a.stands.map((s) => `- ${s.part}: ${s.says} (${s.guarantee}); level ${s.level}`),
      'No claim of the dossier may be relied on.',
    ),
    ...(a.clocks.length === 0
      ? []
      : [
          listed(
            'Clocks that run',
            a.clocks.map((c) => `- ${c}`),
            '',
          ),
        ]),
  ]
}
