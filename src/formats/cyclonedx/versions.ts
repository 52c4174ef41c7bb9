/**
 * What each edition of CycloneDX can say, as data. Nothing else in this folder asks for an edition by its number.
 *
 * Source: cyclonedx-specification, JSON schemas 1.2 to 1.7.
 */
import type { Validate } from '../schema-errors.ts'
import type { XmlSchema } from '../xml-schema.ts'

/** Validators for the document without its long lists, and for the elements of each of these. */
export interface EditionValidators {
  readonly document: Validate
  readonly components: Validate
  readonly services: Validate
  readonly dependencies: Validate
  readonly compositions?: Validate
  readonly vulnerabilities?: Validate
  readonly annotations?: Validate
  readonly formulation?: Validate
}

export interface CycloneDxEdition {
  readonly version: string
  readonly namespace: string
  readonly writes: boolean
  readonly componentTypes: ReadonlySet<string>
  readonly hashAlgorithms: ReadonlySet<string>
  readonly referenceTypes: ReadonlySet<string>
  readonly scoreMethods: ReadonlySet<string>
  readonly has: {
    /** Several licence expressions, or expressions beside licences. */
    readonly mixedLicences: boolean
    readonly acknowledgement: boolean
    readonly manufacturer: boolean
    readonly provides: boolean
    /** Identifiers of contents: OmniBOR and Software Heritage. */
    readonly contentIdentifiers: boolean
    readonly vulnerabilities: boolean
  }
  /** Read when the edition is first met. */
  load(): Promise<EditionValidators>
  /** The same for XML. */
  loadXml(): Promise<{ readonly schema: XmlSchema }>
}

const componentTypes12 = [
  'application',
  'framework',
  'library',
  'container',
  'operating-system',
  'device',
  'firmware',
  'file',
]
const componentTypes15 = [...componentTypes12, 'platform', 'device-driver', 'machine-learning-model', 'data']
const componentTypes16 = [...componentTypes15, 'cryptographic-asset']

const hashAlgorithms12 = [
  'MD5',
  'SHA-1',
  'SHA-256',
  'SHA-384',
  'SHA-512',
  'SHA3-256',
  'SHA3-384',
  'SHA3-512',
  'BLAKE2b-256',
  'BLAKE2b-384',
  'BLAKE2b-512',
  'BLAKE3',
]
const hashAlgorithms17 = [...hashAlgorithms12, 'Streebog-256', 'Streebog-512']

const referenceTypes12 = [
  'vcs',
  'issue-tracker',
  'website',
  'advisories',
  'bom',
  'mailing-list',
  'social',
  'chat',
  'documentation',
  'support',
  'distribution',
  'license',
  'build-meta',
  'build-system',
  'other',
]
const referenceTypes14 = [...referenceTypes12, 'release-notes']
const referenceTypes15 = [
  ...referenceTypes14,
  'distribution-intake',
  'security-contact',
  'model-card',
  'log',
  'configuration',
  'evidence',
  'formulation',
  'attestation',
  'threat-model',
  'adversary-model',
  'risk-assessment',
  'vulnerability-assertion',
  'exploitability-statement',
  'pentest-report',
  'static-analysis-report',
  'dynamic-analysis-report',
  'runtime-analysis-report',
  'component-analysis-report',
  'maturity-report',
  'certification-report',
  'codified-infrastructure',
  'quality-metrics',
  'poam',
]
const referenceTypes16 = [
  ...referenceTypes15,
  'source-distribution',
  'electronic-signature',
  'digital-signature',
  'rfc-9116',
]
const referenceTypes17 = [...referenceTypes16, 'patent', 'patent-family', 'patent-assertion', 'citation']

const scoreMethods14 = ['CVSSv2', 'CVSSv3', 'CVSSv31', 'OWASP', 'other']
const scoreMethods15 = [...scoreMethods14, 'CVSSv4', 'SSVC']

const nothing = {
  mixedLicences: false,
  acknowledgement: false,
  manufacturer: false,
  provides: false,
  contentIdentifiers: false,
  vulnerabilities: false,
}
const has14 = { ...nothing, vulnerabilities: true }
const has16 = { ...has14, acknowledgement: true, manufacturer: true, provides: true, contentIdentifiers: true }
const has17 = { ...has16, mixedLicences: true }

function edition(
  version: string,
  words: {
    readonly types: readonly string[]
    readonly hashes: readonly string[]
    readonly references: readonly string[]
    readonly methods: readonly string[]
    readonly has: CycloneDxEdition['has']
    readonly writes?: true
  },
  load: CycloneDxEdition['load'],
  loadXml: CycloneDxEdition['loadXml'],
): CycloneDxEdition {
  return Object.freeze({
    version,
    namespace: `http://cyclonedx.org/schema/bom/${version}`,
    writes: words.writes === true,
    componentTypes: new Set(words.types),
    hashAlgorithms: new Set(words.hashes),
    referenceTypes: new Set(words.references),
    scoreMethods: new Set(words.methods),
    has: Object.freeze(words.has),
    load,
    loadXml,
  })
}

export const cycloneDxEditions: readonly CycloneDxEdition[] = Object.freeze([
  edition(
    '1.2',
    { types: componentTypes12, hashes: hashAlgorithms12, references: referenceTypes12, methods: [], has: nothing },
    () => import('./generated/bom-1.2.js'),
    () => import('./generated/bom-1.2.xml.js'),
  ),
  edition(
    '1.3',
    { types: componentTypes12, hashes: hashAlgorithms12, references: referenceTypes12, methods: [], has: nothing },
    () => import('./generated/bom-1.3.js'),
    () => import('./generated/bom-1.3.xml.js'),
  ),
  edition(
    '1.4',
    {
      types: componentTypes12,
      hashes: hashAlgorithms12,
      references: referenceTypes14,
      methods: scoreMethods14,
      has: has14,
    },
    () => import('./generated/bom-1.4.js'),
    () => import('./generated/bom-1.4.xml.js'),
  ),
  edition(
    '1.5',
    {
      types: componentTypes15,
      hashes: hashAlgorithms12,
      references: referenceTypes15,
      methods: scoreMethods15,
      has: has14,
    },
    () => import('./generated/bom-1.5.js'),
    () => import('./generated/bom-1.5.xml.js'),
  ),
  edition(
    '1.6',
    {
      types: componentTypes16,
      hashes: hashAlgorithms12,
      references: referenceTypes16,
      methods: scoreMethods15,
      has: has16,
      writes: true,
    },
    () => import('./generated/bom-1.6.js'),
    () => import('./generated/bom-1.6.xml.js'),
  ),
  edition(
    '1.7',
    {
      types: componentTypes16,
      hashes: hashAlgorithms17,
      references: referenceTypes17,
      methods: scoreMethods15,
      has: has17,
      writes: true,
    },
    () => import('./generated/bom-1.7.js'),
    () => import('./generated/bom-1.7.xml.js'),
  ),
])

export function editionOf(version: string): CycloneDxEdition | undefined {
  return cycloneDxEditions.find((candidate) => candidate.version === version)
}
