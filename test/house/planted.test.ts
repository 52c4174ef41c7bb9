/** Faults are planted in a copy of the house, and the check must go red and say which rule was broken where. */
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Copy, copyOfTheHouse, type Outcome } from './copy.ts'

/** [what is planted, file, content, rule that must name it] */
const againstArrows = [
  ['an upward import', 'src/util/planted-up.ts', "import '#domain/answers/planted-target.ts'", 'arrows-of-util'],
  [
    'a sideways import in the ground',
    'src/graph/planted-side.ts',
    "import '#fixpoint/planted-target.ts'",
    'arrows-of-graph',
  ],
  ['the heart importing app', 'src/domain/law/planted-app.ts', "import '#app/planted-target.ts'", 'arrows-of-domain'],
  [
    'the heart importing a translator',
    'src/domain/law/planted-read.ts',
    "import '#catalogue/planted-target.ts'",
    'arrows-of-domain',
  ],
  [
    'answers importing law',
    'src/domain/answers/planted-right.ts',
    "import '../law/planted-target.ts'",
    'heart-answers',
  ],
  [
    'law importing questions',
    'src/domain/law/planted-right.ts',
    "import '#domain/questions/planted-target.ts'",
    'heart-law',
  ],
  [
    'law building a cover problem',
    'src/domain/law/planted-cover.ts',
    "import '#cover/planted-target.ts'",
    'cover-problems-are-built-by-questions',
  ],
  ['node:fs in the heart', 'src/domain/law/planted-fs.ts', "import 'node:fs'", 'heart-and-ground-have-no-packages'],
  ['a package in the heart', 'src/domain/law/planted-yaml.ts', "import 'yaml'", 'heart-and-ground-have-no-packages'],
  ['node:fs in a translator', 'src/formats/planted-fs.ts', "import 'node:fs'", 'no-disk-no-network'],
  [
    'a format importing another',
    'src/formats/planted-one/index.ts',
    "import '../planted-two/index.ts'",
    'formats-are-strangers',
  ],
  [
    'an adapter importing another',
    'src/adapters/planted-one/index.ts',
    "import '../planted-two/index.ts'",
    'adapters-are-strangers',
  ],
  [
    'an adapter behind the ports',
    'src/adapters/planted-one/behind.ts',
    "import '#app/planted-target.ts'",
    'adapters-see-ports-only',
  ],
  [
    'an adapter computing in the heart',
    'src/adapters/planted-one/heart.ts',
    "import '#domain/answers/planted-target.ts'",
    'adapters-take-types-only',
  ],
  [
    'the command line importing an adapter',
    'src/cli/planted-adapter.ts',
    "import '#adapters/planted-two/index.ts'",
    'arrows-of-cli',
  ],
  [
    'the command line importing the heart',
    'src/cli/planted-heart.ts',
    "import '#domain/answers/planted-target.ts'",
    'arrows-of-cli',
  ],
  ['the solver outside its adapter', 'src/app/planted-solver.ts', "import 'highs'", 'home-of-highs'],
  ['a package in app', 'src/app/planted-yaml.ts', "import 'yaml'", 'app-has-no-packages'],
  [
    'a relative import across rooms',
    'src/domain/law/planted-border.ts',
    "import '../../util/planted-target.ts'",
    'borders-show',
  ],
  ['a circle', 'src/util/planted-circle.ts', "import './planted-circlez.ts'", 'no-cycles'],
  [
    'a room that is not on the plan',
    'src/planted-room/index.ts',
    "import '#util/planted-target.ts'",
    'no-unknown-room',
  ],
  [
    'a folder of the heart that is not in the order',
    'src/domain/planted-folder/index.ts',
    "import '#util/planted-target.ts'",
    'heart-has-no-other-folders',
  ],
  [
    'a developers’ tool in the program',
    'src/catalogue/planted-tool.ts',
    "import 'fast-check'",
    'developers-tools-stay-outside',
  ],
  ['an import of nothing', 'src/util/planted-nothing.ts', "import './planted-not-there.ts'", 'resolvable'],
] as const

const targets = [
  ...['src/util', 'src/fixpoint', 'src/cover', 'src/app', 'src/catalogue', 'src/domain/answers', 'src/domain/law'],
  'src/domain/questions',
].map((folder) => `${folder}/planted-target.ts`)

/** [what is planted, file, content, rule of the linter] */
const againstLint = [
  ['Date.now in the heart', 'src/domain/law/planted-now.ts', 'export const today = Date.now()', 'house(no-clock)'],
  ['new Date() in the heart', 'src/domain/law/planted-new.ts', 'export const today = new Date()', 'house(no-clock)'],
  [
    'the local time zone in the ground',
    'src/util/planted-zone.ts',
    'export const day = (date: Date) => date.getDay()',
    'house(no-clock)',
  ],
  ['new Date() in a report', 'src/reports/planted-new.ts', 'export const today = new Date()', 'house(no-clock)'],
  [
    'Math.random in the heart',
    'src/domain/law/planted-chance.ts',
    'export const chance = Math.random()',
    'house(no-chance)',
  ],
  [
    'Math.random in the ground',
    'src/graph/planted-chance.ts',
    'export const chance = Math.random()',
    'house(no-chance)',
  ],
  [
    'a locale in the heart',
    'src/domain/law/planted-locale.ts',
    "export const order = 'a'.localeCompare('b')",
    'house(no-locale)',
  ],
  ['a float in the heart', 'src/domain/law/planted-float.ts', 'export const share = 0.5', 'house(no-floats)'],
  ['a square root in the ground', 'src/cover/planted-root.ts', 'export const root = Math.sqrt(2)', 'house(no-floats)'],
  [
    'any in the heart',
    'src/domain/law/planted-any.ts',
    'export function f(x: any): void { void x }',
    'typescript(no-explicit-any)',
  ],
  [
    'any from JSON in the ground',
    'src/util/planted-json.ts',
    "export const x: string = JSON.parse('1')",
    'typescript(no-unsafe-assignment)',
  ],
  [
    'a promise nobody waits for',
    'src/app/planted-promise.ts',
    'async function f(): Promise<void> {}\nexport function g(): void { f() }',
    'typescript(no-floating-promises)',
  ],
] as const

const guarded = ['util', 'fixpoint', 'graph', 'cover', 'domain/law'] as const
/** [what, content, what the compiler says] */
const againstTypes = [
  ['node:fs', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync", "'node:fs'"],
  ['process', 'export const where = process.cwd()', "'process'"],
  ['fetch', "export const page = fetch('x')", "'fetch'"],
  ['document', 'export const title = document.title', "'document'"],
] as const

let copy: Copy
beforeAll(() => {
  copy = copyOfTheHouse({ withSources: true })
})
afterAll(() => copy.remove())

describe('arrows', () => {
  let outcome: Outcome
  beforeAll(() => {
    for (const target of targets) copy.write(target, 'export {}\n')
    copy.write('src/formats/planted-two/index.ts', 'export {}\n')
    copy.write('src/adapters/planted-two/index.ts', 'export {}\n')
    copy.write('src/util/planted-circlez.ts', "import './planted-circle.ts'\n")
    for (const [, file, content] of againstArrows) copy.write(file, `${content}\n`)
    outcome = copy.run(process.execPath, ['scripts/check.mjs', 'arrows'])
  }, 180_000)

  test('the check is red', () => expect(outcome.code).toBe(1))

  test.each(againstArrows)('%s', (_, file, _content, rule) => {
    const lines = outcome.stdout.split('\n')
    const named = lines
      .filter((_line, i) => lines[i - 1]?.startsWith(`${file} →`))
      .map((line) => line.trim().split(':')[0])
    expect(named).toContain(rule)
  })

  test('a house without modules is not in order', () => {
    const empty = copyOfTheHouse({ withSources: false })
    empty.write('src/README.md', 'no rooms\n')
    const { code, stdout } = empty.run(process.execPath, ['scripts/check.mjs', 'arrows'])
    empty.remove()
    expect(stdout).toContain('No module in src')
    expect(code).toBe(1)
  }, 180_000)
})

describe('lint', () => {
  let outcome: Outcome
  beforeAll(() => {
    for (const [, file, content] of againstLint) copy.write(file, `${content}\n`)
    outcome = copy.run(process.execPath, ['scripts/check.mjs', 'lint'])
  }, 180_000)

  test('the check is red', () => expect(outcome.code).toBe(1))

  test.each(againstLint)('%s', (_, file, _content, rule) => {
    const reports = stripVTControlCharacters(outcome.stdout).split(/\n(?= {2}[x×!⚠] )/)
    expect(reports.some((report) => report.includes(rule) && report.includes(file))).toBe(true)
  })
})

describe('types', () => {
  let outcome: Outcome
  beforeAll(() => {
    for (const room of guarded) {
      for (const [what, content] of againstTypes)
        copy.write(`src/${room}/planted-${what.replace(':', '-')}.ts`, `${content}\n`)
    }
    outcome = copy.run(process.execPath, ['scripts/check.mjs', 'types'])
  }, 180_000)

  test('the check is red', () => expect(outcome.code).toBe(1))

  test.each(guarded.flatMap((room) => againstTypes.map(([what, , says]) => [what, room, says] as const)))(
    '%s in %s',
    (what, room, says) => {
      const file = `src/${room}/planted-${what.replace(':', '-')}.ts`
      const errors = outcome.stdout.split('\n').filter((line) => line.startsWith(`${file}(`) && line.includes(says))
      expect(errors.length).toBeGreaterThan(0)
    },
  )
})
