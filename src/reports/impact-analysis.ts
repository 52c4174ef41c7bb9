/**
 * A draft of an impact analysis report as Markdown: the sections such reports usually have, filled from the dossier; what it does not
 * say is marked for a person to fill. Same input, same bytes. It is a draft of its maker and says so; no body has seen it.
 */
import type { ChangeScale, ChangeTriage, ReleaseMatrix } from '#domain/change/index.ts'
import type { ChangedItem, Dossier } from '#domain/dossier/index.ts'
import type { CalendarDate } from '#util/calendar-date.ts'
import { visible } from '#util/visible-text.ts'

const FILL = (what: string): string => `**[to be filled by a person: ${what}]**`

const SCALES: Readonly<Record<ChangeScale, string>> = {
  minor: 'minor',
  major: 'major',
  'outside-target': 'outside the target of evaluation',
  'not-known': 'not known',
}

/** Text of the dossier in Markdown: one line, nothing in it is markup. */
function plain(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, (c) => `\\${c}`)
}

function orFill(text: string | undefined, what: string): string {
  return text === undefined || text === '' ? FILL(what) : plain(text)
}

/** Cost: changes times their items, and the cells of the matrix. */
export function impactAnalysisDraft(
  dossier: Dossier,
  matrix: ReleaseMatrix,
  changes: readonly ChangeTriage[],
  on: CalendarDate,
): string {
  const lines: string[] = [
    `# Impact analysis: ${plain(dossier.name)}`,
    '',
    `Draft of ${on}, written from the dossier \`${dossier.id}\`. Computed where nothing else is said; the certification body alone determines the scale of a change. No status of a certificate is stated here but as its issuer recorded it.`,
    '',
    ...introduction(dossier, changes),
    ...description(changes),
    ...evidence(changes),
    ...modifications(changes),
    ...conclusions(matrix, changes),
    '## Annex: updated developer evidence',
    '',
    FILL('the updated documents themselves, or where the certification body finds them'),
    '',
  ]
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}

function introduction(dossier: Dossier, changes: readonly ChangeTriage[]): readonly string[] {
  const concerned = new Set(changes.flatMap((c) => c.certificates))
  const certificates = dossier.certificates.filter((c) => concerned.size === 0 || concerned.has(c.id))
  return [
    '## 1. Introduction',
    '',
    `- Developer: ${orFill(dossier.manufacturer?.name, 'name and address of the developer')}`,
    `- This report: ${FILL('identifier, version and author')}`,
    `- Changed target: ${plain(dossier.name)}, ${changes.length === 0 ? orFill(dossier.target.version, 'version') : [...new Set(changes.map((c) => `${c.change.part} ${c.change.release}`))].map(plain).join('; ')}`,
    '',
    ...(certificates.length === 0 ? [FILL('the certificate that the change concerns'), ''] : []),
    ...certificates.flatMap((c) => [
      `### Certificate ${plain(c.id)}${c.invented ? ' (invented)' : ''}`,
      '',
      `- Certified target: ${orFill(c.scope.product, 'name as on the certificate')}, ${c.scope.versions.length === 0 ? FILL('versions') : c.scope.versions.map(plain).join(', ')}`,
      `- Configurations: ${c.scope.configurations.length === 0 ? FILL('evaluated configurations') : c.scope.configurations.map(plain).join('; ')}`,
      `- Assurance: ${plain(c.level)}`,
      `- Issuer: ${orFill(c.issuer?.name, 'certification body')}; evaluation facility: ${orFill(c.facility?.name, 'evaluation facility')}`,
      `- Issued ${c.issued ?? FILL('day of issue')}, valid until and with ${c.expires ?? FILL('last day')}`,
      `- Security target, certification report, evaluation report: ${FILL('identifiers and versions')}`,
      ...c.caveats.map((x) => `- Caveat: ${plain(x)}`),
      '',
    ]),
  ]
}

function description(changes: readonly ChangeTriage[]): readonly string[] {
  return [
    '## 2. Description of changes',
    '',
    ...(changes.length === 0 ? [FILL('what changed; describe it under `changes` in the dossier'), ''] : []),
    ...changes.flatMap((c) => [
      `### ${plain(c.change.id)}: ${plain(c.change.part)} ${plain(c.change.release)}`,
      '',
      `${plain(c.change.says)} (declared)`,
      '',
      ...c.items.flatMap(({ item }) => [
        `- **${plain(item.name)}** (${item.what}): ${orFill(item.says, 'what is different, and why')}`,
        `  - Inside the target: ${yesNo(item.isInTarget, 'whether it lies inside the target')}`,
        `  - Security functions of the security target: ${functionsOf(item)}`,
        ...(item.files.length === 0 ? [] : [`  - Files: ${item.files.map(plain).join(', ')}`]),
      ]),
      '',
      `Change of the development environment: ${about(c, 'development-process', 'whether the development environment changed')}`,
      '',
    ]),
  ]
}

function yesNo(value: boolean | undefined, what: string): string {
  return value === undefined ? FILL(what) : value ? 'yes (declared)' : 'no (declared)'
}

function functionsOf(item: ChangedItem): string {
  if (item.securityFunctions.length > 0) return `${item.securityFunctions.map(plain).join(', ')} (declared)`
  if (item.touchesSecurityFunction === false) return 'none touched (declared)'
  return FILL(
    item.touchesSecurityFunction === true
      ? 'which functions it touches'
      : 'which functions it touches, or that it touches none',
  )
}

function about(c: ChangeTriage, what: ChangedItem['what'], fill: string): string {
  const found = c.items.filter((i) => i.item.what === what).map((i) => plain(i.item.name))
  return found.length === 0 ? FILL(fill) : found.join(', ')
}

function evidence(changes: readonly ChangeTriage[]): readonly string[] {
  return [
    '## 3. Affected developer evidence',
    '',
    ...changes.flatMap((c) => [
      `For ${plain(c.change.id)}:`,
      '',
      ...c.items.map(
        ({ item }) =>
          `- ${plain(item.name)}: ${item.evidence.length === 0 ? FILL('each item of evidence of the evaluation that must change, or that none must, and why') : `${item.evidence.map(plain).join(', ')} (declared)`}`,
      ),
      '',
    ]),
    FILL('that every item of the evidence list of the evaluation was gone through'),
    '',
  ]
}

function modifications(changes: readonly ChangeTriage[]): readonly string[] {
  const named = [...new Set(changes.flatMap((c) => c.items.flatMap((i) => i.item.evidence)))]
  return [
    '## 4. Modifications of the developer evidence',
    '',
    ...(named.length === 0
      ? [FILL('for each affected item: what is modified, and its new version')]
      : named.map((e) => `- ${plain(e)}: ${FILL('what is modified, and its new version')}`)),
    `- Regression tests: ${FILL('tests run again, and their results')}`,
    `- Vulnerability analysis: ${FILL('search for publicly known vulnerabilities since the evaluation, with its day')}`,
    '',
  ]
}

function conclusions(matrix: ReleaseMatrix, changes: readonly ChangeTriage[]): readonly string[] {
  return [
    '## 5. Conclusions',
    '',
    ...changes.flatMap((c) => [
      `### ${plain(c.change.id)}`,
      '',
      `Proposed [computed]: **${SCALES[c.scale]}**, because ${plain(c.because.says)}.`,
      '',
      ...c.items.map((i) => `- ${SCALES[i.scale]}: ${plain(i.because.says)}`),
      ...c.settledBy.map((f) => `- Open: ${FILL(f.question)}`),
      '',
      c.rated === undefined
        ? 'Rating by the certification body: none is stated.'
        : `Rating by ${plain(c.rated.by)}${c.rated.on === undefined ? '' : `, ${c.rated.on}`} (declared): ${c.rated.value}.`,
      '',
      ...c.next.map(
        (n) =>
          `- Next: ${n.says}${n.citation === undefined ? '' : ` (${n.citation.source}, ${n.citation.at}; ${n.citation.standing})`}`,
      ),
      `- Effect on the assurance in the judgement of the developer, with reasons: ${FILL('for each change')}`,
      '',
    ]),
    'Releases against certificates on the day of this draft [computed]:',
    '',
    '| Part | Version | Configuration | Certificate | Answer | Because |',
    '| --- | --- | --- | --- | --- | --- |',
    ...matrix.cells.map(
      (c) =>
        `| ${plain(c.part)} | ${plain(c.version ?? 'not stated')} | ${plain(c.configuration ?? 'none stated')} | ${plain(c.certificate)} | ${c.state.replace('-', ' ')} | ${plain(c.because.says)} |`,
    ),
    '',
  ]
}
