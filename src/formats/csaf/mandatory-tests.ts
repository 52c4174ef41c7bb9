/**
 * The mandatory tests of CSAF 2.0, one function each, under their numbers in section 6.1.
 *
 * Each looks at the whole document and reports where the test fails. All are linear in the document but for sorting.
 *
 * Source: csaf-2.0, section 6.1.
 */
import { asNumber, asRecord, asText, type Written } from '../as-written.ts'
import type { FormatErrorCode } from '../errors.ts'
import type { Problems } from '../problems.ts'
import { schemaProblem, type Validate } from '../schema-errors.ts'
import { parseVector, propertiesOf, scoresOf, severityOf, type CvssVersion } from './cvss.ts'
import {
  groupMembers,
  groupReferences,
  productReferences,
  productsOf,
  records,
  statusKeys,
  texts,
  type Csaf,
  type Located,
} from './walk.ts'

type TestNumber = FormatErrorCode extends infer Code
  ? Code extends `formats.csaf-${infer Number}`
    ? Number
    : never
  : never

type Report = (pointer: string, message: string, hint?: string) => void

/** What the tests need beside the document. */
export interface TestMaterial {
  readonly cvss20: Validate
  readonly cvss30: Validate
  readonly cvss31: Validate
  readonly weaknessNames: Readonly<Record<string, readonly string[]>>
  /** Says what is wrong with a package URL, or nothing. */
  readonly checkPurl: (purl: string) => string | undefined
}

export function runMandatoryTests(csaf: Csaf, material: TestMaterial, problems: Problems): void {
  for (const [number, test] of Object.entries(tests) as [TestNumber, Test][]) {
    test(
      csaf,
      (pointer, message, hint) =>
        problems.add({ code: `formats.csaf-${number}`, message, pointer, ...(hint === undefined ? {} : { hint }) }),
      material,
    )
  }
}

type Test = (csaf: Csaf, report: Report, material: TestMaterial) => void

const tests: Readonly<Record<TestNumber, Test>> = {
  '6.1.1': (csaf, report) => {
    const defined = new Set(csaf.products.map(({ value }) => value['product_id']))
    for (const { value, pointer } of productReferences(csaf))
      if (!defined.has(value)) report(pointer, `the product "${value}" is not defined`)
  },
  '6.1.2': (csaf, report) => {
    reportRepeated(
      csaf.products.flatMap(({ value, pointer }) => located(value, 'product_id', pointer)),
      (id, pointer) => report(pointer, `the product "${id}" is defined already`),
    )
  },
  '6.1.3': (csaf, report) => {
    const uses = new Map<string, string[]>()
    const places = new Map<string, string>()
    for (const { value, pointer } of csaf.relationships) {
      const id = asText(asRecord(value['full_product_name'])?.['product_id'])
      if (id === undefined) continue
      const used = [value['product_reference'], value['relates_to_product_reference']].filter(
        (it) => typeof it === 'string',
      )
      uses.set(id, [...(uses.get(id) ?? []), ...used])
      places.set(id, `${pointer}/full_product_name/product_id`)
    }
    for (const id of inCircles(uses)) report(places.get(id) ?? '', `the product "${id}" is defined by way of itself`)
  },
  '6.1.4': (csaf, report) => {
    const defined = new Set(csaf.groups.map(({ value }) => value['group_id']))
    for (const { value, pointer } of groupReferences(csaf))
      if (!defined.has(value)) report(pointer, `the group "${value}" is not defined`)
  },
  '6.1.5': (csaf, report) => {
    reportRepeated(
      csaf.groups.flatMap(({ value, pointer }) => located(value, 'group_id', pointer)),
      (id, pointer) => report(pointer, `the group "${id}" is defined already`),
    )
  },
  '6.1.6': (csaf, report) => {
    for (const { value, pointer } of csaf.vulnerabilities) {
      const families = new Map<string, string>()
      const status = asRecord(value['product_status'])
      for (const key of statusKeys) {
        const family = statusFamilies[key]
        if (family === undefined) continue
        for (const product of texts(status, key, `${pointer}/product_status`)) {
          const before = families.get(product.value)
          if (before !== undefined && before !== family)
            report(product.pointer, `the product "${product.value}" is ${family} here and ${before} elsewhere`)
          families.set(product.value, family)
        }
      }
    }
  },
  '6.1.7': (csaf, report) => {
    for (const { value, pointer } of csaf.vulnerabilities) {
      const scored = new Set<string>()
      for (const score of records(value, 'scores', pointer)) {
        const versions = cvssObjects(score).map(({ version }) => version)
        for (const product of texts(score.value, 'products', score.pointer)) {
          for (const version of versions) {
            const key = `${version} ${product.value}`
            if (scored.has(key))
              report(product.pointer, `the product "${product.value}" has a CVSS ${version} score already`)
            scored.add(key)
          }
        }
      }
    }
  },
  '6.1.8': (csaf, report, material) => {
    for (const { value, pointer, version } of allCvss(csaf)) {
      const validate = { '2.0': material.cvss20, '3.0': material.cvss30, '3.1': material.cvss31 }[version]
      if (validate(value)) continue
      const problem = schemaProblem(validate, value, pointer)
      report(problem.pointer, problem.message, problem.hint)
    }
  },
  '6.1.9': (csaf, report) => {
    for (const { value, pointer, version } of allCvss(csaf)) {
      const scores = scoresOf(parseVector(asText(value['vectorString']) ?? ''), version)
      if (scores === undefined) continue
      for (const kind of ['base', 'temporal', 'environmental'] as const) {
        const score = asNumber(value[`${kind}Score`])
        const severity = asText(value[`${kind}Severity`])
        if (score !== undefined && score !== scores[kind])
          report(`${pointer}/${kind}Score`, `the vector gives the ${kind} score ${scores[kind]}, not ${score}`)
        if (version !== '2.0' && severity !== undefined && severity !== severityOf(scores[kind]))
          report(
            `${pointer}/${kind}Severity`,
            `the vector gives the ${kind} severity ${severityOf(scores[kind])}, not ${severity}`,
          )
      }
    }
  },
  '6.1.10': (csaf, report) => {
    for (const { value, pointer, version } of allCvss(csaf)) {
      for (const [property, said] of propertiesOf(parseVector(asText(value['vectorString']) ?? ''), version)) {
        const found = asText(value[property])
        if (found !== undefined && found !== said)
          report(`${pointer}/${property}`, `the vector says ${said}, the property ${found}`)
      }
    }
  },
  '6.1.11': (csaf, report, { weaknessNames }) => {
    for (const { value, pointer } of csaf.vulnerabilities) {
      const cwe = asRecord(value['cwe'])
      const id = asText(cwe?.['id'])
      const name = asText(cwe?.['name'])
      if (id === undefined || name === undefined) continue
      const names = Object.hasOwn(weaknessNames, id) ? weaknessNames[id] : undefined
      if (names === undefined) report(`${pointer}/cwe/id`, `there is no weakness "${id}"`)
      else if (!names.includes(name))
        report(`${pointer}/cwe/name`, `"${name}" is not the name of ${id}`, `It is "${names.at(-1)}".`)
    }
  },
  '6.1.12': (csaf, report) => {
    for (const key of ['lang', 'source_lang']) {
      const tag = asText(csaf.document[key])
      if (tag !== undefined && !isLanguageTag(tag)) report(`/document/${key}`, `"${tag}" is no language code`)
    }
  },
  '6.1.13': (csaf, report, { checkPurl }) => {
    for (const { value, pointer } of csaf.products) {
      const purl = asText(asRecord(value['product_identification_helper'])?.['purl'])
      const says = purl === undefined ? undefined : checkPurl(purl)
      if (says !== undefined) report(`${pointer}/product_identification_helper/purl`, `the package URL ${says}`)
    }
  },
  '6.1.14': (csaf, report) => {
    const sorted = revisionsByDate(csaf)
    for (let i = 1; i < sorted.length; i++) {
      const [before, after] = [sorted[i - 1] as Revision, sorted[i] as Revision]
      if (compareInstants(before.date, after.date) < 0 && compareVersions(before.number, after.number) > 0)
        report(after.pointer, `revision ${after.number} is newer than ${before.number} but has a lower number`)
    }
  },
  '6.1.15': (csaf, report) => {
    const publisher = asRecord(csaf.document['publisher'])
    if (publisher?.['category'] === 'translator' && csaf.document['source_lang'] === undefined)
      report('/document', '"source_lang" is missing in a translation')
  },
  '6.1.16': (csaf, report) => {
    const version = asText(csaf.tracking['version'])
    const last = revisionsByDate(csaf).at(-1)
    if (version === undefined || last === undefined) return
    const isDraft = csaf.tracking['status'] === 'draft'
    const bare = (text: string) => {
      const withoutBuild = text.split('+')[0] as string
      return isDraft ? (withoutBuild.split('-')[0] as string) : withoutBuild
    }
    if (bare(version) !== bare(last.number))
      report('/document/tracking/version', `the version is ${version}, the newest revision ${last.number}`)
  },
  '6.1.17': (csaf, report) => {
    const version = asText(csaf.tracking['version'])
    if (
      version !== undefined &&
      (isBeforeRelease(version) || isPreRelease(version)) &&
      csaf.tracking['status'] !== 'draft'
    )
      report('/document/tracking/status', `a document of version ${version} is a draft`)
  },
  '6.1.18': (csaf, report) => {
    if (csaf.tracking['status'] === 'draft') return
    for (const { number, pointer } of revisions(csaf))
      if (isBeforeRelease(number)) report(pointer, `a released document may not list version ${number}`)
  },
  '6.1.19': (csaf, report) => {
    for (const { number, pointer } of revisions(csaf))
      if (isPreRelease(number)) report(pointer, `${number} is a pre-release version`)
  },
  '6.1.20': (csaf, report) => {
    const version = asText(csaf.tracking['version'])
    if (version !== undefined && csaf.tracking['status'] !== 'draft' && isPreRelease(version))
      report('/document/tracking/version', `${version} is a pre-release version, and the document no draft`)
  },
  '6.1.21': (csaf, report) => {
    const sorted = revisionsByDate(csaf)
    sorted.forEach(({ number, pointer }, i) => {
      const major = majorOf(number)
      const before = sorted[i - 1]
      if (before === undefined) {
        if (major > 1) report(pointer, `the first version is ${number}; it must be 0 or 1`)
      } else if (major > majorOf(before.number) + 1)
        report(pointer, `between ${before.number} and ${number} a version is missing`)
    })
  },
  '6.1.22': (csaf, report) => {
    reportRepeated(
      revisions(csaf).map(({ number, pointer }) => ({ value: number, pointer })),
      (number, pointer) => report(pointer, `version ${number} is listed already`),
    )
  },
  '6.1.23': (csaf, report) => {
    reportRepeated(
      csaf.vulnerabilities.flatMap(({ value, pointer }) => located(value, 'cve', pointer)),
      (cve, pointer) => report(pointer, `${cve} is described already`),
    )
  },
  '6.1.24': (csaf, report) => {
    for (const { value, pointer } of csaf.vulnerabilities) {
      reportRepeated(
        records(value, 'involvements', pointer).map((it) => ({
          value: `${asText(it.value['party']) ?? ''} ${asText(it.value['date']) ?? ''}`,
          pointer: it.pointer,
        })),
        (_, at) => report(at, 'this party is involved on this day already'),
      )
    }
  },
  '6.1.25': (csaf, report) => {
    for (const { value, pointer } of csaf.products) {
      const helper = asRecord(value['product_identification_helper'])
      for (const file of records(helper, 'hashes', `${pointer}/product_identification_helper`)) {
        reportRepeated(
          records(file.value, 'file_hashes', file.pointer).flatMap((it) => located(it.value, 'algorithm', it.pointer)),
          (algorithm, at) => report(at, `the file has a hash of ${algorithm} already`),
        )
      }
    }
  },
  '6.1.26': (csaf, report) => {
    const category = asText(csaf.document['category'])
    if (category === undefined || profiles.has(category)) return
    const plain = (text: string) => text.toLowerCase().replaceAll(/[-_\s]/g, '')
    const isLike = [...profiles.keys()].some(
      (profile) =>
        profile !== 'csaf_base' && [plain(profile), plain(profile.replace(/^csaf_/, ''))].includes(plain(category)),
    )
    if (isLike || category.toLowerCase().startsWith('csaf_'))
      report('/document/category', `"${category}" is too like the name of a profile`)
  },
  '6.1.27.1': (csaf, report) => {
    if (!follows(csaf, 'csaf_security_incident_response', 'csaf_informational_advisory')) return
    const kinds = new Set(['description', 'details', 'general', 'summary'])
    if (!records(csaf.document, 'notes', '/document').some(({ value }) => kinds.has(value['category'] as string)))
      report('/document', 'a note with a description, details, a summary or general remarks is missing')
  },
  '6.1.27.2': (csaf, report) => {
    if (!follows(csaf, 'csaf_security_incident_response', 'csaf_informational_advisory')) return
    if (!records(csaf.document, 'references', '/document').some(({ value }) => value['category'] === 'external'))
      report('/document', 'an external reference is missing')
  },
  '6.1.27.3': (csaf, report) => {
    if (follows(csaf, 'csaf_informational_advisory') && 'vulnerabilities' in csaf.root)
      report('/vulnerabilities', 'an informational advisory may list no vulnerabilities')
  },
  '6.1.27.4': (csaf, report) => {
    if (follows(csaf, 'csaf_security_advisory', 'csaf_vex') && !('product_tree' in csaf.root))
      report('', '"product_tree" is missing')
  },
  '6.1.27.5': (csaf, report) => {
    if (!follows(csaf, 'csaf_security_advisory', 'csaf_vex')) return
    for (const { value, pointer } of csaf.vulnerabilities)
      if (!('notes' in value)) report(pointer, '"notes" is missing')
  },
  '6.1.27.6': (csaf, report) => {
    if (!follows(csaf, 'csaf_security_advisory')) return
    for (const { value, pointer } of csaf.vulnerabilities)
      if (!('product_status' in value)) report(pointer, '"product_status" is missing')
  },
  '6.1.27.7': (csaf, report) => {
    if (!follows(csaf, 'csaf_vex')) return
    for (const { value, pointer } of csaf.vulnerabilities) {
      const status = asRecord(value['product_status']) ?? {}
      if (!['fixed', 'known_affected', 'known_not_affected', 'under_investigation'].some((key) => key in status))
        report(`${pointer}/product_status`, 'it is not said of any product whether it is affected')
    }
  },
  '6.1.27.8': (csaf, report) => {
    if (!follows(csaf, 'csaf_vex')) return
    for (const { value, pointer } of csaf.vulnerabilities)
      if (!('cve' in value) && !('ids' in value)) report(pointer, '"cve" or "ids" is missing')
  },
  '6.1.27.9': (csaf, report) => {
    if (!follows(csaf, 'csaf_vex')) return
    const members = groupMembers(csaf)
    for (const { value, pointer } of csaf.vulnerabilities) {
      const explained = new Set([
        ...records(value, 'flags', pointer).flatMap((flag) => productsOf(flag.value, members)),
        ...records(value, 'threats', pointer)
          .filter((threat) => threat.value['category'] === 'impact')
          .flatMap((threat) => productsOf(threat.value, members)),
      ])
      reportMissing(value, pointer, 'known_not_affected', explained, (product, at) =>
        report(at, `it is not said why the product "${product}" is not affected`),
      )
    }
  },
  '6.1.27.10': (csaf, report) => {
    if (!follows(csaf, 'csaf_vex')) return
    const members = groupMembers(csaf)
    for (const { value, pointer } of csaf.vulnerabilities) {
      const remedied = new Set(records(value, 'remediations', pointer).flatMap((it) => productsOf(it.value, members)))
      reportMissing(value, pointer, 'known_affected', remedied, (product, at) =>
        report(at, `it is not said what to do about the product "${product}"`),
      )
    }
  },
  '6.1.27.11': (csaf, report) => {
    if (follows(csaf, 'csaf_security_advisory', 'csaf_vex') && !('vulnerabilities' in csaf.root))
      report('', '"vulnerabilities" is missing')
  },
  '6.1.28': (csaf, report) => {
    const { lang, source_lang: source } = csaf.document
    if (typeof lang === 'string' && typeof source === 'string' && lang.toLowerCase() === source.toLowerCase())
      report('/document/source_lang', `the document is in "${lang}" and translated from it`)
  },
  '6.1.29': (csaf, report) => reportWithoutProducts(csaf, 'remediations', report),
  '6.1.30': (csaf, report) => {
    const version = asText(csaf.tracking['version'])
    const all = [
      ...(version === undefined ? [] : [{ number: version, pointer: '/document/tracking/version' }]),
      ...revisions(csaf),
    ]
    const [first] = all
    if (first === undefined) return
    for (const { number, pointer } of all)
      if (isWhole(number) !== isWhole(first.number))
        report(pointer, `${number} and ${first.number} are of different kinds`)
  },
  '6.1.31': (csaf, report) => {
    for (const { value, pointer } of csaf.branches) {
      const name = asText(value['name'])
      if (value['category'] === 'product_version' && name !== undefined && rangeWords.test(name))
        report(`${pointer}/name`, `"${name}" speaks of a range of versions`)
    }
  },
  '6.1.32': (csaf, report) => reportWithoutProducts(csaf, 'flags', report),
  '6.1.33': (csaf, report) => {
    const members = groupMembers(csaf)
    for (const { value, pointer } of csaf.vulnerabilities) {
      const flagged = new Map<string, string>()
      for (const flag of records(value, 'flags', pointer)) {
        const label = asText(flag.value['label']) ?? ''
        if (!justifications.has(label)) continue
        for (const product of new Set(productsOf(flag.value, members))) {
          if (flagged.has(product)) report(flag.pointer, `the product "${product}" has a reason already`)
          flagged.set(product, label)
        }
      }
    }
  },
}

const profiles: ReadonlySet<string> = new Set([
  'csaf_base',
  'csaf_security_incident_response',
  'csaf_informational_advisory',
  'csaf_security_advisory',
  'csaf_vex',
])

const statusFamilies: Readonly<Partial<Record<(typeof statusKeys)[number], string>>> = {
  first_affected: 'affected',
  known_affected: 'affected',
  last_affected: 'affected',
  known_not_affected: 'not affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  under_investigation: 'under investigation',
}

const justifications: ReadonlySet<string> = new Set([
  'component_not_present',
  'inline_mitigations_already_exist',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_not_present',
])

/** Words of their own, so that "after-eight" may be the name of a version. */
const rangeWords = /[<>]|^vers:|(?<![\w-])(?:after|all|before|earlier|later|prior|versions)(?![\w-])/i

function follows(csaf: Csaf, ...categories: readonly string[]): boolean {
  return categories.includes(asText(csaf.document['category']) ?? '')
}

function located(record: Written, key: string, pointer: string): readonly Located<string>[] {
  const value = asText(record[key])
  return value === undefined ? [] : [{ value, pointer: `${pointer}/${key}` }]
}

function reportRepeated(items: readonly Located<string>[], report: (value: string, pointer: string) => void): void {
  const seen = new Set<string>()
  for (const { value, pointer } of items) {
    if (seen.has(value)) report(value, pointer)
    seen.add(value)
  }
}

function reportMissing(
  vulnerability: Written,
  pointer: string,
  status: string,
  known: ReadonlySet<string>,
  report: (product: string, pointer: string) => void,
): void {
  for (const product of texts(asRecord(vulnerability['product_status']), status, `${pointer}/product_status`))
    if (!known.has(product.value)) report(product.value, product.pointer)
}

function reportWithoutProducts(csaf: Csaf, part: 'remediations' | 'flags', report: Report): void {
  for (const { value, pointer } of csaf.vulnerabilities) {
    for (const item of records(value, part, pointer))
      if (!('product_ids' in item.value) && !('group_ids' in item.value))
        report(item.pointer, '"product_ids" or "group_ids" is missing')
  }
}

/** The nodes that lie on a circle, or lead into none but themselves: Tarjan's components with their own stack. */
function inCircles(uses: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles: string[] = []
  for (const start of uses.keys()) {
    if (order.has(start)) continue
    const stack: { readonly node: string; next: number }[] = []
    const enter = (node: string) => {
      order.set(node, order.size)
      low.set(node, order.get(node) as number)
      open.push(node)
      isOpen.add(node)
      stack.push({ node, next: 0 })
    }
    enter(start)
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { node } = frame
      const used = uses.get(node)?.[frame.next++]
      if (used !== undefined) {
        if (!order.has(used)) enter(used)
        else if (isOpen.has(used)) low.set(node, Math.min(low.get(node) as number, order.get(used) as number))
        continue
      }
      stack.pop()
      const above = stack.at(-1)
      if (above !== undefined) low.set(above.node, Math.min(low.get(above.node) as number, low.get(node) as number))
      if (low.get(node) !== order.get(node)) continue
      const members = open.splice(open.lastIndexOf(node))
      for (const member of members) isOpen.delete(member)
      if (members.length > 1 || uses.get(node)?.includes(node) === true) circles.push(...members)
    }
  }
  return circles
}

interface Cvss extends Located<Written> {
  readonly version: CvssVersion
}

function cvssObjects({ value, pointer }: Located<Written>): readonly Cvss[] {
  const objects: Cvss[] = []
  const two = asRecord(value['cvss_v2'])
  if (two !== undefined) objects.push({ value: two, pointer: `${pointer}/cvss_v2`, version: '2.0' })
  const three = asRecord(value['cvss_v3'])
  if (three !== undefined)
    objects.push({ value: three, pointer: `${pointer}/cvss_v3`, version: three['version'] === '3.0' ? '3.0' : '3.1' })
  return objects
}

function allCvss(csaf: Csaf): readonly Cvss[] {
  return csaf.vulnerabilities.flatMap(({ value, pointer }) => records(value, 'scores', pointer).flatMap(cvssObjects))
}

interface Revision {
  readonly number: string
  readonly date: Instant
  readonly pointer: string
}

/** A moment, exact to any number of digits: two revisions may lie a microsecond apart. */
interface Instant {
  /** Milliseconds at the whole second; NaN for what is no date. */
  readonly second: number
  /** The digits after the point, without zeros at their end: their order as texts is their order as numbers. */
  readonly fraction: string
}

function instantOf(text: string): Instant {
  const match = /^(.*\d{2}:\d{2}:\d{2})(?:\.(\d+))?(.*)$/.exec(text)
  if (match === null) return { second: Number.NaN, fraction: '' }
  return { second: Date.parse(`${match[1] ?? ''}${match[3] ?? ''}`), fraction: (match[2] ?? '').replace(/0+$/, '') }
}

function compareInstants(a: Instant, b: Instant): number {
  return a.second - b.second || (a.fraction < b.fraction ? -1 : a.fraction > b.fraction ? 1 : 0)
}

function revisions(csaf: Csaf): readonly Revision[] {
  return records(csaf.tracking, 'revision_history', '/document/tracking').flatMap(({ value, pointer }) => {
    const number = asText(value['number'])
    return number === undefined ? [] : [{ number, date: instantOf(asText(value['date']) ?? ''), pointer }]
  })
}

/** Oldest first; of one date, by number. */
function revisionsByDate(csaf: Csaf): readonly Revision[] {
  return [...revisions(csaf)].sort((a, b) => compareInstants(a.date, b.date) || compareVersions(a.number, b.number))
}

function isWhole(version: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(version)
}

function majorOf(version: string): number {
  return Number(/^\d+/.exec(version)?.[0] ?? Number.NaN)
}

function isBeforeRelease(version: string): boolean {
  return majorOf(version) === 0
}

function isPreRelease(version: string): boolean {
  return (version.split('+')[0] as string).includes('-')
}

/** By the rules of Semantic Versioning 2.0.0, clause 11; whole numbers are major versions. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)]
  for (let i = 0; i < 3; i++) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0)
    if (difference !== 0) return difference
  }
  if (left.pre.length === 0 || right.pre.length === 0) return right.pre.length - left.pre.length
  for (let i = 0; i < Math.max(left.pre.length, right.pre.length); i++) {
    const [x, y] = [left.pre[i], right.pre[i]]
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1
    if (x === y) continue
    if (isWhole(x) && isWhole(y)) return Number(x) - Number(y)
    if (isWhole(x) !== isWhole(y)) return isWhole(x) ? -1 : 1
    return x < y ? -1 : 1
  }
  return 0
}

function split(version: string): { readonly numbers: readonly number[]; readonly pre: readonly string[] } {
  const [core = '', ...pre] = (version.split('+')[0] as string).split('-')
  return { numbers: core.split('.').map(Number), pre: pre.length === 0 ? [] : pre.join('-').split('.') }
}

/** The two-letter codes of ISO 639-1. Codes of three letters are taken as registered; the registry itself is not kept here. */
const languages: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es ' +
    'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka ' +
    'kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn ' +
    'no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te ' +
    'tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
)

const irregular: ReadonlySet<string> = new Set([
  'i-default',
  'i-klingon',
  'i-lux',
  'i-navajo',
  'i-enochian',
  'en-gb-oed',
])

function isLanguageTag(tag: string): boolean {
  const lower = tag.toLowerCase()
  if (irregular.has(lower)) return true
  const [language = '', ...rest] = lower.split('-')
  if (language === 'x') return rest.length > 0
  const isKnown = language.length === 2 ? languages.has(language) : /^[a-z]{3}$/.test(language)
  return isKnown && rest.every((part) => /^[a-z0-9]{1,8}$/.test(part))
}
