/**
 * How long it takes to read, validate and index large bills of materials, and how much memory the process takes for it.
 *
 * Each size runs in a process of its own, on a file made beforehand. `JSON.parse` of the same file, in another process, stands
 * beside it: on a machine that does other things besides, the ratio says more than the seconds.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { decodeBill } from '#formats/index.ts'
import { counted, type Measured, measure, row, shown } from './measure.ts'

const sizes = [
  { components: 100_000, maxMs: 2000, maxMiB: 400 },
  { components: 300_000, maxMs: 5000, maxMiB: 1024 },
]

/** A bill like those that package managers write: one hash, one licence, one reference, about three edges for each component. */
function writeBill(file: string, components: number): void {
  const out = openSync(`${file}.part`, 'w')
  let waiting = ''
  const put = (text: string): void => {
    waiting += text
    if (waiting.length < 1 << 20) return
    writeSync(out, waiting)
    waiting = ''
  }
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
  writeSync(out, `${waiting}]}`)
  closeSync(out)
  renameSync(`${file}.part`, file)
}

interface Figures extends Measured {
  readonly peakMiB: number
  readonly read: string
}

/** One measurement, in this process. What is indexed: components by reference, with the edges between them. */
async function once(how: 'decode' | 'parse', file: string): Promise<Figures> {
  const [read, time] = await measure(async () => {
    const bytes = readFileSync(file)
    if (how === 'parse') return `${Object.keys(JSON.parse(bytes.toString('utf8')) as object).length} members`
    const { value, diagnostics } = await decodeBill({ file, bytes })
    const byPurl = new Map(value?.components.map((c) => [c.purl, c]))
    return `${value?.components.length ?? 0} components (${byPurl.size} package URLs), ${value?.dependencies.length ?? 0} edges, ${diagnostics.length} diagnostics`
  })
  return { ...time, peakMiB: process.resourceUsage().maxRSS / 1024, read }
}

/** The better of two runs, each in a process of its own. */
function inOwnProcess(how: 'decode' | 'parse', file: string): Figures {
  const runs = [1, 2].map(() => {
    const { stdout, stderr } = spawnSync(process.execPath, [process.argv[1] as string, how, file], { encoding: 'utf8' })
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout) as Figures
  })
  return runs.reduce((best, run) => (counted(run) < counted(best) ? run : best))
}

const [how, given] = process.argv.slice(2)
if ((how === 'decode' || how === 'parse') && given !== undefined) console.log(JSON.stringify(await once(how, given)))
else {
  const folder = join(process.cwd(), '.cache', 'bench')
  mkdirSync(folder, { recursive: true })
  for (const { components, maxMs, maxMiB } of sizes) {
    const file = join(folder, `bill-${components}.json`)
    if (!existsSync(file)) writeBill(file, components)
    const decoded = inOwnProcess('decode', file)
    const parsed = inOwnProcess('parse', file)
    row({
      what: `${components.toLocaleString('en')} components read, validated and indexed`,
      figure: `${shown(decoded.wall)} wall, ${shown(decoded.cpu)} processor, ${decoded.peakMiB.toFixed(0)} MiB`,
      target: `under ${shown(maxMs)} and ${maxMiB} MiB`,
      isMet: counted(decoded) <= maxMs && decoded.peakMiB <= maxMiB,
      note: `${decoded.read}; ${(decoded.cpu / parsed.cpu).toFixed(1)} times the processor time of JSON.parse alone (${shown(parsed.cpu)})`,
    })
  }
}
