/** Whether a file is in order; what is wrong stands on standard error, with its place. */
import { counted, type ValidateResult } from '#app/shown.ts'
import type { Terminal } from '../terminal.ts'
import { Page } from './page.ts'

export function validateView(result: ValidateResult, screen: Terminal): string {
  const page = new Page(screen)
  const form = result.form === 'dossier' ? 'a dossier' : 'a bill of materials'
  const holds = result.components === undefined ? '' : ` with ${counted(result.components, 'component')}`
  if (result.isValid) page.item('✓', `${result.file} is ${form}${holds}, in order`, { markTone: 'good' })
  else page.item('✗', `${result.file} is ${form}${holds}, and not in order`, { markTone: 'bad' })
  return page.toString()
}
