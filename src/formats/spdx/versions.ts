/**
 * What each edition of SPDX calls things, as data.
 *
 * Sources: spdx-2.2, spdx-2.3 (clauses 6 to 11), spdx-3.0.1.
 */
import type { ComponentType, DependencyKind } from '#domain/composition/bill-of-materials.ts'
import type { Syntax } from '../format.ts'

export interface SpdxEdition {
  readonly version: string
  /** As the document prints it. */
  readonly printed: string
  readonly syntaxes: readonly Syntax[]
  readonly writes: boolean
  /** Fields that a package must have, beside `SPDXID` and `name`. */
  readonly packageRequires: readonly string[]
  readonly fileRequires: readonly string[]
  /** Demanded as well, but many tools leave them out, and without them nothing is asserted: a warning. */
  readonly packageExpects: readonly string[]
  readonly fileExpects: readonly string[]
  readonly relationshipTypes: ReadonlySet<string>
  readonly checksumAlgorithms: ReadonlySet<string>
  /** 2.3 spells it with a hyphen, 2.2 with an underscore in JSON; both are read for both. */
  readonly packageManagerCategory: string
}

const relationshipTypes22 = [
  'AMENDS',
  'ANCESTOR_OF',
  'BUILD_DEPENDENCY_OF',
  'BUILD_TOOL_OF',
  'CONTAINED_BY',
  'CONTAINS',
  'COPY_OF',
  'DATA_FILE_OF',
  'DEPENDENCY_MANIFEST_OF',
  'DEPENDENCY_OF',
  'DEPENDS_ON',
  'DESCENDANT_OF',
  'DESCRIBED_BY',
  'DESCRIBES',
  'DEV_DEPENDENCY_OF',
  'DEV_TOOL_OF',
  'DISTRIBUTION_ARTIFACT',
  'DOCUMENTATION_OF',
  'DYNAMIC_LINK',
  'EXAMPLE_OF',
  'EXPANDED_FROM_ARCHIVE',
  'FILE_ADDED',
  'FILE_DELETED',
  'FILE_MODIFIED',
  'GENERATED_FROM',
  'GENERATES',
  'HAS_PREREQUISITE',
  'METAFILE_OF',
  'OPTIONAL_COMPONENT_OF',
  'OPTIONAL_DEPENDENCY_OF',
  'OTHER',
  'PACKAGE_OF',
  'PATCH_APPLIED',
  'PATCH_FOR',
  'PREREQUISITE_FOR',
  'PROVIDED_DEPENDENCY_OF',
  'RUNTIME_DEPENDENCY_OF',
  'STATIC_LINK',
  'TEST_CASE_OF',
  'TEST_DEPENDENCY_OF',
  'TEST_OF',
  'TEST_TOOL_OF',
  'VARIANT_OF',
]
const checksums22 = ['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'MD2', 'MD4', 'MD5', 'MD6']
const checksums23 = [
  ...checksums22,
  'SHA3-256',
  'SHA3-384',
  'SHA3-512',
  'BLAKE2b-256',
  'BLAKE2b-384',
  'BLAKE2b-512',
  'BLAKE3',
  'ADLER32',
]

export const spdx2Editions: readonly SpdxEdition[] = Object.freeze([
  {
    version: '2.2',
    printed: 'SPDX-2.2',
    syntaxes: ['json', 'tag-value'],
    writes: false,
    packageRequires: ['downloadLocation'],
    fileRequires: ['fileName'],
    packageExpects: ['licenseConcluded', 'licenseDeclared', 'copyrightText'],
    fileExpects: ['checksums', 'licenseConcluded', 'copyrightText'],
    relationshipTypes: new Set(relationshipTypes22),
    checksumAlgorithms: new Set(checksums22),
    packageManagerCategory: 'PACKAGE_MANAGER',
  },
  {
    version: '2.3',
    printed: 'SPDX-2.3',
    syntaxes: ['json', 'tag-value'],
    writes: true,
    packageRequires: ['downloadLocation'],
    fileRequires: ['fileName'],
    packageExpects: [],
    fileExpects: ['checksums'],
    relationshipTypes: new Set([...relationshipTypes22, 'REQUIREMENT_DESCRIPTION_FOR', 'SPECIFICATION_FOR']),
    checksumAlgorithms: new Set(checksums23),
    packageManagerCategory: 'PACKAGE-MANAGER',
  },
])

/** All editions that are read; the third is a language of its own and has tables of its own. */
export const spdxEditions: readonly Pick<SpdxEdition, 'version' | 'syntaxes' | 'writes'>[] = Object.freeze([
  ...spdx2Editions,
  { version: '3.0.1', syntaxes: ['json-ld'], writes: false },
])

/** How a relationship reads as a dependency; `reversed` where the first element is what the second depends on. */
export const dependencyRelationships: ReadonlyMap<
  string,
  { readonly kind: DependencyKind; readonly reversed: boolean }
> = new Map([
  ['DEPENDS_ON', { kind: 'depends-on', reversed: false }],
  ['DEPENDENCY_OF', { kind: 'depends-on', reversed: true }],
  ['BUILD_DEPENDENCY_OF', { kind: 'build', reversed: true }],
  ['DEV_DEPENDENCY_OF', { kind: 'development', reversed: true }],
  ['TEST_DEPENDENCY_OF', { kind: 'test', reversed: true }],
  ['RUNTIME_DEPENDENCY_OF', { kind: 'runtime', reversed: true }],
  ['OPTIONAL_DEPENDENCY_OF', { kind: 'optional', reversed: true }],
  ['PROVIDED_DEPENDENCY_OF', { kind: 'provided', reversed: true }],
  ['STATIC_LINK', { kind: 'static-link', reversed: false }],
  ['DYNAMIC_LINK', { kind: 'dynamic-link', reversed: false }],
])

export const purposes: ReadonlyMap<string, ComponentType> = new Map([
  ['APPLICATION', 'application'],
  ['FRAMEWORK', 'framework'],
  ['LIBRARY', 'library'],
  ['CONTAINER', 'container'],
  ['OPERATING-SYSTEM', 'operating-system'],
  ['OPERATING_SYSTEM', 'operating-system'],
  ['DEVICE', 'device'],
  ['FIRMWARE', 'firmware'],
  ['SOURCE', 'source'],
  ['ARCHIVE', 'archive'],
  ['FILE', 'file'],
  ['INSTALL', 'install'],
  ['OTHER', 'other'],
])

/** SPDX spelling of a hash algorithm to the one of the model. */
export const algorithms: ReadonlyMap<string, string> = new Map([
  ['SHA1', 'SHA-1'],
  ['SHA224', 'SHA-224'],
  ['SHA256', 'SHA-256'],
  ['SHA384', 'SHA-384'],
  ['SHA512', 'SHA-512'],
])
