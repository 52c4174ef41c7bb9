/** `validate FILE`: is this dossier, bill of materials or system security plan in order? A checking command: findings end with 1. */
import {
  type Candidate,
  candidatesFor,
  type Difference,
  differences,
  type Journal,
  looksAt,
  stateOf,
} from '#domain/registers/index.ts'
import { decodeBill } from '#formats/index.ts'
import { checkLeveraging, isSystemSecurityPlan, type LeveragingCheck } from '#formats/oscal/leveraging.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { type Diagnostic, hasErrors, type Place } from '#util/diagnostic.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, type LoadedDossier, readBytes } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { diagnose as diagnoseRegister } from '../register-errors.ts'
import { openWorkspace } from '../register-workspace.ts'

export interface ValidateResult {
  readonly file: string
  readonly form: 'dossier' | 'bill-of-materials' | 'system-security-plan'
  readonly isValid: boolean
  readonly components?: number
  /** Of a system security plan: what it inherits, and which responsibilities are left open. */
  readonly leveraging?: LeveragingCheck
  /** With --registers: each certificate of the dossier beside its register. */
  readonly certificates?: readonly CertificateBeside[]
}

export interface CertificateBeside {
  readonly certificate: string
  /** False where the workspace holds no list of its register: then nothing was checked. */
  readonly hasRegister: boolean
  /** The day of the last list up to the day asked that speaks of it. */
  readonly look?: CalendarDate
  readonly differences: readonly Difference[]
  /** Where no list speaks of it: what it may be. */
  readonly candidates: readonly Candidate[]
}

export const validateQuestion: Question<ValidateResult> = {
  name: 'validate',
  says: 'Check a dossier, a bill of materials or an OSCAL system security plan, with a place for everything that is wrong',
  arguments: [
    { name: 'FILE', says: 'a dossier, its folder, a bill of materials, or a system security plan', isRequired: true },
  ],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
    {
      name: 'registers',
      value: 'WORKSPACE',
      says: 'hold the certificates of a dossier against the registers of this folder',
    },
    { name: 'leveraged', value: 'FILE', says: 'the plan of a system that a security plan leverages', isMany: true },
  ],
  example: 'metascheme validate examples/edge-gateway/bom.cdx.json',
  async run(asked: Asked, ports: Ports): Promise<Answered<ValidateResult>> {
    const path = asked.arguments[0] as string
    if (/\.(json|ya?ml)$/i.test(path)) {
      const plan = await readBytes(path, ports.files)
      if (plan.kind === 'refused') return refused(plan.diagnostics)
      if (plan.value !== undefined && isSystemSecurityPlan(plan.value))
        return validatePlan({ file: path, bytes: plan.value }, asked.flags.leveraged ?? [], ports)
    }
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
    const folder = asked.flags.registers?.[0]
    const result: ValidateResult = { file: path, form: 'dossier', isValid: true }
    if (folder === undefined) return { result, diagnostics: loaded.diagnostics, exit: 0 }
    const workspace = await openWorkspace(folder, ports)
    if (workspace.kind === 'refused') return refused([...loaded.diagnostics, ...workspace.diagnostics])
    const certificates = besideRegisters(loaded.value, workspace.value.journal, asked.on, catalogue.levels)
    const found = certificates.flatMap((c, i) => findingsOf(c, loaded.value.place(`/certificates/${i}`)))
    return {
      result: { ...result, certificates },
      diagnostics: [...loaded.diagnostics, ...found],
      exit: found.length === 0 ? 0 : 1,
    }
  },
}

function besideRegisters(
  { dossier }: LoadedDossier,
  journal: Journal,
  on: CalendarDate,
  levels: Parameters<typeof differences>[3],
): readonly CertificateBeside[] {
  const ids = [...stateOf(journal).keys()]
  return dossier.certificates.map((certificate) => {
    const looks = looksAt(journal, certificate.id)
    const look = looks.findLast((l) => l.on <= on)
    return {
      certificate: certificate.id,
      hasRegister: journal.heads.some((h) => h.registers.includes(registerOf(certificate.id))),
      ...(look === undefined ? {} : { look: look.on }),
      differences: differences(certificate, looks, on, levels),
      candidates: looks.length > 0 ? [] : candidatesFor(certificate.id, ids, 5),
    }
  })
}

function registerOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf(':'))).toLowerCase()
}

function findingsOf(c: CertificateBeside, at: Place): readonly Diagnostic[] {
  if (!c.hasRegister) return []
  if (c.look === undefined)
    return [
      diagnoseRegister('register.not-found', `no list in the workspace speaks of ${c.certificate}`, {
        at,
        hint:
          c.candidates.length === 0
            ? 'Bring in its register, or write the number as its register does.'
            : `It may be ${c.candidates.map((x) => `${x.certificate} (${x.confidence}: ${x.because})`).join('; ')}.`,
      }),
    ]
  return c.differences.map((d) =>
    diagnoseRegister(
      'register.differs',
      `${c.certificate}: ${d.says}; the dossier states ${d.dossier ?? 'nothing of it'}`,
      { at, hint: 'The dossier stands as it is; look which of the two is right.' },
    ),
  )
}

/** Open responsibilities are findings too: the plan says that it inherits, and not that it does its share. */
async function validatePlan(
  source: { readonly file: string; readonly bytes: Uint8Array },
  files: readonly string[],
  ports: Ports,
): Promise<Answered<ValidateResult>> {
  const leveraged: { file: string; bytes: Uint8Array }[] = []
  for (const file of files) {
    const read = await readBytes(file, ports.files)
    if (read.kind === 'refused') return refused(read.diagnostics)
    if (read.value === undefined) return refused([diagnose('file.not-found', `there is no file ${file}`)])
    leveraged.push({ file, bytes: read.value })
  }
  const { value, diagnostics } = checkLeveraging(source, leveraged)
  if (value === undefined) return refused(diagnostics)
  const isValid = diagnostics.every((d) => d.severity === 'note')
  return {
    result: {
      file: source.file,
      form: 'system-security-plan',
      isValid,
      components: value.components,
      leveraging: value,
    },
    diagnostics,
    exit: isValid ? 0 : 1,
  }
}
