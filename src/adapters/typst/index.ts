/**
 * Documents to paper, through the Typst compiler. Loaded only when a report on paper is asked for.
 *
 * The compiler sees a workspace that exists in memory only: the template, its pictures and its data. The same input gives the same bytes.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Typesetter } from '#app/ports.ts'

/** `home`: the folder of the package, in whose `node_modules` the fonts lie. */
export async function typst(home: string): Promise<Typesetter> {
  const fontBlobs = await Promise.all(
    FONTS.map((font) => readFile(join(home, 'node_modules', '@expo-google-fonts', font))),
  )
  return {
    async pdf(template, files, data) {
      const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] })
      for (const [name, text] of Object.entries(files))
        compiler.mapShadow(`${WORKSPACE}/${name}`, Buffer.from(text, 'utf8'))
      compiler.mapShadow(`${WORKSPACE}/data.json`, Buffer.from(JSON.stringify(data), 'utf8'))
      return compiler.pdf({ mainFileContent: template })
    },
  }
}

/** A folder that does not exist: nothing on disk can be read through it. */
const WORKSPACE = '/metascheme-report'

const FONTS = ['inter/400Regular/Inter_400Regular.ttf']
