/** A plan on paper or as a page: by the ending of the file. The renderer is loaded only when one is asked for. */
import type { Plan } from '#domain/questions/index.ts'
import { byText } from '#util/order.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from './errors.ts'
import type { Ports } from './ports.ts'

const FORMS = ['.html', '.pdf']

export async function writeReport(file: string, plan: Plan, ports: Ports): Promise<readonly Diagnostic[]> {
  const form = FORMS.find((f) => file.toLowerCase().endsWith(f))
  if (form === undefined)
    return [
      diagnose('report.unknown-form', `no report of the form "${file}"`, {
        hint: `Known forms: ${[...FORMS].sort(byText).join(', ')}.`,
      }),
    ]
  const { planPage, planPaper } = await import('#reports/index.ts')
  try {
    const bytes = form === '.html' ? utf8(planPage(plan)) : await paper(planPaper(plan), ports)
    await ports.files.write(file, bytes)
    ports.tell(`report written: ${file}`)
    ports.onStage(`report ${form}`)
    return []
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return [
      diagnose('file.not-written', `${file} could not be written: ${error.message}`, {
        hint: 'Check the folder and its permissions.',
      }),
    ]
  }
}

async function paper(
  document: { readonly template: string; readonly files: Readonly<Record<string, string>>; readonly data: unknown },
  ports: Ports,
): Promise<Uint8Array> {
  const typesetter = await ports.typesetter()
  return typesetter.pdf(document.template, document.files, document.data)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
