/** `docs/dependencies.md` and `package.json` name the same packages, in exact versions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from './copy.ts'

const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'))
const page = readFileSync(join(home, 'docs/dependencies.md'), 'utf8')
const peers = JSON.parse(readFileSync(join(home, 'scripts/bench/peers/package.json'), 'utf8'))
const [running = '', building = '', compared = ''] = page.split(
  /^## What (?:building and testing need besides|only the bench compares with)$/m,
)

function listed(part: string): string[] {
  return [...part.matchAll(/^\| `([^`]+)` \| [^|]+ \| [^|]+ \| [^|]{20,} \|$/gm)].map((match) => match[1] ?? '')
}

test('what running needs has a line each', () => {
  expect(listed(running).toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted())
})

test('what building and testing need has a line each', () => {
  expect(listed(building).toSorted()).toEqual(Object.keys(manifest.devDependencies).toSorted())
})

test('what only the bench compares with has a line each', () => {
  expect(listed(compared).toSorted()).toEqual(Object.keys(peers.dependencies).toSorted())
})

test('versions are exact', () => {
  const versions = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...peers.dependencies,
  })
  expect(versions.filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
})

test('the lockfile is of this package.json, and names no download address', () => {
  expect(lock.packages[''].dependencies).toEqual(manifest.dependencies)
  expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies)
  expect(JSON.stringify(lock)).not.toMatch(/"resolved":/)
})

test('every package is fixed by its hash', () => {
  const entries = Object.entries<{ integrity?: string }>(lock.packages).filter(([path]) => path !== '')
  expect(entries.filter(([, entry]) => entry.integrity === undefined).map(([path]) => path)).toEqual([])
})
