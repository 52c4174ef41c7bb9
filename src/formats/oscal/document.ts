/** An OSCAL document in JSON, YAML or XML: the same object from each. */
import type { Diagnostic, Place } from '#util/diagnostic.ts'
import { asRecord, type Written } from '../as-written.ts'
import { diagnose } from '../errors.ts'
import type { SourceDocument } from '../format.ts'
import { Losses } from '../frameworks.ts'
import { readStructured } from '../structured.ts'
import { type Root, ROOTS, SHAPES } from './model.ts'
import { readOscalXml } from './xml.ts'

export interface OscalDocument {
  readonly file: string
  readonly root: Root
  readonly value: Written
  readonly losses: Losses
  /** Pointers are those of the JSON, from inside the root. */
  place(pointer: string): Place
}

export type ReadOscal =
  | { readonly kind: 'oscal'; readonly document: OscalDocument; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

export function readOscal(source: SourceDocument): ReadOscal {
  const losses = new Losses()
  if (isXml(source.bytes)) {
    const read = readOscalXml(source, losses)
    if (read.kind === 'refused') return read
    return {
      kind: 'oscal',
      document: { file: source.file, root: read.root, value: read.value, losses, place: (p) => read.place(p) },
      diagnostics: read.diagnostics,
    }
  }
  const read = readStructured(source)
  if (read.kind === 'refused') return read
  const whole = asRecord(read.value)
  const root = ROOTS.find((r) => asRecord(whole?.[r]) !== undefined)
  if (whole === undefined || root === undefined) {
    return {
      kind: 'refused',
      diagnostics: [
        diagnose('formats.unknown-format', 'the document is no OSCAL catalogue, profile or mapping collection', {
          at: read.place(''),
        }),
      ],
    }
  }
  return {
    kind: 'oscal',
    document: {
      file: source.file,
      root,
      value: trimmed(asRecord(whole[root]), root) as Written,
      losses,
      place: (p) => read.place(`/${root}${p}`),
    },
    diagnostics: read.diagnostics,
  }
}

/** Blanks at the ends of texts mean nothing; converters leave some in one syntax and not in another. */
function trimmed(value: unknown, type: string): unknown {
  const shape = SHAPES.get(type)
  const record = asRecord(value)
  if (shape === undefined || record === undefined) return value
  const types = new Map([...shape.values()].map((child) => [child.json, child]))
  const out: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(record)) {
    const child = types.get(key)
    if (child === undefined) out[key] = inner
    else if (child.type === 'line' || child.type === 'multi')
      out[key] = Array.isArray(inner) ? inner.map(trimText) : trimText(inner)
    else out[key] = Array.isArray(inner) ? inner.map((item) => trimmed(item, child.type)) : trimmed(inner, child.type)
  }
  return out
}

function trimText(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value
}

function isXml(bytes: Uint8Array): boolean {
  for (let i = 0; i < Math.min(bytes.length, 1000); i += 1) {
    const b = bytes[i] as number
    if (b > 0x20 && b < 0x80) return b === 0x3c
  }
  return false
}
