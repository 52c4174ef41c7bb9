/** The report as a page: well formed, all of one piece, and safe whatever a name holds. */
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { planPage } from '#reports/index.ts'
import { PLAN } from '../support/plan-fixture.ts'
import { HOSTILE, withTexts } from '../support/texts.ts'

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const VOID = /<(meta|link|br|hr|img|input)\b([^>]*?)\/?>/g

/** Tags in order, and the text, read by a strict parser: a tag left open or a bare `<` throws. */
function read(page: string): { readonly tags: readonly Tag[]; readonly text: string } {
  const tags: Tag[] = []
  let text = ''
  const parser = new SaxesParser({ fragment: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => tags.push({ name: tag.name, attributes: tag.attributes as Record<string, string> }))
  parser.on('text', (t) => {
    text += t
  })
  // What HTML writes without an end is closed for the XML reader.
  parser.write(page.replace('<!doctype html>', '').replace(VOID, '<$1$2/>')).close()
  return { tags, text }
}

const NO_PLAN = {
  ...PLAN,
  mix: {
    kind: 'no-plan' as const,
    because: ['Not within the budget of EUR 10000.'],
    relaxations: ['A budget of EUR 77500 would be enough.'],
  },
  schedule: undefined,
  alternatives: [],
  leftOut: [],
  reuse: undefined,
  horizon: undefined,
}

describe.each([
  ['a plan', PLAN],
  ['no plan', NO_PLAN],
  ['a plan full of hostile names', withTexts(PLAN, HOSTILE)],
])('the page of %s', (_, plan) => {
  const page = planPage(plan)
  const { tags, text } = read(page)
  const ids = tags.flatMap((t) => t.attributes.id ?? [])

  it('has one first heading, and no level is left out', () => {
    const levels = tags.flatMap((t) => (/^h[1-6]$/.test(t.name) ? [Number(t.name.slice(1))] : []))
    expect(levels.filter((l) => l === 1)).toHaveLength(1)
    levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1))
  })

  it('gives each id once, and every link inside it leads somewhere', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const targets = tags.flatMap((t) => (t.attributes.href?.startsWith('#') ? [t.attributes.href.slice(1)] : []))
    expect(targets.length).toBeGreaterThan(10)
    expect(targets.filter((t) => !ids.includes(t))).toEqual([])
    const named = tags.flatMap((t) => t.attributes['aria-labelledby']?.split(' ') ?? [])
    expect(named.filter((t) => !ids.includes(t))).toEqual([])
    expect([...page.matchAll(/url\(#([^)]+)\)/g)].filter((m) => !ids.includes(m[1] as string))).toEqual([])
  })

  it('fetches nothing and runs nothing', () => {
    expect(
      tags.filter((t) => ['script', 'link', 'img', 'iframe', 'object', 'embed', 'base', 'form'].includes(t.name)),
    ).toEqual([])
    expect(tags.flatMap((t) => Object.keys(t.attributes)).filter((a) => a.startsWith('on') || a === 'src')).toEqual([])
    expect(page).not.toMatch(/@import|url\((?!#)/)
    const hrefs = tags.flatMap((t) => t.attributes.href ?? []).filter((h) => !h.startsWith('#'))
    expect(hrefs.filter((h) => !/^https?:\/\//.test(h))).toEqual([])
  })

  it('has landmarks, heads for every table, and words for every picture', () => {
    for (const name of ['header', 'nav', 'main', 'footer']) expect(tags.filter((t) => t.name === name)).toHaveLength(1)
    expect(tags.filter((t) => t.name === 'th').every((t) => ['col', 'row'].includes(t.attributes.scope ?? ''))).toBe(
      true,
    )
    expect(tags.filter((t) => t.name === 'caption')).toHaveLength(tags.filter((t) => t.name === 'table').length)
    const pictures = tags.filter((t) => t.name === 'svg')
    expect(pictures.every((t) => t.attributes.role === 'img')).toBe(true)
    expect(tags.filter((t) => t.name === 'desc')).toHaveLength(pictures.length)
  })

  it('shows no control character and nothing that turns the direction of writing', () => {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
  })
})

describe('the page of a plan', () => {
  it('puts what is unconfirmed above the price', () => {
    const { text } = read(planPage(PLAN))
    expect(text.indexOf('Are cited standards applied in full?')).toBeLessThan(text.indexOf('EUR\u00a077\u00a0500'))
  })

  it('has the same bytes twice', () => {
    expect(planPage(PLAN)).toBe(planPage(structuredClone(PLAN)))
  })

  it('shows a hostile name as the text it is', () => {
    const page = planPage(withTexts(PLAN, HOSTILE))
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain('[U+202E]')
  })

  it('writes each step of a derivation once', () => {
    const steps = [...planPage(PLAN).matchAll(/id="(step-\d+)"/g)].map((m) => m[1])
    expect(steps.length).toBeGreaterThan(5)
    expect(new Set(steps).size).toBe(steps.length)
  })
})
