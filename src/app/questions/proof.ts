/** `proof`, `proof check`: a settled conclusion about parts as a document under a seal, and the independent checker of such documents. */
import type { Atom } from '#domain/answers/index.ts'
import {
  assumptionAtom,
  certificateAtom,
  checkDocument,
  type CheckedDocument,
  claimAtom,
  type Composition,
  compose,
  currentPremises,
  exportProof,
  type ProofDocument,
  standsAtom,
  WHOLE,
} from '#domain/composition/index.ts'
import type { Dossier } from '#domain/dossier/index.ts'
import { readJson } from '#formats/index.ts'
import { nearestWords } from '#util/nearest.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, readBytes } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export const proofQuestion: Question<ProofDocument> = {
  name: 'proof',
  says: 'Why a conclusion about parts holds or not, as a document that can be checked without this program’s catalogue',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    {
      name: 'about',
      value: 'CONCLUSION',
      says: 'PART/CLAIM, PART/ASSUMPTION, or relied:, reusable: or renewable: before a certificate; the standing of the whole when left out',
    },
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
  ],
  example: 'metascheme proof examples/smart-card-stack --json',
  async run(asked: Asked, ports: Ports): Promise<Answered<ProofDocument>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const abouts = conclusionsOf(dossier)
    const named = asked.flags.about?.[0]
    const about = named === undefined ? standsAtom(WHOLE) : abouts.get(named)
    if (about === undefined) {
      const close = nearestWords(named as string, abouts.keys(), 3)
      const hint =
        close.length > 0
          ? `Did you mean ${close.join(', ')}?`
          : abouts.size > 0
            ? `For example: ${[...abouts.keys()].slice(0, 3).join(', ')}.`
            : 'This dossier has no parts with claims and no certificates.'
      return refused([diagnose('id.unknown', `there is no conclusion "${(named as string).slice(0, 80)}"`, { hint })])
    }
    const exported = exportProof(compose(dossier, { levels: catalogue.levels }).theory, about, asked.on)
    if (exported.kind === 'document')
      return {
        result: exported.document,
        diagnostics: loaded.diagnostics.filter((d) => d.severity !== 'note'),
        exit: 0,
      }
    return refused([
      diagnose(
        'proof.not-settled',
        `${named ?? 'the standing of the whole'} is not known on ${asked.on}, and what is not known has no proof`,
        { hint: `\`metascheme compose ${asked.arguments[0]} --on ${asked.on}\` says which facts would settle it.` },
      ),
    ])
  },
}

export type ProofCheck = CheckedDocument & {
  /** What the document was held against besides itself. */
  readonly against: 'itself' | 'itself and the dossier as it stands now'
}

export const proofCheckQuestion: Question<ProofCheck> = {
  name: 'proof check',
  says: 'Re-applies every step of a proof document, believing nothing else; a checking command',
  arguments: [{ name: 'FILE', says: 'a proof document, or what `metascheme proof --json` printed', isRequired: true }],
  flags: [
    {
      name: 'dossier',
      value: 'DOSSIER',
      says: 'also refuse the proof where a record it cites has changed in this dossier',
    },
  ],
  example: 'metascheme proof check proof.json',
  async run(asked: Asked, ports: Ports): Promise<Answered<ProofCheck>> {
    const file = asked.arguments[0] as string
    const bytes = await readBytes(file, ports.files)
    if (bytes.kind === 'refused') return refused(bytes.diagnostics)
    if (bytes.value === undefined)
      return refused([
        diagnose('file.not-found', `there is no file ${file}`, {
          hint: 'Paths are relative to the folder you are in.',
        }),
      ])
    const read = readJson({ file, bytes: bytes.value })
    if (read.kind === 'refused') return refused(read.diagnostics)
    const written = inside(read.value)
    const against = asked.flags.dossier?.[0]
    let composition: Composition | undefined
    if (against !== undefined) {
      const catalogue = await catalogueFor(ports)
      const loaded = await loadDossier(against, asked, catalogue, ports)
      if (loaded.kind === 'refused') return refused(loaded.diagnostics)
      composition = compose(loaded.value.dossier, { levels: catalogue.levels })
    }
    const checked =
      composition === undefined ? checkDocument(written) : checkDocument(written, currentPremises(composition.theory))
    return {
      result: { ...checked, against: composition === undefined ? 'itself' : 'itself and the dossier as it stands now' },
      diagnostics: read.diagnostics,
      exit: checked.kind === 'accepted' ? 0 : 1,
    }
  },
}

/** A proof document as it is, or as the result of the answer it was printed in. */
function inside(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'result' in value && !('format' in value) ? value.result : value
}

/** Every conclusion that can be named, by the name it is asked by. */
function conclusionsOf(dossier: Dossier): ReadonlyMap<string, Atom<'computed'>> {
  const found = new Map<string, Atom<'computed'>>()
  for (const part of dossier.parts) {
    for (const g of part.guarantees) found.set(`${part.id}/${g.id}`, claimAtom(part.id, g.id))
    for (const a of part.assumptions) found.set(`${part.id}/${a.id}`, assumptionAtom(part.id, a.id))
  }
  for (const c of dossier.certificates)
    for (const answer of ['relied', 'reusable', 'renewable'] as const)
      found.set(`${answer}:${c.id}`, certificateAtom(answer, c.id))
  return found
}
