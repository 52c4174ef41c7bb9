/** A list of certificates from a file: detected, read, its signature checked where it has one. */
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import { type RegisterSnapshot } from '#domain/registers/record.ts'
import { detectRegister, FIDO_TRUST } from '#formats/registers/index.ts'
import { type CalendarDate, parseDate } from '#util/calendar-date.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { readBytes } from './load.ts'
import type { Ports } from './ports.ts'
import type { Asked } from './question.ts'
import { diagnose as diagnoseUsage } from './errors.ts'
import { diagnose } from './register-errors.ts'

export interface ReadList {
  readonly file: string
  readonly bytes: Uint8Array
  /** Absent where nothing could be taken. */
  readonly snapshot?: RegisterSnapshot
  readonly losses: readonly Loss[]
  readonly diagnostics: readonly Diagnostic[]
  /** The day the list speaks of, and who says so. */
  readonly observed: { readonly on: CalendarDate; readonly from: ObservedFrom }
  readonly signature?: { readonly signer: string; readonly root: string; readonly rootSha256: string }
}

export type ObservedFrom = 'asked' | 'document' | 'file name' | 'today'

/** Undefined where the file is no list of certificates that we read. */
export async function readList(
  file: string,
  bytes: Uint8Array,
  asked: Asked,
  ports: Ports,
): Promise<ReadList | undefined> {
  const format = detectRegister({ file, bytes })
  if (format === undefined) return undefined
  const decoded = await format.decode({ file, bytes })
  ports.onStage('register')
  const word = asked.flags.observed?.[0]
  const day = word === undefined ? undefined : parseDate(word)
  if (word !== undefined && day === undefined)
    return nothing(file, bytes, asked, [
      diagnoseUsage('usage.bad-value', `--observed takes a day as YYYY-MM-DD, and not "${word.slice(0, 40)}"`),
    ])
  const observed = observedOn(file, asked, day, decoded.value?.day)
  const base = { file, bytes, losses: decoded.losses, observed }
  if (decoded.signed === undefined || decoded.value === undefined)
    return {
      ...base,
      ...(decoded.value === undefined ? {} : { snapshot: decoded.value }),
      diagnostics: decoded.diagnostics,
    }
  const roots = await rootsOf(asked, ports)
  if ('diagnostics' in roots) return nothing(file, bytes, asked, roots.diagnostics)
  const seals = await ports.seals()
  const checked = seals.checkSignedList(decoded.signed, { ...FIDO_TRUST, ...roots, on: observed.on })
  ports.onStage('signature')
  if (checked.kind === 'refused')
    return nothing(file, bytes, asked, [
      diagnose('register.signature', `nothing of the list is taken: ${checked.because}`, {
        at: { file, line: 1, column: 1, pointer: '' },
        hint: `The list is signed under ${FIDO_TRUST.wellKnown.map((r) => `"${r.name}" (SHA-256 ${r.sha256.slice(0, 16)}…)`).join(' or ')}; --root FILE gives another root that you trust, --observed DAY the day on which the chain is to be valid.`,
      }),
    ])
  return {
    ...base,
    snapshot: decoded.value,
    signature: { signer: checked.signer, root: checked.root, rootSha256: checked.rootSha256 },
    diagnostics: [
      ...decoded.diagnostics,
      diagnose('register.revocation-unchecked', 'whether a certificate of the chain was revoked was not looked up'),
    ],
  }
}

function nothing(file: string, bytes: Uint8Array, asked: Asked, diagnostics: readonly Diagnostic[]): ReadList {
  return { file, bytes, losses: [], diagnostics, observed: { on: asked.on, from: 'today' } }
}

const DAY_IN_NAME = /(?:^|\D)(\d{4}-\d{2}-\d{2})(?!\d)/

function observedOn(
  file: string,
  asked: Asked,
  said: CalendarDate | undefined,
  printed: CalendarDate | undefined,
): ReadList['observed'] {
  if (said !== undefined) return { on: said, from: 'asked' }
  if (printed !== undefined) return { on: printed, from: 'document' }
  const name = file.split(/[/\\]/).pop() ?? ''
  const inName = parseDate(DAY_IN_NAME.exec(name)?.[1] ?? '')
  return inName === undefined ? { on: asked.on, from: 'today' } : { on: inName, from: 'file name' }
}

async function rootsOf(
  asked: Asked,
  ports: Ports,
): Promise<{ readonly roots?: readonly Uint8Array[] } | { readonly diagnostics: readonly Diagnostic[] }> {
  const paths = asked.flags.root ?? []
  if (paths.length === 0) return {}
  const roots: Uint8Array[] = []
  for (const path of paths) {
    const read = await readBytes(path, ports.files)
    if (read.kind === 'refused') return read
    if (read.value === undefined)
      return {
        diagnostics: [
          diagnoseUsage('file.not-found', `there is no file ${path}`, {
            hint: 'A root is a certificate, as PEM or DER.',
          }),
        ],
      }
    roots.push(read.value)
  }
  return { roots }
}
