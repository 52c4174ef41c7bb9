/**
 * Checks the arrows of `.dependency-cruiser.mjs` over `src`, and that every module of `src` was seen:
 * a checker that cannot read TypeScript finds nothing wrong, and says so in green.
 *
 * Usage: node scripts/arrows.mjs [folder of another checkout]
 */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const house = resolve(process.argv[2] ?? '.')
process.chdir(house)
const { default: rules } = await import(pathToFileURL(join(house, '.dependency-cruiser.mjs')).href)

const written = existsSync('src')
  ? readdirSync('src', { recursive: true })
      .filter((name) => /(?<!\.d)\.ts$/.test(name))
      .map((name) => `src/${name}`)
  : []

const { output } = await cruise(
  ['src'],
  { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
  rules.options.enhancedResolveOptions,
  { tsConfig: extractTSConfig('tsconfig.json') },
)

const seen = new Set(output.modules.map((module) => module.source))
const unseen = written.filter((file) => !seen.has(file)).sort()
const comments = new Map(rules.forbidden.map((rule) => [rule.name, rule.comment]))

for (const violation of output.summary.violations) {
  const route = violation.cycle ? violation.cycle.map((step) => step.name ?? step).join(' → ') : violation.to
  console.log(`${violation.from} → ${route}\n  ${violation.rule.name}: ${comments.get(violation.rule.name)}\n`)
}
if (unseen.length > 0) {
  console.log(`Not seen by the arrows check, so nothing is known of them:\n  ${unseen.join('\n  ')}\n`)
}
const imports = output.modules.reduce((sum, module) => sum + module.dependencies.length, 0)
console.log(
  `${written.length} modules, ${imports} imports, ${output.summary.violations.length} against an arrow, ${unseen.length} unseen`,
)
if (written.length === 0) console.log('No module in src: there is nothing here to be in order.')
process.exitCode = output.summary.violations.length > 0 || unseen.length > 0 || written.length === 0 ? 1 : 0
