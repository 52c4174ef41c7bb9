/** Acts, procedures and duties of a target on a day. */
import type { RoutesResult } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { actsPart } from './acts.ts'
import { Page } from './page.ts'

export function routesView(result: RoutesResult, screen: Terminal): string {
  const page = new Page(screen)
  page.title(result.dossier.name)
  page.text(`Law as known on ${result.lawAsKnownOn}`, { tone: 'dim' })
  actsPart(result.items, page, true)
  page.legend()
  return page.toString()
}
