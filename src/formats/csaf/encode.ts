/**
 * A draft advisory as a CSAF 2.0 document of the category csaf_base: it is about reliance on certificates and names no vulnerability,
 * so the profiles for advisories on vulnerabilities do not fit. Same advisory, same bytes.
 */
import { type DraftAdvisory, paragraphsOf } from '#domain/change/index.ts'

/** Who would publish it; left out, the document says that this is to be filled in. */
export interface AdvisoryPublisher {
  readonly name: string
  readonly namespace: string
}

const TO_BE_FILLED: AdvisoryPublisher = { name: 'to be filled in', namespace: 'https://publisher.invalid' }

export function encodeCsafAdvisory(a: DraftAdvisory, publisher: AdvisoryPublisher = TO_BE_FILLED): string {
  const at = `${a.on}T00:00:00Z`
  const version = '0.1.0'
  const document = {
    document: {
      category: 'csaf_base',
      csaf_version: '2.0',
      lang: 'en',
      notes: paragraphsOf(a).map((p, i) => ({
        category: i === 0 ? 'legal_disclaimer' : 'details',
        title: p.title,
        text: p.text,
      })),
      publisher: { category: 'vendor', name: publisher.name, namespace: publisher.namespace },
      title: `${a.product.name}: claims that rest on certificates, as of ${a.on}`,
      tracking: {
        current_release_date: at,
        id: a.id,
        initial_release_date: at,
        revision_history: [{ date: at, number: version, summary: 'Draft, computed' }],
        status: 'draft',
        version,
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: a.product.maker ?? 'maker not stated',
          branches: [
            {
              category: 'product_name',
              name: a.product.name,
              branches: [
                {
                  category: 'product_version',
                  name: a.product.version ?? 'version not stated',
                  product: { name: named(a.product), product_id: `product-${a.product.id}` },
                },
              ],
            },
          ],
        },
      ],
      ...(a.parts.length === 0
        ? {}
        : {
            full_product_names: a.parts.map((p) => ({
              name: named(p),
              product_id: `part-${p.id}`,
              ...(p.purl === undefined && p.cpe === undefined
                ? {}
                : {
                    product_identification_helper: {
                      ...(p.cpe === undefined ? {} : { cpe: p.cpe }),
                      ...(p.purl === undefined ? {} : { purl: p.purl }),
                    },
                  }),
            })),
          }),
    },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function named(of: { readonly name: string; readonly version?: string }): string {
  return of.version === undefined || of.name.endsWith(of.version) ? of.name : `${of.name} ${of.version}`
}
