/**
 * The words of SPDX 3.0.1, as data.
 *
 * Source: spdx-3.0.1, classes and vocabularies of the profiles Core, Software, SimpleLicensing and Security.
 */
import type { ComponentType, DependencyKind, ExploitabilityStatus } from '#domain/composition/bill-of-materials.ts'

export const contexts3: ReadonlyMap<string, string> = new Map([
  ['https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '3.0.1'],
  ['https://spdx.org/rdf/3.0.0/spdx-context.jsonld', '3.0.0'],
])

/** Elements that are components. */
export const componentClasses: ReadonlyMap<string, ComponentType> = new Map([
  ['software_Package', 'unstated'],
  ['software_File', 'file'],
  ['ai_AIPackage', 'machine-learning-model'],
  ['dataset_DatasetPackage', 'data'],
])

export const agentClasses: ReadonlyMap<string, 'person' | 'organisation' | 'tool'> = new Map([
  ['Person', 'person'],
  ['Organization', 'organisation'],
  ['Agent', 'organisation'],
  ['SoftwareAgent', 'tool'],
  ['Tool', 'tool'],
])

export const purposes3: ReadonlyMap<string, ComponentType> = new Map([
  ['application', 'application'],
  ['framework', 'framework'],
  ['library', 'library'],
  ['container', 'container'],
  ['platform', 'platform'],
  ['operatingSystem', 'operating-system'],
  ['device', 'device'],
  ['deviceDriver', 'device-driver'],
  ['firmware', 'firmware'],
  ['file', 'file'],
  ['model', 'machine-learning-model'],
  ['data', 'data'],
  ['source', 'source'],
  ['archive', 'archive'],
  ['install', 'install'],
  ['executable', 'executable'],
  ['module', 'module'],
  ['specification', 'specification'],
  ['documentation', 'documentation'],
  ['other', 'other'],
])

export const algorithms3: ReadonlyMap<string, string> = new Map([
  ['md2', 'MD2'],
  ['md4', 'MD4'],
  ['md5', 'MD5'],
  ['md6', 'MD6'],
  ['sha1', 'SHA-1'],
  ['sha224', 'SHA-224'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
  ['sha3_224', 'SHA3-224'],
  ['sha3_256', 'SHA3-256'],
  ['sha3_384', 'SHA3-384'],
  ['sha3_512', 'SHA3-512'],
  ['blake2b256', 'BLAKE2b-256'],
  ['blake2b384', 'BLAKE2b-384'],
  ['blake2b512', 'BLAKE2b-512'],
  ['blake3', 'BLAKE3'],
  ['adler32', 'ADLER32'],
])

export const identifierKinds3: ReadonlyMap<string, string> = new Map([
  ['packageUrl', 'purl'],
  ['cpe22', 'cpe'],
  ['cpe23', 'cpe'],
  ['gitoid', 'gitoid'],
  ['swhid', 'swhid'],
  ['swid', 'swid'],
])

export const dependencies3: ReadonlyMap<string, DependencyKind> = new Map([
  ['dependsOn', 'depends-on'],
  ['hasStaticLink', 'static-link'],
  ['hasDynamicLink', 'dynamic-link'],
  ['hasOptionalDependency', 'optional'],
  ['hasProvidedDependency', 'provided'],
])

/** What the phase of life of a "dependsOn" makes of it. */
export const scopes3: ReadonlyMap<string, DependencyKind> = new Map([
  ['build', 'build'],
  ['development', 'development'],
  ['test', 'test'],
  ['runtime', 'runtime'],
])

/** Judgements on a vulnerability: from the vulnerability to the products. */
export const assessments3: ReadonlyMap<string, ExploitabilityStatus> = new Map([
  ['security_VexAffectedVulnAssessmentRelationship', 'affected'],
  ['security_VexFixedVulnAssessmentRelationship', 'fixed'],
  ['security_VexNotAffectedVulnAssessmentRelationship', 'not-affected'],
  ['security_VexUnderInvestigationVulnAssessmentRelationship', 'under-investigation'],
])

/** Whether an IRI or its short form stands for "none" or for "no assertion", of elements and licences alike. */
export function isNone(id: string): boolean {
  return /(?:^|[/:_])None(?:Element|License)$/.test(id)
}

export function isNoAssertion(id: string): boolean {
  return /(?:^|[/:_])NoAssertion(?:Element|License)$/.test(id)
}
