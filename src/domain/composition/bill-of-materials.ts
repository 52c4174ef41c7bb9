/**
 * A bill of materials as understood: one value for every format and version it can be written in.
 *
 * Components, services and the product itself stand in one list and are named by their place in it, so that edges and
 * hierarchy are numbers and three hundred thousand components stay affordable. What a translator could not carry over is
 * in `losses`; nothing is dropped in silence.
 */
export interface Bill {
  /** The language it was written in. */
  readonly format: 'cyclonedx' | 'spdx'
  /** The edition of that language as printed in the document: `1.6`, `SPDX-2.3`, `3.0.1`. */
  readonly version: string
  /** What names this bill in the world: a CycloneDX serial number, an SPDX document namespace or identifier. */
  readonly serial?: string
  /** The count of issues of the same bill (CycloneDX `version`). */
  readonly revision?: number
  /** The name of the document itself, where the format gives it one. */
  readonly name?: string
  /** When it was written, as printed (RFC 3339). */
  readonly created?: string
  readonly creators: readonly Creator[]
  /** What the bill is about: the place of that component in `components`. */
  readonly subject?: ComponentIndex
  /** Parents stand before their children; otherwise in document order. */
  readonly components: readonly Component[]
  /** Sorted by `from`, then `to`, then `kind`; no edge twice. */
  readonly dependencies: readonly Dependency[]
  readonly vulnerabilities: readonly Vulnerability[]
  /** What the document says and this value does not. Sorted by path. */
  readonly losses: readonly Loss[]
}

/** A place in `components`. */
export type ComponentIndex = number

export interface Component {
  /**
   * Its name inside the document: `bom-ref`, `SPDXID`, `spdxId`, `product_id`. Where the document gives none, the JSON
   * Pointer of the component stands in, with a leading `#`.
   */
  readonly ref: string
  /** The component this one is a piece of, from the hierarchy of the document. */
  readonly parent?: ComponentIndex
  readonly type: ComponentType
  readonly group?: string
  readonly name: string
  readonly version?: string
  /** Package URL as printed; the first, where several are given. */
  readonly purl?: string
  /** CPE name as printed; the first, where several are given. */
  readonly cpe?: string
  /** Every further identifier, in document order. */
  readonly identifiers: readonly Identifier[]
  readonly supplier?: Organisation
  /** Who made it, where the document keeps that apart from who supplied it. */
  readonly manufacturer?: Organisation
  /** Author or originator, as printed. */
  readonly author?: string
  readonly publisher?: string
  readonly description?: string
  readonly copyright?: string
  readonly scope?: 'required' | 'optional' | 'excluded'
  readonly licences: readonly Licence[]
  readonly hashes: readonly Hash[]
  readonly externalReferences: readonly ExternalReference[]
  readonly properties: readonly Property[]
  /**
   * Whether the bill states on what this component directly depends; a stated "on nothing" counts. False is "not known":
   * the bill is silent, or says itself that its list is incomplete or unknown. It never means "no dependencies".
   */
  readonly graphKnown: boolean
}

/** Kinds of thing listed, in CycloneDX words, with the SPDX purposes that CycloneDX lacks and the services of both. */
export type ComponentType =
  | 'application'
  | 'framework'
  | 'library'
  | 'container'
  | 'platform'
  | 'operating-system'
  | 'device'
  | 'device-driver'
  | 'firmware'
  | 'file'
  | 'machine-learning-model'
  | 'data'
  | 'cryptographic-asset'
  | 'service'
  | 'source'
  | 'archive'
  | 'install'
  | 'executable'
  | 'module'
  | 'specification'
  | 'documentation'
  | 'other'
  | 'unstated'

export interface Identifier {
  /** `purl`, `cpe`, `swid`, `swhid`, `omnibor`, `gitoid`, … in lower case, as the format names it. */
  readonly kind: string
  readonly value: string
}

export interface Organisation {
  readonly name?: string
  readonly urls: readonly string[]
  readonly contacts: readonly Contact[]
}

export interface Contact {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** Who or what wrote the bill. */
export interface Creator {
  readonly kind: 'tool' | 'person' | 'organisation'
  readonly vendor?: string
  readonly name: string
  readonly version?: string
  readonly email?: string
}

/** One statement about a licence: an identifier of the SPDX list, a name, or an SPDX expression. */
export interface Licence {
  readonly kind: 'id' | 'name' | 'expression'
  readonly value: string
  readonly url?: string
  /** Who says so: declared by the author, or concluded by whoever wrote the bill. */
  readonly acknowledgement?: 'declared' | 'concluded'
}

export interface Hash {
  /** In CycloneDX spelling: `SHA-256`, `BLAKE2b-512`, `MD5`. */
  readonly algorithm: string
  readonly value: string
}

export interface ExternalReference {
  readonly type: string
  readonly url: string
  readonly comment?: string
}

export interface Property {
  readonly name: string
  readonly value?: string
}

/** `from` depends on `to`, in the way `kind` says. */
export interface Dependency {
  readonly from: ComponentIndex
  readonly to: ComponentIndex
  readonly kind: DependencyKind
}

export type DependencyKind =
  | 'depends-on'
  | 'build'
  | 'development'
  | 'test'
  | 'runtime'
  | 'optional'
  | 'provided'
  | 'static-link'
  | 'dynamic-link'
  /** The other way of CycloneDX 1.6: `from` implements or provides `to`. */
  | 'provides'

/** A known vulnerability and what is said of it for the components listed. */
export interface Vulnerability {
  readonly ref?: string
  /** As its first source names it: `CVE-2021-44228`, `GHSA-…`. */
  readonly id?: string
  readonly source?: VulnerabilitySource
  /** The same vulnerability in other sources. */
  readonly aliases: readonly VulnerabilityAlias[]
  readonly description?: string
  readonly detail?: string
  readonly recommendation?: string
  /** Numbers of the Common Weakness Enumeration, in document order. */
  readonly weaknesses: readonly number[]
  readonly ratings: readonly Rating[]
  readonly created?: string
  readonly published?: string
  readonly updated?: string
  readonly analysis?: Analysis
  readonly affects: readonly Affected[]
}

export interface VulnerabilitySource {
  readonly name?: string
  readonly url?: string
}

export interface VulnerabilityAlias {
  readonly id: string
  readonly source?: VulnerabilitySource
}

export interface Rating {
  readonly source?: VulnerabilitySource
  /** A decimal number as text, because the heart calculates exactly. */
  readonly score?: string
  readonly severity?: string
  /** `CVSSv31`, `OWASP`, … as printed. */
  readonly method?: string
  readonly vector?: string
}

/** The judgement of whoever wrote the document, in their own words; `Affected.status` is what they come to. */
export interface Analysis {
  /** The native state: `not_affected`, `in_triage`, `known_affected`, … */
  readonly state?: string
  readonly justification?: string
  readonly responses: readonly string[]
  readonly detail?: string
  readonly firstIssued?: string
  readonly lastUpdated?: string
}

export type ExploitabilityStatus = 'affected' | 'not-affected' | 'fixed' | 'under-investigation' | 'unstated'

export interface Affected {
  /** The reference as printed. */
  readonly ref: string
  /** The component it resolves to in the same document; absent where it points elsewhere. */
  readonly component?: ComponentIndex
  readonly status: ExploitabilityStatus
  /** Where the judgement is on this product alone (CSAF): it then stands before that of the vulnerability. */
  readonly analysis?: Analysis
  readonly versions: readonly AffectedVersion[]
}

export interface AffectedVersion {
  readonly version?: string
  /** A version range in `vers` notation. */
  readonly range?: string
  readonly status: ExploitabilityStatus
}

/** Something a translator could not carry over. */
export interface Loss {
  /** JSON Pointer with an asterisk for every list index; one loss stands for all of its kind. */
  readonly path: string
  /** How many times. */
  readonly count: number
  readonly because: string
}

/** A security advisory or exploitability statement on its own: CSAF, OpenVEX. */
export interface Advisory {
  readonly format: 'csaf' | 'openvex'
  readonly version: string
  readonly id: string
  readonly title?: string
  /** CSAF: `csaf_vex`, `csaf_security_advisory`, … */
  readonly category?: string
  readonly publisher?: string
  /** `draft`, `interim`, `final` (CSAF). */
  readonly state?: string
  /** The version of the document itself, as printed. */
  readonly edition?: string
  readonly published?: string
  readonly updated?: string
  /** The products spoken of, with the hierarchy of the product tree. */
  readonly products: readonly Component[]
  readonly vulnerabilities: readonly Vulnerability[]
  readonly losses: readonly Loss[]
}
