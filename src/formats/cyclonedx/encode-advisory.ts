/**
 * A draft advisory as a CycloneDX 1.6 document: the product and its parts as components, and one annotation for each paragraph, about the
 * parts it names. Annotations are the place that the specification has for comments of an organisation or tool on parts of a bill; its
 * vulnerabilities would say what this does not. Same advisory, same bytes.
 */
import { type DraftAdvisory, paragraphsOf } from '#domain/change/index.ts'

export function encodeCycloneDxAdvisory(a: DraftAdvisory): string {
  const at = `${a.on}T00:00:00Z`
  const whole = `product-${a.product.id}`
  const lost = [...new Set([...a.lost, ...a.lower].map((c) => `part-${c.part}`))]
  const stands = [...new Set(a.stands.map((s) => `part-${s.part}`))]
  const about: Readonly<Record<string, readonly string[]>> = {
    'Reliance that is lost': lost,
    'Claims that stand at another level': lost,
    'What still stands': stands,
  }
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: at,
      component: {
        type: 'application',
        'bom-ref': whole,
        name: a.product.name,
        ...(a.product.version === undefined ? {} : { version: a.product.version }),
        ...(a.product.maker === undefined ? {} : { manufacturer: { name: a.product.maker } }),
      },
      properties: [{ name: 'metascheme:draft-advisory', value: a.id }],
    },
    components: a.parts.map((p) => ({
      type: 'library',
      'bom-ref': `part-${p.id}`,
      name: p.name,
      ...(p.version === undefined ? {} : { version: p.version }),
      ...(p.cpe === undefined ? {} : { cpe: p.cpe }),
      ...(p.purl === undefined ? {} : { purl: p.purl }),
    })),
    annotations: paragraphsOf(a).map((p, i) => {
      const named = about[p.title] ?? []
      return {
        'bom-ref': `annotation-${i + 1}`,
        subjects: named.length === 0 ? [whole] : named,
        annotator: { component: { type: 'application', name: 'Metascheme' } },
        timestamp: at,
        text: `${p.title}\n${p.text}`,
      }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
