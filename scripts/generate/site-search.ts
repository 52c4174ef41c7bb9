/** The search of the syllabus as a site: a script for browsers, bundled with minisearch, as a text that the report writes out. */
import { join } from 'node:path'
import { build } from 'esbuild'

export async function generate({ home }: { readonly home: string }): Promise<Readonly<Record<string, string>>> {
  const built = await build({
    absWorkingDir: home,
    entryPoints: [join('scripts', 'generate', 'site-search', 'browser.js')],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    write: false,
  })
  const text = built.outputFiles[0]?.text ?? ''
  return {
    'src/reports/generated/site-search.ts': [
      '/** Made by scripts/generate/site-search.ts from its browser.js and minisearch (MIT, Copyright 2022 Luca Ongaro); do not edit. */',
      `export const SITE_SEARCH = ${JSON.stringify(`/* minisearch: MIT License, Copyright 2022 Luca Ongaro */\n${text}`)}`,
      '',
    ].join('\n'),
  }
}
