/** `mapping gap FROM… --to SET`: what of a set follows from what is held, requirement by requirement, each with its proof. */
import { denialIn, heldByLevel, heldRequirements } from '#domain/questions/index.ts'
import { compose } from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { readPrintedLevel } from '#domain/assurance/index.ts'
import {
  allOf,
  conclude,
  type Gap,
  type GapItem,
  gapOf,
  type HeldRequirement,
  KINDS,
  type Relation,
  relationsIn,
  type RequirementSet,
  type RowRef,
  rowRef,
  sayConclusion,
  takenAsMet,
  type Verdict,
  VERDICTS,
} from '#domain/requirements/index.ts'
import { type Diagnostic, hasErrors } from '#util/diagnostic.ts'
import { diagnose as diagnoseUsage } from '../errors.ts'
import { loadDossier } from '../load.ts'
import { diagnose } from '../mapping-errors.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'
import { findSet, type Universe, universeOf } from '../universe.ts'

export interface GapResult extends Gap {
  readonly from: readonly {
    readonly word: string
    readonly what: 'set' | 'requirement' | 'dossier' | 'level'
    readonly name: string
    readonly requirements: number
  }[]
  readonly counts: Gap['counts']
  /** Only where one requirement is held against one: what follows of the two, by kind of rationale. */
  readonly conclusions?: readonly {
    readonly rationale: string
    readonly possible: readonly Relation[]
    readonly says: string
    readonly rows: readonly RowRef[]
  }[]
}

export const gapQuestion: Question<GapResult> = {
  name: 'mapping gap',
  says: 'What of a requirement set follows from sets, requirements, a dossier or a level: covered, partly, not covered, not known, each with its proof',
  arguments: [
    { name: 'FROM', says: 'a requirement set, SET#REQUIREMENT, a dossier, or a level', isRequired: true, isMany: true },
  ],
  flags: [
    { name: 'to', value: 'SET', says: 'the set asked about; SET#REQUIREMENT for one of it' },
    {
      name: 'with',
      value: 'FILE',
      says: 'bring sets and mappings: OSCAL, CISO Assistant, STRM, OpenCRE, CPRT, CycloneDX, or entries; a file or a folder',
      isMany: true,
    },
    { name: 'only', value: 'VERDICT', says: `list only these: ${VERDICTS.join(', ')}`, isMany: true },
  ],
  example: 'metascheme mapping gap cra-annex-i --to baseline',
  run: runGap,
}

async function runGap(asked: Asked, ports: Ports): Promise<Answered<GapResult>> {
  const word = asked.flags.to?.[0]
  if (word === undefined)
    return refused([
      diagnoseUsage('usage.missing-argument', 'mapping gap needs --to SET', {
        hint: `For example: ${gapQuestion.example}`,
      }),
    ])
  const only = asked.flags.only
  const wrong = only?.find((v) => !(VERDICTS as readonly string[]).includes(v))
  if (wrong !== undefined)
    return refused([
      diagnoseUsage('usage.bad-value', `unknown verdict "${wrong.slice(0, 60)}"`, {
        hint: `Known: ${VERDICTS.join(', ')}.`,
      }),
    ])
  const universe = await universeOf(asked.flags.with ?? [], ports)
  if (hasErrors(universe.diagnostics)) return refused(universe.diagnostics)
  const target = targetOf(word, universe)
  if ('diagnostics' in target) return refused([...universe.diagnostics, ...target.diagnostics])
  const held: HeldRequirement[] = []
  const from: GapResult['from'][number][] = []
  const facts: Dossier['facts'][] = []
  const diagnostics: Diagnostic[] = [...universe.diagnostics]
  for (const source of asked.arguments) {
    const read = await heldBy(source, target.set, universe, asked, ports)
    if ('diagnostics' in read) return refused([...diagnostics, ...read.diagnostics])
    held.push(...read.held)
    if (read.facts !== undefined) facts.push(read.facts)
    from.push({ word: source, what: read.what, name: read.name, requirements: read.held.length })
  }
  const asEvidence = from.some((f) => f.what === 'dossier' || f.what === 'level')
  const network = universe.network()
  ports.onStage('network')
  const gap = gapOf({
    network,
    held,
    heldAs: asEvidence ? 'evidence' : 'requirements',
    target: target.set,
    ...(target.only === undefined ? {} : { only: target.only }),
    denial: denialIn(facts, universe.catalogue),
    on: asked.on,
  })
  ports.onStage('gap')
  const items =
    only === undefined ? gap.items : gap.items.filter((i: GapItem) => only.includes(i.verdict satisfies Verdict))
  const pair =
    target.only !== undefined && held.length === 1
      ? [
          network.idOf.get((held[0] as HeldRequirement).key),
          network.idOf.get(`${target.set.id}#${[...target.only][0]}`),
        ]
      : []
  const conclusions =
    pair[0] === undefined || pair[1] === undefined ? undefined : conclusionsOf(network, pair[0], pair[1])
  return {
    result: { ...gap, items, from, ...(conclusions === undefined ? {} : { conclusions }) },
    diagnostics: diagnostics.filter((d) => d.severity !== 'note'),
    exit: 0,
  }
}

function conclusionsOf(
  network: ReturnType<Universe['network']>,
  a: number,
  b: number,
): NonNullable<GapResult['conclusions']> {
  return KINDS.flatMap((rationale, kind) => {
    const c = conclude(network, a, b, kind)
    return c.facts.length === 0
      ? []
      : [
          {
            rationale,
            possible: relationsIn(c.possible),
            says: sayConclusion(network, c),
            rows: c.rows.map((r) => rowRef(network, r)),
          },
        ]
  })
}

function targetOf(
  word: string,
  universe: Universe,
):
  | { readonly set: RequirementSet; readonly only?: ReadonlySet<string> }
  | { readonly diagnostics: readonly Diagnostic[] } {
  const hash = word.indexOf('#')
  const set = findSet(hash === -1 ? word : word.slice(0, hash), universe)
  if ('diagnostics' in set) return set
  if (hash === -1) return { set }
  const id = word.slice(hash + 1)
  return set.requirements.some((r) => r.id === id)
    ? { set, only: new Set([id]) }
    : { diagnostics: [unknownRequirement(id, set)] }
}

function unknownRequirement(id: string, set: RequirementSet): Diagnostic {
  return diagnose('mapping.unknown-requirement', `unknown requirement "${id.slice(0, 80)}" in set ${set.id}`, {
    hint: `It has ${set.requirements.length}, as in ${set.requirements
      .slice(0, 6)
      .map((r) => r.id)
      .join(', ')}.`,
  })
}

type HeldBy =
  | {
      readonly what: GapResult['from'][number]['what']
      readonly name: string
      readonly held: readonly HeldRequirement[]
      readonly facts?: Dossier['facts']
    }
  | { readonly diagnostics: readonly Diagnostic[] }

/** A set, one requirement, a dossier, or a level: in this order, so a file named like a set needs a path that looks like one. */
async function heldBy(
  word: string,
  target: RequirementSet,
  universe: Universe,
  asked: Asked,
  ports: Ports,
): Promise<HeldBy> {
  const hash = word.indexOf('#')
  const set = findSet(hash === -1 ? word : word.slice(0, hash), universe)
  if (!('diagnostics' in set)) {
    if (hash === -1) return { what: 'set', name: set.name, held: allOf(set) }
    const requirement = set.requirements.find((r) => r.id === word.slice(hash + 1))
    return requirement === undefined
      ? { diagnostics: [unknownRequirement(word.slice(hash + 1), set)] }
      : { what: 'requirement', name: requirement.title, held: [takenAsMet(set, requirement)] }
  }
  if ((await ports.files.isFolder(word)) || (await ports.files.readBytes(word)) !== undefined) {
    const { with: _, ...flags } = asked.flags
    const loaded = await loadDossier(word, { ...asked, flags }, universe.catalogue, ports)
    if (loaded.kind === 'refused') return { diagnostics: loaded.diagnostics }
    const { dossier } = loaded.value
    const evidence = compose(dossier, { levels: universe.catalogue.levels }).read(asked.on).evidence
    return { what: 'dossier', name: dossier.name, held: heldRequirements(evidence, target), facts: dossier.facts }
  }
  const level = readPrintedLevel(word, universe.catalogue.levels)
  if (level.kind === 'native') return { what: 'level', name: level.level.name, held: heldByLevel(level.level, target) }
  if (hash !== -1) return set
  return {
    diagnostics: [
      diagnose(
        'mapping.unknown-source',
        `"${word.slice(0, 120)}" is no requirement set, requirement, dossier or level`,
        { hint: set.diagnostics[0]?.hint ?? 'Give what is held.' },
      ),
    ],
  }
}
