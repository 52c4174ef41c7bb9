/**
 * Documents to paper, through the Typst compiler. Loaded only when a report on paper is asked for.
 *
 * The compiler sees a workspace that exists in memory only: the template, its pictures, its data. Fonts come from npm packages; they
 * win over fonts of the same name on the machine, and the template falls back to no others. The date in the file is the one the template sets, so the same input gives the same bytes.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import type { Typesetter } from '#app/ports.ts'
import { Defect } from '#util/diagnostic.ts'

/** A folder that does not exist: nothing on disk can be read through it. */
const WORKSPACE = '/metascheme-report'

/** For long keeping and for being read aloud: ISO 19005-2, level A. The compiler refuses what falls short, such as a picture without words. */
const STANDARD = 'a-2a'

const FONTS = [
  'inter/400Regular/Inter_400Regular.ttf',
  'inter/400Regular_Italic/Inter_400Regular_Italic.ttf',
  'inter/500Medium/Inter_500Medium.ttf',
  'inter/600SemiBold/Inter_600SemiBold.ttf',
  'inter/700Bold/Inter_700Bold.ttf',
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'source-serif-4/700Bold/SourceSerif4_700Bold.ttf',
]

/** `home`: the folder of the package, in whose `node_modules` the fonts lie. */
export async function typst(home: string): Promise<Typesetter> {
  const fontBlobs = await Promise.all(
    FONTS.map((font) => readFile(join(home, 'node_modules', '@expo-google-fonts', font))),
  )
  return {
    // The compiler works in one go and holds the thread; a report takes it for a second or two.
    async pdf(template, files, data) {
      const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] })
      for (const [name, content] of Object.entries(files))
        compiler.mapShadow(`${WORKSPACE}/${name}`, Buffer.from(content, 'utf8'))
      compiler.mapShadow(`${WORKSPACE}/data.json`, Buffer.from(JSON.stringify(data), 'utf8'))
      const compiled = compiler.compile({ mainFileContent: template })
      const { result } = compiled
      if (result === null)
        throw new Defect(`the template does not compile: ${messagesOf(compiler, compiled.takeError())}`)
      return compiler.pdf(result, { pdfStandard: STANDARD })
    },
  }
}

function messagesOf(compiler: NodeCompiler, error: NodeError | null): string {
  return error === null ? 'no reason given' : JSON.stringify(compiler.fetchDiagnostics(error)).slice(0, 2000)
}
