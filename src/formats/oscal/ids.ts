/** How our identifiers are written in OSCAL, which wants tokens, and read back. */
export const NAMESPACE = 'https://metascheme.example/ns/oscal'

/** A token: letters, digits, dots, dashes and underscores, not starting with a digit. */
export function tokenOf(id: string): string {
  const plain = id.replace(/[^\p{L}\p{N}._-]/gu, '_')
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`
}

/** The set a document or an address stands for: its file name without folder, ending and the marks of variants. */
export function setIdOf(address: string): string {
  const name = (address.split(/[?#]/)[0] as string).split(/[/\\]/).pop() ?? address
  return name
    .replace(/\.(?:json|xml|ya?ml)$/i, '')
    .replace(/\.oscal$/i, '')
    .replace(/-min$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
}
