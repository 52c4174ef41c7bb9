/** A plan on paper or as a page: by the ending of the file. The renderer is loaded only when one is asked for. */
import type { Plan } from '#domain/questions/index.ts'
import type { comparisonPicture, ladderPicture } from '#reports/index.ts'
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
  const bytes = form === '.html' ? utf8(planPage(plan)) : await paper(planPaper(plan), ports)
  const diagnostics = await written(file, bytes, ports)
  ports.onStage(`report ${form}`)
  return diagnostics
}

export interface Pictures {
  readonly ladderPicture: typeof ladderPicture
  readonly comparisonPicture: typeof comparisonPicture
}

/** A picture beside an answer. The renderer is loaded only when one is asked for. */
export async function writePicture(
  file: string | undefined,
  draw: (pictures: Pictures) => string,
  ports: Ports,
): Promise<readonly Diagnostic[]> {
  if (file === undefined) return []
  if (!file.toLowerCase().endsWith('.svg'))
    return [
      diagnose('report.unknown-form', `no picture of the form "${file}"`, {
        hint: 'Pictures are written as .svg.',
      }),
    ]
  const svg = draw(await import('#reports/index.ts'))
  return written(file, utf8(svg), ports)
}

export async function written(file: string, bytes: Uint8Array, ports: Ports): Promise<readonly Diagnostic[]> {
  try {
    await ports.files.write(file, bytes)
    ports.tell(`report written: ${file}`)
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
