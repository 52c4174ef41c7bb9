/** `mapping rot MAPPING --old REV --new REV`: what became of the ends of a mapping, and the repair. A checking command. */
import { decodeRequirementSet, encodeMappingEntry, readEntries } from '#catalogue/index.ts'
import { type Mapping, type RequirementSet, type RotReport, rotByPins, rotOf } from '#domain/requirements/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { diagnose } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { bring, type Universe, universeOf } from '../universe.ts'

export interface RotResult {
  readonly items: readonly Omit<RotReport, 'repaired'>[]
  readonly written?: string
}

export const rotQuestion: Question<RotResult> = {
  name: 'mapping rot',
  says: 'What became of each end of a mapping between two revisions of a set: same, edited, moved, reassigned, gone; with the repair',
  arguments: [{ name: 'MAPPING', says: 'id of a mapping, or a file that holds one', isRequired: true }],
  flags: [
    {
      name: 'old',
      value: 'REV',
      says: 'the revision the mapping was made for: a file, or a revision of this checkout; without it, the pins of the mapping are asked',
    },
    { name: 'new', value: 'REV', says: 'the revision it is to fit: a file, a revision of this checkout, or `now`' },
    { name: 'out', value: 'FILE', says: 'write the mapping repaired, as a catalogue entry' },
    { name: 'all', says: 'list ends that stayed the same too' },
  ],
  example: 'metascheme mapping rot cra-annex-i__baseline --old HEAD~10 --new now',
  async run(asked: Asked, ports: Ports): Promise<Answered<RotResult>> {
    const [old, now] = [asked.flags.old?.[0], asked.flags.new?.[0]]
    if ((old === undefined) !== (now === undefined))
      return refused([
        diagnoseUsage('usage.missing-argument', `mapping rot needs --${old === undefined ? 'old' : 'new'} REV`, {
          hint: `For example: ${rotQuestion.example}`,
        }),
      ])
    const universe = await universeOf([], ports)
    const found = await mappingNamed(asked.arguments[0] as string, universe, ports)
    if ('diagnostics' in found) return refused(found.diagnostics)
    const reports: RotReport[] = []
    let mapping = found.mapping
    if (old === undefined || now === undefined) {
      if (mapping.pins === undefined)
        return refused([
          diagnose('mapping.no-revision', `${mapping.id} has no pins, so --old REV and --new REV are needed`, {
            hint: `For example: ${rotQuestion.example}`,
          }),
        ])
      for (const id of new Set([mapping.from.set, mapping.to.set])) {
        const set = universe.sets.get(id)
        if (set === undefined) continue
        const report = rotByPins(mapping, set)
        reports.push(report)
        mapping = report.repaired
      }
    } else
      for (const set of new Set([mapping.from.set, mapping.to.set])) {
        const before = await revisionOf(set, old, universe, ports)
        const after = await revisionOf(set, now, universe, ports)
        if ('diagnostics' in before || 'diagnostics' in after) {
          // A file holds one of the two sets, as a rule: the other is then not in question.
          const trouble = 'diagnostics' in before ? before : (after as { readonly diagnostics: readonly Diagnostic[] })
          if (hasErrors(trouble.diagnostics.filter((d) => d.code !== 'mapping.no-revision')))
            return refused(trouble.diagnostics)
          continue
        }
        const report = rotOf(mapping, before, after)
        reports.push(report)
        mapping = report.repaired
      }
    if (reports.length === 0)
      return refused([
        diagnose(
          'mapping.no-revision',
          `neither ${found.mapping.from.set} nor ${found.mapping.to.set} is in both revisions`,
          { hint: 'Give two files that hold the set, or two revisions of this checkout.' },
        ),
      ])
    const out = asked.flags.out?.[0]
    if (out !== undefined) await ports.files.write(out, new TextEncoder().encode(encodeMappingEntry(mapping)))
    const diagnostics = reports.flatMap((r) => tell(r, found.mapping))
    const items = reports.map(({ repaired: _, ...rest }) => ({
      ...rest,
      ends: asked.flags.all === undefined ? rest.ends.filter((e) => e.fate !== 'same') : rest.ends,
    }))
    return {
      result: { items, ...(out === undefined ? {} : { written: out }) },
      diagnostics,
      exit: diagnostics.length > 0 ? 1 : 0,
    }
  },
}

function tell(report: RotReport, mapping: Mapping): readonly Diagnostic[] {
  return report.rows.map((r) => {
    const name = `${mapping.id}, row ${r.row} (${[...r.before.from, '→', ...r.before.to].join(' ')})`
    if (r.verdict === 'broken')
      return diagnose(
        'mapping.broken-row',
        `${name}: an end is gone, or was found with confidence ${r.confidence} of 1000 only`,
      )
    const to = r.after === undefined ? '' : ` now ${[...r.after.from, '→', ...r.after.to].join(' ')}`
    return r.verdict === 'moved'
      ? diagnose('mapping.moved-row', `${name}:${to}, confidence ${r.confidence} of 1000`)
      : diagnose(
          'mapping.judge-again',
          `${name}:${to}, and the text behind it changed; confidence ${r.confidence} of 1000`,
        )
  })
}

async function mappingNamed(
  word: string,
  universe: Universe,
  ports: Ports,
): Promise<{ readonly mapping: Mapping } | { readonly diagnostics: readonly Diagnostic[] }> {
  const own = universe.mappings.find((m) => m.id === word)
  if (own !== undefined) return { mapping: own }
  if ((await ports.files.readBytes(word)) !== undefined) {
    const brought = await bring([word], ports)
    const [first] = brought.mappings
    if (first !== undefined) return { mapping: first }
    return {
      diagnostics: hasErrors(brought.diagnostics)
        ? brought.diagnostics
        : [diagnose('mapping.unknown-mapping', `${word} holds no mapping`)],
    }
  }
  const near = nearestWords(
    word,
    universe.mappings.map((m) => m.id),
  )[0]
  return {
    diagnostics: [
      diagnose('mapping.unknown-mapping', `unknown mapping "${word.slice(0, 120)}"`, {
        hint: near === undefined ? 'Ids are the names of the files in catalogue/mappings.' : `Did you mean "${near}"?`,
      }),
    ],
  }
}

/** A set as a file has it, as the catalogue has it now, or as this checkout had it at a revision. */
async function revisionOf(
  set: string,
  revision: string,
  universe: Universe,
  ports: Ports,
): Promise<RequirementSet | { readonly diagnostics: readonly Diagnostic[] }> {
  const missing = {
    diagnostics: [diagnose('mapping.no-revision', `there is no revision ${revision.slice(0, 120)} of the set ${set}`)],
  }
  if (revision === 'now') return universe.sets.get(set) ?? missing
  if ((await ports.files.isFolder(revision)) || (await ports.files.readBytes(revision)) !== undefined) {
    const brought = await bring([revision], ports)
    if (hasErrors(brought.diagnostics)) return { diagnostics: brought.diagnostics }
    const exact = brought.sets.find((s) => s.id === set)
    // Revisions of one set are often told apart by their file name alone.
    return (
      exact ??
      (brought.sets.length === 1 && isLike(set, (brought.sets[0] as RequirementSet).id)
        ? { ...(brought.sets[0] as RequirementSet), id: set }
        : missing)
    )
  }
  const files = await (await ports.history()).filesAt(revision)
  const entry =
    files === undefined
      ? undefined
      : readEntries(
          files.filter((f) => f.path === `requirements/${set}.yaml` || f.path.endsWith(`/requirements/${set}.yaml`)),
        ).entries.find((e) => e.kind === 'requirement-set' && e.id === set)
  return entry === undefined ? missing : decodeRequirementSet(entry.value as never, () => {})
}

function isLike(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return plain(b).startsWith(plain(a)) || plain(a).startsWith(plain(b))
}
