/** Whether a file is in order; what is wrong stands on standard error, with its place. */
import { counted, type ValidateResult } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'

export function validateView(result: ValidateResult, screen: Terminal): string {
  const page = new Page(screen)
  const form = FORMS[result.form]
  const holds = result.components === undefined ? '' : ` with ${counted(result.components, 'component')}`
  if (result.isValid) page.item('✓', `${result.file} is ${form}${holds}, in order`, { markTone: 'good' })
  else page.item('✗', `${result.file} is ${form}${holds}, and not in order`, { markTone: 'bad' })
  if (result.certificates !== undefined) registers(result.certificates, page)
  const l = result.leveraging
  if (l !== undefined)
    page.text(
      `${counted(l.leveragedAuthorizations, 'leveraged authorization')}, ${counted(l.inherited, 'capability inherited', 'capabilities inherited')}, ${counted(l.satisfied, 'responsibility satisfied', 'responsibilities satisfied')}${l.open === undefined ? '' : `, ${l.open.length} left open`}${l.unchecked === 0 ? '' : `; ${counted(l.unchecked, 'reference')} not checked, since no leveraged plan was given`}`,
    )
  return page.toString()
}

/** The dossier's value and the register's, side by side. */
function registers(certificates: NonNullable<ValidateResult['certificates']>, page: Page): void {
  page.section('Certificates beside their registers')
  for (const c of certificates) {
    if (!c.hasRegister) page.item('–', `${c.certificate}: its register is not in this workspace`, { tone: 'dim' })
    else if (c.look === undefined) page.item('?', `${c.certificate}: no list speaks of it`, { markTone: 'warn' })
    else if (c.differences.length === 0)
      page.item('✓', `${c.certificate}: as its register recorded it on ${c.look}`, { markTone: 'good' })
    else page.item('!', `${c.certificate}: differs from the list of ${c.look}`, { markTone: 'warn' })
    for (const candidate of c.candidates)
      page.item('·', `may be ${candidate.certificate} [${candidate.confidence}] ${candidate.because}`, { indent: 2 })
    if (c.differences.length > 0)
      page.table(
        [{ title: 'What' }, { title: 'Dossier', isWide: true }, { title: 'Register', isWide: true }],
        c.differences.map((d) => [d.field, d.dossier ?? 'not stated', d.register ?? 'not stated']),
        2,
      )
  }
}

const FORMS = {
  dossier: 'a dossier',
  'bill-of-materials': 'a bill of materials',
  'system-security-plan': 'a system security plan',
} as const
