/** `compose DOSSIER`: what certified parts prove together, and what they leave open. */
import {
  type AssumptionReading,
  type CertificateReading,
  type ClaimReading,
  type Circle,
  compose,
} from '#domain/composition/index.ts'
import type { Because } from '#domain/answers/index.ts'
import { toDays } from '#domain/questions/index.ts'
import { catalogueFor, loadDossier } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

type Word = 'yes' | 'no' | 'not-known'

export interface ComposeResult {
  readonly dossier: { readonly id: string; readonly name: string }
  readonly whole: { readonly stands: Word; readonly because: Because }
  readonly certificates: readonly {
    readonly id: string
    readonly level: string
    readonly isInvented: boolean
    readonly recorded: string
    readonly relied: Word
    readonly reusable: Word
    readonly renewable: Word
    readonly reusableDays: ReturnType<typeof toDays>
    readonly because: Because
  }[]
  readonly items: readonly {
    readonly part: string
    readonly claim: string
    readonly says: string
    readonly holds: Word
    readonly days: ReturnType<typeof toDays>
    readonly under: readonly string[]
    readonly because: Because
  }[]
  readonly assumptions: readonly {
    readonly part: string
    readonly id: string
    readonly says: string
    readonly standing: string
    readonly by: readonly string[]
    readonly onWordOnly: boolean
    readonly because: Because
  }[]
  readonly circles: readonly Circle[]
}

export const composeQuestion: Question<ComposeResult> = {
  name: 'compose',
  says: 'What certified parts prove together on a day, which assumptions are discharged, lifted or open',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
  ],
  example: 'metascheme compose examples/smart-card-stack --on 2027-06-01',
  async run(asked: Asked, ports: Ports): Promise<Answered<ComposeResult>> {
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const { dossier } = loaded.value
    const read = compose(dossier, { levels: catalogue.levels }).read(asked.on)
    return {
      result: {
        dossier: { id: dossier.id, name: dossier.name },
        whole: { stands: wordOf(read.whole.answer), because: read.whole.answer.because },
        certificates: read.certificates.map(certificateRow),
        items: read.claims.map(claimRow),
        assumptions: read.assumptions.map(assumptionRow),
        circles: read.circles,
      },
      diagnostics: loaded.diagnostics.filter((d) => d.severity !== 'note'),
      exit: 0,
    }
  },
}

function wordOf(answer: { readonly kind: string }): Word {
  return answer.kind === 'value' ? 'yes' : answer.kind === 'not-known' ? 'not-known' : 'no'
}

function certificateRow(c: CertificateReading): ComposeResult['certificates'][number] {
  return {
    id: c.certificate.id,
    level: c.certificate.level,
    isInvented: c.certificate.invented,
    recorded: c.recorded.kind === 'value' ? c.recorded.value.value.value : 'not-known',
    relied: wordOf(c.relied.answer),
    reusable: wordOf(c.reusable.answer),
    renewable: wordOf(c.renewable.answer),
    reusableDays: toDays(c.reusable.when.surely),
    because: c.reusable.answer.because,
  }
}

function claimRow(c: ClaimReading): ComposeResult['items'][number] {
  return {
    part: c.part.id,
    claim: c.guarantee.id,
    says: c.guarantee.says,
    holds: wordOf(c.answer),
    days: toDays(c.when.surely),
    under: c.under,
    because: c.answer.because,
  }
}

function assumptionRow(a: AssumptionReading): ComposeResult['assumptions'][number] {
  return {
    part: a.part.id,
    id: a.assumption.id,
    says: a.assumption.says,
    standing: a.standing,
    by: a.by,
    onWordOnly: a.onWordOnly,
    because: a.because,
  }
}
