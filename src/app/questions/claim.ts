/** `claim`, `claim compare`, `claim check`: the security claim of a dossier, two claims held against each other, one put to a demand. */
import { type ClaimContext, decodeClaim } from '#catalogue/index.ts'
import { ATTACKER_CLASSES, type AttackerClass, type ClaimDemand, type SecurityClaim } from '#domain/assurance/index.ts'
import {
  type Catalogue,
  checkClaim,
  claimOfDossier,
  type ClaimComparison,
  compareClaims,
  type DemandCheck,
} from '#domain/questions/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { diagnose } from '../errors.ts'
import { catalogueFor, loadDossier, PLANNING_KINDS, readDocument } from '../load.ts'
import type { Ports } from '../ports.ts'
import { type Answered, type Asked, type Question, refused } from '../question.ts'

export const claimQuestion: Question<SecurityClaim> = {
  name: 'claim',
  says: 'The security claim of a dossier in one form: scope first, conditions, requirements, evidence, validity',
  arguments: [{ name: 'DOSSIER', says: 'a dossier file, or a folder that holds dossier.yaml', isRequired: true }],
  flags: [
    { name: 'level', value: 'LEVEL', says: 'the level claimed, as TYPE:LETTER or a level id' },
    { name: 'attacker', value: 'CLASS', says: ATTACKER_CLASSES.join(', ') },
    { name: 'with', value: 'OVERLAY', says: 'lay a partial dossier over it', isMany: true },
    { name: 'set', value: 'PATH=VALUE', says: 'change one value', isMany: true },
  ],
  example: 'metascheme claim examples/edge-gateway --json',
  async run(asked: Asked, ports: Ports): Promise<Answered<SecurityClaim>> {
    const attacker = asked.flags.attacker?.[0]
    if (attacker !== undefined && !(ATTACKER_CLASSES as readonly string[]).includes(attacker)) {
      return refused([
        diagnose('usage.bad-value', `unknown attacker class "${attacker.slice(0, 60)}"`, {
          hint: `Known: ${ATTACKER_CLASSES.join(', ')}.`,
        }),
      ])
    }
    const catalogue = await catalogueFor(ports)
    const loaded = await loadDossier(asked.arguments[0] as string, asked, catalogue, ports)
    if (loaded.kind === 'refused') return refused(loaded.diagnostics)
    const level = asked.flags.level?.[0]
    const result = claimOfDossier(loaded.value.dossier, {
      on: asked.on,
      ...(level === undefined ? {} : { level }),
      ...(attacker === undefined ? {} : { attacker: attacker as AttackerClass }),
    })
    return { result, diagnostics: [], exit: 0 }
  },
}

export const claimCompareQuestion: Question<ClaimComparison> = {
  name: 'claim compare',
  says: 'Two security claims part by part: wider, narrower, different, or not known',
  arguments: [
    { name: 'A', says: 'a claim file', isRequired: true },
    { name: 'B', says: 'the claim it is held against', isRequired: true },
  ],
  flags: [],
  example: 'metascheme claim compare examples/claims/lock.claim.yaml examples/claims/lock.claim.yaml',
  async run(asked: Asked, ports: Ports): Promise<Answered<ClaimComparison>> {
    const catalogue = await catalogueFor(ports, CLAIM_KINDS)
    const a = await read(asked.arguments[0] as string, catalogue, ports)
    const b = await read(asked.arguments[1] as string, catalogue, ports)
    const problems = [...a.diagnostics, ...b.diagnostics]
    if (a.claim === undefined || b.claim === undefined)
      return refused(
        problems.length > 0
          ? problems
          : [
              diagnose('usage.bad-value', 'both documents have to be claims', {
                hint: 'A claim begins with "claim: 1".',
              }),
            ],
      )
    return { result: compareClaims(a.claim, b.claim, catalogue, asked.on), diagnostics: problems, exit: 0 }
  },
}

export const claimCheckQuestion: Question<DemandCheck> = {
  name: 'claim check',
  says: 'Whether a security claim gives what a demand asks, thing by thing; a checking command',
  arguments: [{ name: 'CLAIM', says: 'a claim file', isRequired: true }],
  flags: [{ name: 'demand', value: 'FILE', says: 'what somebody asks' }],
  example: 'metascheme claim check examples/claims/lock.claim.yaml --demand examples/claims/housing.demand.yaml',
  async run(asked: Asked, ports: Ports): Promise<Answered<DemandCheck>> {
    const file = asked.flags.demand?.[0]
    if (file === undefined)
      return refused([
        diagnose('usage.missing-argument', 'claim check needs --demand FILE', {
          hint: 'docs/security-claim.md shows the form of a demand.',
        }),
      ])
    const catalogue = await catalogueFor(ports, CLAIM_KINDS)
    const claim = await read(asked.arguments[0] as string, catalogue, ports)
    const demand = await read(file, catalogue, ports)
    const problems = [...claim.diagnostics, ...demand.diagnostics]
    if (claim.claim === undefined || demand.demand === undefined)
      return refused(
        problems.length > 0
          ? problems
          : [
              diagnose('usage.bad-value', 'the first document has to be a claim and the second a demand', {
                hint: 'They begin with "claim: 1" and "demand: 1".',
              }),
            ],
      )
    const result = checkClaim(claim.claim, demand.demand, catalogue, asked.on)
    return { result, diagnostics: problems, exit: result.met === 'yes' ? 0 : 1 }
  },
}

const CLAIM_KINDS = [...PLANNING_KINDS, 'recognition'] as const

async function read(
  path: string,
  catalogue: Catalogue,
  ports: Ports,
): Promise<{
  readonly claim?: SecurityClaim
  readonly demand?: ClaimDemand
  readonly diagnostics: readonly Diagnostic[]
}> {
  const document = await readDocument(path, ports.files)
  if (document.kind === 'refused') return { diagnostics: document.diagnostics }
  const context: ClaimContext = { levels: catalogue.levels, requirementSets: catalogue.requirementSets }
  const decoded = decodeClaim(document.value, context)
  switch (decoded.kind) {
    case 'claim':
      return { claim: decoded.claim, diagnostics: decoded.diagnostics }
    case 'demand':
      return { demand: decoded.demand, diagnostics: decoded.diagnostics }
    case 'refused':
      return { diagnostics: decoded.diagnostics }
    default:
      return decoded satisfies never
  }
}
