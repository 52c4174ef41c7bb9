/** Change over time: impact of events, timeline, single failures, dependence. */
import {
  type AutonomyResult,
  type Because,
  counted,
  type FailuresResult,
  type ImpactResult,
  type Shown,
  type TimelineResult,
  TRUTHS,
} from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'
import { toneOf } from './tone.ts'

/** The first premise at the bottom that is not so: what a reader has to look at. */
export function rootOf(because: Because): Because {
  let at = because
  for (let steps = 0; steps < 1000; steps += 1) {
    const next = at.premises.find((p) => p.verdict !== 'holds')
    if (next === undefined) return at
    at = next
  }
  return at
}

interface Span {
  readonly low: string
  readonly high: string
}

function letters(s: Span): string {
  return s.low === s.high ? s.low : `${s.low} to ${s.high}`
}

function shift(s: { readonly before: Shown; readonly after: Shown }): string {
  return `${TRUTHS[s.before].mark} → ${TRUTHS[s.after].mark}`
}

/** Where nothing fell: what a reader may have expected to see. */
export const SAME_DAY =
  'No claim falls: the day asked is compared with the same day without the events. What had ended by itself before is shown by --since DAY.'

export function impactView(result: ImpactResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(`${counted(result.items.length, 'dossier')} of ${result.dossiers} hit`)
  for (const i of result.items) {
    page.section(i.dossier)
    page.item(
      shift(i.whole),
      `the whole, on ${i.on}${i.since === i.on ? '' : `, compared with ${i.since}`} [computed]`,
      { markTone: toneOf(i.whole.after) },
    )
    for (const c of i.certificates) {
      if (c.recorded.before !== c.recorded.after)
        page.item('!', `${c.certificate}: recorded ${c.recorded.before}, then ${c.recorded.after} [law]`, {
          markTone: 'warn',
        })
      for (const [answer, s] of Object.entries(c.answers))
        page.item(shift(s), `${c.certificate} ${answer} [computed]`, { indent: 2, markTone: toneOf(s.after) })
    }
    for (const c of i.claims)
      page.item(
        shift(c.truth),
        `${c.part}: ${c.says} (${c.guarantee}); level ${letters(c.level.before)}, then ${letters(c.level.after)} [computed]`,
        { markTone: toneOf(c.truth.after) },
      )
    const roots = new Set(i.claims.filter((c) => c.truth.before !== c.truth.after).map((c) => rootOf(c.because).says))
    for (const says of roots) page.item('·', `because ${says}`, { indent: 2, tone: 'dim' })
    for (const a of i.assumptions)
      page.item(shift(a.met), `${a.part} assumes ${a.assumption} [computed]`, { markTone: toneOf(a.met.after) })
    for (const x of i.standards)
      page.item(
        '!',
        `${x.because.says}; to be examined: ${x.uses.map((u) => `${u.kind} ${u.id}`).join(', ')} [declared]`,
        {
          markTone: 'warn',
        },
      )
    for (const x of i.recognitions)
      page.item('!', `${x.name}: ${x.because.says}; to be examined: ${x.certificates.join(', ')} [recognition]`, {
        markTone: 'warn',
      })
    for (const x of i.law) page.item(shift(x.truth), `${x.label} (${x.id}) [law]`, { markTone: toneOf(x.truth.after) })
    for (const c of i.clocks)
      page.item(
        '!',
        `${c.label}: within ${c.within} of ${c.trigger.on}, due on ${c.due}${c.runs === 'yes' ? '' : ' (not known whether it runs)'} [law]`,
        { markTone: 'warn' },
      )
    for (const n of i.notices)
      page.item('→', `to tell (proposed, never sent): ${n.to}: ${n.about}`, { markTone: 'accent' })
    if (i.strangers.length > 0)
      page.text(`${counted(i.strangers.length, 'event')} of the list name nothing here.`, { tone: 'dim' })
  }
  for (const path of result.written ?? []) page.item('→', `draft advisory written: ${path}`)
  if (result.items.every((i) => i.since === i.on && i.claims.length === 0)) page.text(SAME_DAY, { tone: 'dim' })
  page.legend()
  return page.toString()
}

export function timelineView(result: TimelineResult, screen: Terminal): string {
  const page = new Page(screen)
  for (const t of result.items) {
    page.section(t.dossier, 'computed')
    page.text(`${t.from} to ${t.to}`, { tone: 'dim' })
    for (const s of t.whole)
      page.item(TRUTHS[s.value].mark, `the whole ${TRUTHS[s.value].says}: ${s.from} to ${s.to}`, {
        markTone: toneOf(s.value),
      })
    for (const c of t.claims) {
      page.text(`${c.part}: ${c.guarantee}`, { tone: 'bold' })
      for (const s of c.stretches)
        page.item(TRUTHS[s.value.truth].mark, `${s.from} to ${s.to}: level ${letters(s.value.level)}`, {
          indent: 2,
          markTone: toneOf(s.value.truth),
        })
    }
    for (const c of t.cliffs)
      page.item(
        '!',
        `${c.on}: ${[...c.certificates, ...c.claims.map((x) => `${x.part}: ${x.guarantee} (${TRUTHS[x.before].says}, then ${TRUTHS[x.after].says})`)].join('; ')}`,
        { markTone: 'bad' },
      )
    for (const r of t.renewBy)
      page.item(
        '→',
        `renew ${r.certificate} by ${r.lastDay}${r.claims.length === 0 ? '' : `; on it rest ${r.claims.join(', ')}`}`,
        { markTone: 'accent' },
      )
  }
  return page.toString()
}

const READINGS = { surely: 'yes', possibly: 'not-known', none: 'no' } as const

export function failuresView(result: FailuresResult, screen: Terminal): string {
  const page = new Page(screen)
  page.text('What alone ends reliance on a claim, and what alone ends its upkeep [computed]', { tone: 'bold' })
  for (const f of result.items) {
    const truth = READINGS[f.reading]
    page.item(
      TRUTHS[truth].mark,
      `${f.dossier}, ${f.part}: ${f.guarantee}${f.reading === 'none' ? ': it does not hold, so there is nothing to lose' : ''}`,
      { markTone: toneOf(truth) },
    )
    if (f.endsReliance.length > 0)
      page.item('·', `reliance ends with: ${f.endsReliance.map((c) => `${c.kind} ${c.id}`).join('; ')}`, { indent: 2 })
    if (f.endsUpkeep.length > 0)
      page.item('·', `upkeep ends with: ${f.endsUpkeep.map((c) => `${c.kind} ${c.id}`).join('; ')}`, {
        indent: 2,
        tone: 'dim',
      })
  }
  return page.toString()
}

export function autonomyView(result: AutonomyResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title('On whom, and where, assurance hangs')
  page.text(`EU-anchored: ${result.test}.`, { tone: 'dim' })
  for (const c of result.items) {
    page.section(`${c.dossier} · ${c.part} · ${c.guarantee}`, 'computed')
    page.item(TRUTHS[c.truth].mark, `level ${letters(c.level)}`, { markTone: toneOf(c.truth) })
    page.item(TRUTHS[c.autonomousTruth].mark, `with EU-anchored assurance alone: level ${letters(c.autonomousLevel)}`, {
      markTone: toneOf(c.autonomousTruth),
    })
    const layers = c.layers.filter((l) => l.links > 0)
    if (layers.length > 0) {
      page.table(
        [
          { title: 'Layer', isWide: true },
          { title: 'Links', align: 'right' },
          { title: 'Not stated', align: 'right' },
          { title: 'EU-anchored', align: 'right' },
          { title: 'Concentration', align: 'right' },
          { title: 'Countries', isWide: true },
        ],
        layers.map((l) => [
          l.layer,
          String(l.links),
          String(l.unknown),
          fractions(l.anchored),
          fractions(l.concentration),
          l.countries.map((x) => `${x.country} ${x.links}`).join(', '),
        ]),
        2,
      )
    }
    if (c.singlePoints.length > 0)
      page.item('!', `each alone ends reliance: ${c.singlePoints.map((x) => `${x.kind} ${x.id}`).join('; ')}`, {
        markTone: 'warn',
      })
    if (c.vetoes.length > 0)
      page.item('!', `each alone ends upkeep: ${c.vetoes.map((x) => `${x.kind} ${x.id}`).join('; ')}`, {
        markTone: 'warn',
      })
  }
  return page.toString()
}

interface Fraction {
  readonly num: number
  readonly den: number
}

function fractions({ low, high }: { readonly low: Fraction; readonly high: Fraction }): string {
  const [a, b] = [fraction(low), fraction(high)]
  return a === b ? a : `${a} to ${b}`
}

function fraction({ num, den }: Fraction): string {
  return den === 0 ? '–' : num === 0 ? '0' : num === den ? '1' : `${num}/${den}`
}
