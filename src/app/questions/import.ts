/** `import FILE…`: any form that is read, detected; what is in it, and what was lost. */
import { encodeMappingEntry, encodeRequirementSet, entryId } from '#catalogue/index.ts'
import type { Loss } from '#domain/composition/bill-of-materials.ts'
import { decodeBill } from '#formats/index.ts'
import { registerFormats } from '#formats/registers/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { readBytes } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { importRegister, type RegisterImport } from '../register-import.ts'
import { bring, type Brought } from '../universe.ts'

export interface ImportResult {
  readonly found: readonly { readonly file: string; readonly what: string }[]
  readonly counts: {
    readonly files: number
    readonly sets: number
    readonly requirements: number
    readonly mappings: number
    readonly rows: number
    readonly lost: number
    readonly components?: number
  }
  readonly sets: readonly {
    readonly id: string
    readonly name: string
    readonly edition: string
    readonly requirements: number
    readonly licence?: string
  }[]
  readonly mappings: readonly {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly rows: number
    readonly joined: number
    readonly untyped: number
  }[]
  readonly losses: readonly Loss[]
  /** Files in none of the forms. */
  readonly unknown: readonly string[]
  readonly written: readonly string[]
}

export const importQuestion: Question<ImportResult | RegisterImport> = {
  name: 'import',
  says: 'Read requirement sets, mappings, a bill of materials or a register of certificates, detected; say what is in it and what is lost',
  arguments: [
    {
      name: 'FILE',
      says: 'files or folders: OSCAL, CISO Assistant, STRM, OpenCRE, CPRT, CycloneDX, SPDX; CMVP, Common Criteria, EUCC, FIDO, table of certificates',
      isRequired: true,
      isMany: true,
    },
  ],
  flags: [
    { name: 'out', value: 'FOLDER', says: 'write what was read as catalogue entries' },
    { name: 'into', value: 'WORKSPACE', says: 'write a register into the journal of this folder' },
    { name: 'partial', says: 'the register lists only some: those it lacks have not vanished' },
    { name: 'whole', says: 'the register lists all, however many it lacks' },
    {
      name: 'observed',
      value: 'YYYY-MM-DD',
      says: 'the day of the register; else as it says itself, as its file name says, or --on',
    },
    {
      name: 'root',
      value: 'FILE',
      says: 'a certificate that you trust to vouch for the signer of a signed register',
      isMany: true,
    },
  ],
  example: 'metascheme import examples/edge-gateway/bom.cdx.json',
  async run(asked: Asked, ports: Ports): Promise<Answered<ImportResult | RegisterImport>> {
    if (asked.arguments.length === 1) {
      const register = await asRegister(asked.arguments[0] as string, asked, ports)
      if (register !== undefined) return register
    }
    const brought = await bring(asked.arguments, ports)
    const isFramework = brought.sets.length + brought.mappings.length > 0
    if (!isFramework && brought.found.length === 0 && asked.arguments.length === 1) {
      const bill = await asBill(asked.arguments[0] as string, ports)
      if (bill !== undefined) return bill
    }
    if (!isFramework) return refused(brought.diagnostics.filter((d) => d.severity !== 'note').map(withRegisters))
    const folder = asked.flags.out?.[0]
    const written = folder === undefined ? [] : await write(brought, folder, ports)
    return {
      result: resultOf(brought, written),
      diagnostics: brought.diagnostics.filter((d) => d.severity !== 'note'),
      exit: hasErrors(brought.diagnostics) ? 1 : 0,
    }
  },
}

function resultOf(brought: Brought, written: readonly string[]): ImportResult {
  return {
    found: brought.found.map(({ file, what }) => ({ file, what })),
    counts: {
      files: brought.found.length,
      sets: brought.sets.length,
      requirements: brought.sets.reduce((n, s) => n + s.requirements.length, 0),
      mappings: brought.mappings.length,
      rows: brought.mappings.reduce((n, m) => n + m.rows.length, 0),
      lost: brought.losses.reduce((n, l) => n + l.count, 0),
    },
    sets: brought.sets.map((s) => ({
      id: s.id,
      name: s.name,
      edition: s.edition,
      requirements: s.requirements.length,
      ...(s.licence === undefined ? {} : { licence: s.licence }),
    })),
    mappings: brought.mappings.map((m) => ({
      id: m.id,
      from: m.from.set,
      to: m.to.set,
      rows: m.rows.length,
      joined: m.rows.filter((r) => r.from.length + r.to.length > 2).length,
      untyped: m.rows.filter((r) => r.relation === 'linked' || r.relation === 'none-found').length,
    })),
    losses: brought.losses,
    unknown: brought.unknown,
    written,
  }
}

/** What no form takes may have been meant as a register. */
function withRegisters(d: Diagnostic): Diagnostic {
  if (d.code !== 'formats.unknown-format') return d
  const names = registerFormats.map((f) => f.name).join(', ')
  return { ...d, hint: `${d.hint ?? ''} Registers of certificates, one file at a time: ${names}.`.trim() }
}

/** Undefined where it is no register of certificates. */
async function asRegister(path: string, asked: Asked, ports: Ports): Promise<Answered<RegisterImport> | undefined> {
  const read = await readBytes(path, ports.files)
  return read.kind === 'refused' || read.value === undefined
    ? undefined
    : importRegister(path, read.value, asked, ports)
}

/** Undefined where it is no bill of materials either. */
async function asBill(path: string, ports: Ports): Promise<Answered<ImportResult> | undefined> {
  const bytes = (await ports.files.isFolder(path)) ? undefined : await ports.files.readBytes(path)
  if (bytes === undefined) return undefined
  const decoded = await decodeBill({ file: path, bytes })
  const bill = decoded.value
  if (bill === undefined)
    return decoded.diagnostics.some((d) => d.code === 'formats.unknown-format')
      ? undefined
      : refused(decoded.diagnostics)
  return {
    result: {
      found: [{ file: path, what: `bill of materials, ${bill.format}` }],
      counts: {
        files: 1,
        sets: 0,
        requirements: 0,
        mappings: 0,
        rows: 0,
        lost: bill.losses.reduce((n, l) => n + l.count, 0),
        components: bill.components.length,
      },
      sets: [],
      mappings: [],
      losses: bill.losses,
      unknown: [],
      written: [],
    },
    diagnostics: decoded.diagnostics.filter((d) => d.severity !== 'note'),
    exit: hasErrors(decoded.diagnostics) ? 1 : 0,
  }
}

async function write(brought: Brought, folder: string, ports: Ports): Promise<readonly string[]> {
  const written: string[] = []
  async function put(kind: string, id: string, text: string): Promise<void> {
    const path = ports.files.join(folder, kind, `${entryId(id)}.yaml`)
    await ports.files.write(path, new TextEncoder().encode(text))
    written.push(path)
  }
  for (const set of brought.sets) await put('requirements', set.id, encodeRequirementSet(set))
  for (const mapping of brought.mappings) await put('mappings', mapping.id, encodeMappingEntry(mapping))
  return written
}
