/** `validate FILE`: is this dossier or bill of materials in order? A checking command: findings end with 1. */
import { decodeBill } from '#formats/index.ts'
import { hasErrors } from '#util/diagnostic.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, readBytes } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export interface ValidateResult {
  readonly file: string
  readonly form: 'dossier' | 'bill-of-materials'
  readonly isValid: boolean
  readonly components?: number
}

export const validateQuestion: Question<ValidateResult> = {
  name: 'validate',
  says: 'Check a dossier or a bill of materials, with a place for everything that is wrong',
  arguments: [{ name: 'FILE', says: 'a dossier, its folder, or a bill of materials', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
  ],
  example: 'metascheme validate examples/edge-gateway/bom.cdx.json',
  async run(asked: Asked, ports: Ports): Promise<Answered<ValidateResult>> {
    const path = asked.arguments[0] as string
    const isBill = /\.(json|xml|spdx|cdx)$/i.test(path) && !/dossier[^/]*\.json$/.test(path)
    const read = isBill ? await readBytes(path, ports.files) : undefined
    if (read?.kind === 'refused') return refused(read.diagnostics)
    if (read?.value !== undefined) {
      const decoded = await decodeBill({ file: path, bytes: read.value })
      const isValid = !hasErrors(decoded.diagnostics) && decoded.value !== undefined
      if (decoded.value === undefined)
        return refused(
          decoded.diagnostics.length > 0
            ? decoded.diagnostics
            : [diagnose('file.not-found', `${path} could not be read`)],
        )
      return {
        result: { file: path, form: 'bill-of-materials', isValid, components: decoded.value.components.length },
        diagnostics: decoded.diagnostics,
        exit: isValid ? 0 : 1,
      }
    }
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(path, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    return { result: { file: path, form: 'dossier', isValid: true }, diagnostics: loaded.diagnostics, exit: 0 }
  },
}
