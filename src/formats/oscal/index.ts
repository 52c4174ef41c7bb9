/** OSCAL: catalogues, profiles (resolved), mapping collections, in JSON, XML and YAML. */
import type { Mapping, RequirementSet } from '#domain/requirements/index.ts'
import type { Diagnostic } from '#util/diagnostic.ts'
import { type FrameworkFormat, Losses } from '../frameworks.ts'
import { mappingsOf, setOfCatalog } from './decode.ts'
import { readOscal } from './document.ts'
import { setIdOf } from './ids.ts'
import { resolveProfile } from './resolve.ts'

export { encodeCatalog, encodeMappings, type EncodeSettings } from './encode.ts'
export { readOscal } from './document.ts'
export { resolveProfile } from './resolve.ts'
export { checkLeveraging, isSystemSecurityPlan, type LeveragingCheck } from './leveraging.ts'

const WHAT = { catalog: 'catalogue', profile: 'profile', 'mapping-collection': 'mapping collection' } as const

export const oscal: FrameworkFormat = {
  id: 'oscal',
  name: 'OSCAL',
  detect(_, start) {
    const found =
      /^\s*(?:\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"(catalog|profile|mapping-collection)"\s*:|(?:<\?[^>]*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!DOCTYPE[\s\S]*?)?<(?:\w+:)?(catalog|profile|mapping-collection)\s[^>]*csrc\.nist\.gov\/ns\/oscal|(?:---\s*\n)?(catalog|profile|mapping-collection):\s*\n)/.exec(
        start,
      )
    const root = (found?.[1] ?? found?.[2] ?? found?.[3]) as keyof typeof WHAT | undefined
    return root === undefined ? undefined : { format: 'oscal', what: `OSCAL ${WHAT[root]}` }
  },
  async decode(documents, around) {
    const sets: RequirementSet[] = []
    const mappings: Mapping[] = []
    const diagnostics: Diagnostic[] = []
    const losses = new Losses()
    for (const [n, source] of documents.entries()) {
      around.onProgress(n, documents.length)
      const read = readOscal(await source.read())
      diagnostics.push(...read.diagnostics)
      if (read.kind === 'refused') continue
      const { document } = read
      if (document.root === 'mapping-collection') mappings.push(...mappingsOf(document, diagnostics))
      else if (document.root === 'catalog')
        sets.push(setOfCatalog(document.value, { id: setIdOf(document.file), losses }))
      else {
        const resolved = await resolveProfile(document, around)
        diagnostics.push(...resolved.diagnostics)
        if (resolved.catalog !== undefined)
          sets.push(setOfCatalog(resolved.catalog, { id: setIdOf(document.file), losses }))
      }
      for (const l of document.losses.list()) losses.add(l.path, l.because, l.count)
    }
    around.onProgress(documents.length, documents.length)
    return {
      ...(sets.length + mappings.length === 0 ? {} : { value: { sets, mappings } }),
      diagnostics,
      losses: losses.list(),
    }
  },
}
