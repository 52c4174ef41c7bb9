/**
 * How long it takes to read, validate and index large bills of materials, and how much memory the process takes for it.
 *
 *   node_modules/.bin/esbuild scripts/bench/formats.ts --bundle --splitting --platform=node --format=esm \
 *     --outdir=.cache/bench --out-extension:.js=.mjs && node .cache/bench/formats.mjs
 *
 * Each size runs in a process of its own, on a file made beforehand. `JSON.parse` of the same file, in another process, stands
 * beside it: on a machine that does other things besides, the ratio says more than the seconds.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { decodeBill } from '#formats/index.ts'

const sizes = [
  { components: 100_000, maxMs: 2000, maxMiB: 400 },
  { components: 300_000, maxMs: 5000, maxMiB: 1024 },
]

/** A bill like those that package managers write: one hash, one licence, one reference, about three edges for each component. */
function writeBill(file: string, components: number): void {
  const out = openSync(file, 'w')
  const put = (text: string) => writeSync(out, text)
  const ref = (i: number) => `pkg:npm/%40scope/lib-${i}@1.${i % 50}.0`
  const licences = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'GPL-2.0-only']
  put(
    '{"bomFormat":"CycloneDX","specVersion":"1.5","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,',
  )
  put('"metadata":{"component":{"type":"application","bom-ref":"root","name":"root"}},"components":[')
  for (let i = 0; i < components; i++) {
    const component = {
      type: 'library',
      'bom-ref': ref(i),
      supplier: { name: `Vendor ${i % 500}` },
      group: '@scope',
      name: `lib-${i}`,
      version: `1.${i % 50}.0`,
      hashes: [{ alg: 'SHA-256', content: i.toString(16).padStart(8, '0').repeat(8) }],
      licenses: [{ license: { id: licences[i % 4] } }],
      purl: ref(i),
      externalReferences: [{ type: 'vcs', url: `https://example.org/lib-${i}` }],
    }
    put(`${i === 0 ? '' : ','}\n${JSON.stringify(component)}`)
  }
  put(`],"dependencies":[\n{"ref":"root","dependsOn":["${ref(0)}"]}`)
  for (let i = 0; i < components; i++) {
    const targets = [i * 3 + 1, i * 3 + 2, i * 3 + 3, Math.floor(i / 7), Math.floor(i / 11)].filter(
      (to) => to < components && to !== i,
    )
    put(`,\n${JSON.stringify({ ref: ref(i), dependsOn: [...new Set(targets)].map(ref) })}`)
  }
  put(']}')
  closeSync(out)
}

interface Figures {
  readonly wallMs: number
  readonly processorMs: number
  readonly peakMiB: number
  readonly read: string
}

/** One measurement, in this process. */
async function measure(how: 'decode' | 'parse', file: string): Promise<Figures> {
  const before = process.cpuUsage()
  const start = performance.now()
  const bytes = readFileSync(file)
  let read = ''
  if (how === 'decode') {
    const { value, diagnostics } = await decodeBill({ file, bytes })
    read = `${value?.components.length ?? 0} components, ${value?.dependencies.length ?? 0} edges, ${diagnostics.length} diagnostics`
  } else read = `${Object.keys(JSON.parse(bytes.toString('utf8')) as object).length} members`
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { wallMs, processorMs: (user + system) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024, read }
}

const [how, given] = process.argv.slice(2)
if ((how === 'decode' || how === 'parse') && given !== undefined) {
  console.log(JSON.stringify(await measure(how, given)))
} else {
  const folder = join(process.cwd(), '.cache', 'bench')
  mkdirSync(folder, { recursive: true })
  for (const { components, maxMs, maxMiB } of sizes) {
    const file = join(folder, `bill-${components}.json`)
    if (!existsSync(file)) writeBill(file, components)
    const [decoded, parsed] = (['decode', 'parse'] as const).map((mode) => {
      const runs = Array.from({ length: 3 }, () => {
        const { stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', mode, file], { encoding: 'utf8' })
        return JSON.parse(stdout) as Figures
      })
      return runs.reduce((best, run) => (run.wallMs < best.wallMs ? run : best))
    })
    if (decoded === undefined || parsed === undefined) continue
    const show = (name: string, { wallMs, processorMs, peakMiB, read }: Figures) =>
      console.log(
        `${name.padEnd(34)}${wallMs.toFixed(0).padStart(7)} ms wall${processorMs.toFixed(0).padStart(7)} ms processor${peakMiB.toFixed(0).padStart(6)} MiB   ${read}`,
      )
    show(`read and validate ${components}`, decoded)
    show(`JSON.parse alone  ${components}`, parsed)
    const isMet = decoded.wallMs <= maxMs && decoded.peakMiB <= maxMiB
    console.log(
      `${(decoded.processorMs / parsed.processorMs).toFixed(1)} times JSON.parse; wanted ${maxMs} ms and ${maxMiB} MiB: ${isMet ? 'met' : 'NOT met'}\n`,
    )
    if (!isMet) process.exitCode = 1
  }
}
