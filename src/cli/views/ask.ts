/** The next questions, the one that settles most first. */
import { answersWords, counted, settlesWords, type AskResult } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'

const MOST = 25

export function askView(result: AskResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(result.dossier.name)
  if (result.items.length === 0)
    page.text('Nothing is open: every conclusion that matters here is settled by what the dossier states.')
  const own = result.items.filter((q) => q.what === 'dossier-fact')
  const others = result.items.filter((q) => q.what !== 'dossier-fact')
  for (const [heading, items] of [
    ['For you to answer', own],
    ['To be looked up', others],
  ] as const) {
    if (items.length === 0) continue
    page.section(heading)
    items.slice(0, MOST).forEach((q, i) => {
      const answers = answersWords(q)
      page.item(`${String(i + 1).padStart(2)}.`, q.question, { tone: 'bold' })
      page.text(q.why, { indent: 4 })
      page.text(
        `${settlesWords(q)}.${answers === '' ? '' : ` Answer: ${answers}.`}${q.what === 'dossier-fact' ? ` In the dossier: facts.${q.id}` : ''}`,
        { indent: 4, tone: 'dim' },
      )
    })
    if (items.length > MOST)
      page.text(`and ${counted(items.length - MOST, 'more question')}: --json lists all`, { tone: 'dim' })
  }
  return page.toString()
}
