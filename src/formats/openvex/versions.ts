/**
 * The editions of OpenVEX, and the words all of them share.
 *
 * Source: openvex-spec 0.2.0, sections "Document" and "VEX Statements".
 */
import type { ExploitabilityStatus } from '#domain/composition/bill-of-materials.ts'

export const openVexEditions: readonly { readonly version: string; readonly context: string }[] = Object.freeze([
  { version: '0.2.0', context: 'https://openvex.dev/ns/v0.2.0' },
  { version: '0.0.1', context: 'https://openvex.dev/ns' },
])

export const statuses: ReadonlyMap<string, ExploitabilityStatus> = new Map([
  ['not_affected', 'not-affected'],
  ['affected', 'affected'],
  ['fixed', 'fixed'],
  ['under_investigation', 'under-investigation'],
])

export const justifications: ReadonlySet<string> = new Set([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
])
