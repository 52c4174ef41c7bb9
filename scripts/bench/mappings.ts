/**
 * How long requirement sets and mappings take: loading, the matrix of all pairs of sets, chains of two rows over all of them, checks.
 *
 * Reads OpenCRE's export from METASCHEME_CORPUS/frameworks/opencre-2024-07, and the library folder of the CISO Assistant community
 * edition (`backend/library/libraries` of its repository) from METASCHEME_CISO_LIBRARIES; what is absent is said to be. Each part runs
 * in a process of its own. Beside the chains stand a plain hash join over the rows as objects, and a relational version on an embedded
 * database (PostgreSQL compiled to WebAssembly, installed by `npm run bench -- --with-peers`); both have to find the same.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import {
  AllNearness,
  checkMappings,
  compose,
  inverse,
  linkGraphOf,
  type Mapping,
  matrixOf,
  nearness,
  type Network,
  networkOf,
  possibleUnder,
  type RequirementSet,
  twoHop,
} from '#domain/requirements/index.ts'
import { decodeFrameworks } from '#formats/framework-family.ts'
import type { FrameworkSource } from '#formats/frameworks.ts'
import { absent, counted, type Measured, measure, row, shown, timeRow } from './measure.ts'
import { embeddedDatabase, relationalHops, relationalLinks } from './relational.ts'

const corpus = process.env.METASCHEME_CORPUS ?? ''
const parts = {
  opencre: { folder: corpus === '' ? '' : join(corpus, 'frameworks', 'opencre-2024-07'), what: 'OpenCRE, July 2024' },
  ciso: { folder: process.env.METASCHEME_CISO_LIBRARIES ?? '', what: 'CISO Assistant libraries' },
} as const

function sourcesIn(folder: string): readonly FrameworkSource[] {
  return readdirSync(folder)
    .filter((f) => /\.(?:ya?ml|json|xml|csv|xlsx)$/.test(f))
    .sort()
    .map((name) => {
      const file = join(folder, name)
      return { file, read: () => Promise.resolve({ file, bytes: readFileSync(file) }) }
    })
}

async function load(folder: string) {
  const sources = sourcesIn(folder)
  const bytes = sources.reduce((sum, s) => sum + statSync(s.file).size, 0)
  const [decoded, time] = await measure(() =>
    decodeFrameworks(sources, { open: () => Promise.resolve(undefined), onProgress: () => {} }),
  )
  const sets = decoded.value?.sets ?? []
  const mappings = decoded.value?.mappings ?? []
  const count = `${sources.length} files, ${(bytes / 1e6).toFixed(1)} MB: ${sets.length} sets, ${sets.reduce((n, s) => n + s.requirements.length, 0)} requirements, ${mappings.reduce((n, m) => n + m.rows.length, 0)} rows in ${mappings.length} mappings`
  return { sets, mappings, time, count }
}

async function opencre(folder: string): Promise<void> {
  const { sets, mappings, time, count } = await load(folder)
  timeRow('load OpenCRE', time, count)
  const [network, built] = await measure(() => networkOf(sets, mappings))
  timeRow('network', built, `${network.nodes} nodes`)
  const standards = sets.filter((s) => s.isHub !== true).map((s) => s.id)
  const [matrix, all] = await measure(() => {
    const links = linkGraphOf(network)
    return matrixOf(network, standards, (held) =>
      Uint8Array.from(nearness(links, held, network.isHub, 0), (d) => (d >= 0 ? 1 : 0)),
    )
  })
  timeRow('matrix of all pairs of standards', all, `${standards.length} standards, ${matrix.cells.length} pairs`, 300)
  const linked = matrix.cells.reduce((n, c) => n + c.linked, 0)
  await besideTheDatabase('the matrix on the embedded database', all, async (open) => {
    const found = await relationalLinks(await open(), network, standards)
    if (found.linked !== linked) throw new Error(`the database finds ${found.linked} links, the scan ${linked}`)
    return { time: found.time, note: `${found.linked} requirements linked, the same` }
  })
  const [pairs, near] = await measure(() => everyPair(network))
  timeRow('nearness of every two requirements', near, `${pairs} pairs joined`, 300)
}

/** For each requirement of each standard, its distance to every requirement of the others: what a search for paths would have to give. */
function everyPair(network: Network): number {
  const all = new AllNearness(linkGraphOf(network), network.isHub, 100)
  const distance = new Int8Array(network.nodes)
  let pairs = 0
  for (let a = 0; a < network.requirements; a += 1) {
    if (network.isHub[a] === 1) continue
    all.from(a, distance)
    for (let b = 0; b < network.requirements; b += 1) {
      if ((distance[b] as number) >= 0 && network.isHub[b] === 0 && network.setOf[b] !== network.setOf[a]) pairs += 1
    }
  }
  return pairs
}

async function ciso(folder: string): Promise<void> {
  const { sets, mappings, time, count } = await load(folder)
  timeRow('load CISO Assistant’s libraries', time, count, 8000)
  const [network, built] = await measure(() => networkOf(sets, mappings))
  timeRow('network', built, `${network.nodes} nodes`)
  const [hops, two] = await measure(() => twoHop(network, { withUnstated: true }))
  const chains = hops.reduce((n, h) => n + h.chains, 0)
  timeRow(
    'chains of two rows, all rows',
    two,
    `${chains} chains, ${hops.reduce((n, h) => n + h.pairs, 0)} pairs, ${hops.reduce((n, h) => n + h.contained + h.within + h.overlapping + h.other, 0)} of which something follows`,
    500,
  )
  memoryRow()
  const [plain, joined] = await measure(() => plainJoin(mappings))
  timeRow(
    'the same as a plain hash join',
    joined,
    `${plain} chains, ${(counted(joined) / counted(two)).toFixed(0)} times as long`,
  )
  if (plain !== chains) throw new Error(`the plain join counts ${plain} chains, the scan ${chains}`)
  await besideTheDatabase('chains of two rows on the embedded database', two, async (open) => {
    const found = await relationalHops(await open(), network)
    if (found.chains !== chains) throw new Error(`the database counts ${found.chains} chains, the scan ${chains}`)
    return { time: found.time, note: `${found.chains} chains, the same` }
  })
  const [matrix, all] = await measure(() =>
    matrixOf(
      network,
      sets.map((s) => s.id),
    ),
  )
  timeRow('matrix of all pairs of sets', all, `${matrix.cells.length} pairs`)
  const [findings, checked] = await measure(() =>
    checkMappings({ sets: new Map(sets.map((s: RequirementSet) => [s.id, s])), mappings, network }),
  )
  timeRow('checks, contradictions included', checked, `${findings.length} findings`)
}

/** Rows as objects with text keys, joined over a map: what a relational engine does, without indexes of its own. */
function plainJoin(mappings: readonly Mapping[]): number {
  interface Plain {
    readonly from: string
    readonly to: string
    readonly kind: string
    readonly mask: number
  }
  const rows: Plain[] = []
  for (const m of mappings) {
    for (const r of m.rows) {
      const from = r.from.map((id) => `${m.from.set}#${id}`).join(' + ')
      const to = r.to.map((id) => `${m.to.set}#${id}`).join(' + ')
      const mask = possibleUnder(r.relation)
      if (mask === 31) continue
      rows.push({ from, to, kind: r.rationale, mask }, { from: to, to: from, kind: r.rationale, mask: inverse(mask) })
    }
  }
  const byFrom = new Map<string, Plain[]>()
  for (const r of rows) {
    const key = `${r.kind} ${r.from}`
    const list = byFrom.get(key)
    if (list === undefined) byFrom.set(key, [r])
    else list.push(r)
  }
  const left = new Map<string, number>()
  let chains = 0
  for (const [key, firsts] of byFrom) {
    left.clear()
    for (const first of firsts) {
      for (const second of byFrom.get(`${first.kind} ${first.to}`) ?? []) {
        chains += 1
        const pair = `${key} ${second.to}`
        left.set(pair, (left.get(pair) ?? 31) & compose(first.mask, second.mask))
      }
    }
  }
  return chains
}

/** Before anything else than ours has run in this process. */
function memoryRow(): void {
  const peak = process.resourceUsage().maxRSS / 1024
  row({
    what: 'peak memory so far',
    figure: `${peak.toFixed(0)} MiB`,
    target: 'under 700 MB',
    isMet: peak * 1.048576 <= 700,
  })
}

/** The relational version, if the database is installed; its loading is not counted. */
async function besideTheDatabase(
  what: string,
  own: Measured,
  ask: (open: typeof embeddedDatabase) => Promise<{ readonly time: Measured; readonly note: string }>,
): Promise<void> {
  if (!existsSync(join(process.cwd(), '.cache', 'bench', 'peers', 'node_modules', '@electric-sql', 'pglite'))) {
    absent(what, 'npm run bench -- --with-peers')
    return
  }
  const { time, note } = await ask(embeddedDatabase)
  row({
    what,
    figure: `${shown(time.wall)} wall, ${shown(time.cpu)} processor`,
    note: `${note}; ${(counted(time) / counted(own)).toFixed(0)} times as long as ours`,
  })
}

async function main(): Promise<void> {
  const only = process.argv[2] as keyof typeof parts | undefined
  if (only !== undefined) {
    await (only === 'opencre' ? opencre : ciso)(parts[only].folder)
    return
  }
  for (const [name, { folder, what }] of Object.entries(parts)) {
    if (folder === '' || !existsSync(folder)) {
      absent(
        what,
        name === 'ciso'
          ? 'METASCHEME_CISO_LIBRARIES names the folder backend/library/libraries of intuitem/ciso-assistant-community'
          : 'METASCHEME_CORPUS names the folder of outside data (docs/corpus.md)',
      )
      continue
    }
    const run = spawnSync(process.execPath, [process.argv[1] as string, name], { stdio: 'inherit' })
    if (run.status !== 0) process.exitCode = 1
  }
}

await main()
