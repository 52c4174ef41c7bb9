/** `mapping pin FILE…`: writes into mappings what their ends say now, so that a later change is seen. */
import { decodeMapping, pinnedText, readEntries } from '#catalogue/index.ts'
import { endsOf, fatesByPins, type Mapping, unpinnedEnds, withPins } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { diagnose } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { universeOf } from '../universe.ts'

export interface PinResult {
  readonly items: readonly {
    readonly mapping: string
    readonly file: string
    readonly ends: number
    readonly changed: number
    readonly added: number
    readonly written: boolean
  }[]
}

export const pinQuestion: Question<PinResult> = {
  name: 'mapping pin',
  says: 'Writes into a mapping what each of its ends says now; from then on a changed text is found by `mapping check` and `catalogue lint`',
  arguments: [{ name: 'FILE', says: 'mappings in the form of catalogue entries', isRequired: true, isMany: true }],
  flags: [{ name: 'judged', says: 'the rows whose ends changed have been judged again' }],
  example: 'metascheme mapping pin catalogue/mappings/cra-annex-i__baseline.yaml',
  async run(asked: Asked, ports: Ports): Promise<Answered<PinResult>> {
    const universe = await universeOf([], ports)
    const revision = ports.catalogue.edition
    const items: PinResult['items'][number][] = []
    const writes: { readonly file: string; readonly text: string }[] = []
    const diagnostics: Diagnostic[] = []
    for (const file of asked.arguments) {
      const bytes = await ports.files.readBytes(file)
      if (bytes === undefined) {
        diagnostics.push(diagnoseUsage('file.not-found', `there is no file ${file}`))
        continue
      }
      const text = new TextDecoder().decode(bytes)
      const read = readEntries([{ path: file, text }])
      const entry = read.entries.find((e) => e.kind === 'mapping')
      if (entry === undefined) {
        diagnostics.push(
          ...read.diagnostics,
          diagnose('mapping.not-an-entry', `${file} is no mapping in the form of a catalogue entry`),
        )
        continue
      }
      const mapping = decodeMapping(entry.value as never, () => {})
      const changed = changedEnds(mapping)
      const pinned = withPins(mapping, universe.sets, revision)
      const isSame =
        JSON.stringify(pinned.pins?.from) === JSON.stringify(mapping.pins?.from) &&
        JSON.stringify(pinned.pins?.to) === JSON.stringify(mapping.pins?.to)
      const isAllowed = changed.length === 0 || asked.flags.judged !== undefined
      if (!isAllowed)
        diagnostics.push(
          diagnose(
            'mapping.not-judged',
            `${mapping.id}: ${changed.slice(0, 6).join(', ')}${changed.length > 6 ? ` and ${changed.length - 6} more` : ''} changed since the rows were judged, so nothing was pinned`,
          ),
        )
      const isWritten = isAllowed && !isSame && pinned.pins !== undefined
      if (isWritten) writes.push({ file, text: pinnedText(text, pinned.pins) })
      items.push({
        mapping: mapping.id,
        file,
        ends: endsOf(mapping, 'from').length + endsOf(mapping, 'to').length,
        changed: changed.length,
        added: added(mapping),
        written: isWritten,
      })
    }
    if (items.length === 0) return refused(diagnostics)
    for (const { file, text } of writes) await ports.files.write(file, new TextEncoder().encode(text))
    return { result: { items }, diagnostics, exit: diagnostics.length > 0 ? 1 : 0 }

    function changedEnds(mapping: Mapping): readonly string[] {
      return (['from', 'to'] as const).flatMap((end) => {
        const set = universe.sets.get(mapping[end].set)
        if (set === undefined) return []
        return fatesByPins(mapping, end, set)
          .filter((e) => e.fate !== 'same')
          .map((e) => `${e.requirement} of ${set.id} (${e.fate})`)
      })
    }

    function added(mapping: Mapping): number {
      return (['from', 'to'] as const).reduce((n, end) => {
        const set = universe.sets.get(mapping[end].set)
        return set === undefined ? n : n + unpinnedEnds(mapping, end, set).length
      }, 0)
    }
  },
}
