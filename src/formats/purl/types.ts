/**
 * What the registered package types ask of a package URL, as data. A type that is not here is free in everything.
 *
 * Source: purl-spec, type definitions (folder `types`).
 */
export interface PackageTypeRules {
  readonly namespace?: 'required' | 'prohibited'
  /** Components in which case does not matter; written in lower case. */
  readonly lowerCase?: readonly ('namespace' | 'name' | 'version' | 'subpath')[]
  /** How a name is spelt beside its case. */
  readonly spelling?: 'underscore-to-dash' | 'only-word-characters'
  readonly namePattern?: RegExp
  readonly versionPattern?: RegExp
  readonly requiredQualifiers?: readonly string[]
  /** False where more is asked than a look at the form shows. */
  readonly isPlain?: false
  /** What would make the name one of something else. */
  readonly nameMayNotContain?: string
  /** The namespace is the first segment only; all that follows is the name. */
  readonly nameHasSegments?: true
  /** The name is without case where this qualifier says so. */
  readonly lowerCaseNameWhere?: { readonly qualifier: string; readonly matches: RegExp }
}

const both = ['namespace', 'name'] as const

export const packageTypes: ReadonlyMap<string, PackageTypeRules> = new Map<string, PackageTypeRules>([
  ['alpm', { namespace: 'required', lowerCase: both }],
  ['apk', { namespace: 'required', lowerCase: both }],
  ['bazel', { namespace: 'prohibited' }],
  ['bitbucket', { namespace: 'required', lowerCase: both }],
  ['bitnami', { namespace: 'prohibited', lowerCase: ['name'] }],
  ['brew', { lowerCase: both }],
  ['cargo', { namespace: 'prohibited' }],
  [
    'chrome-extension',
    {
      namespace: 'prohibited',
      isPlain: false,
      lowerCase: ['name'],
      namePattern: /^[a-p]{32}$/,
      versionPattern: /^\d+(?:\.\d+){0,3}$/,
    },
  ],
  ['cocoapods', { namespace: 'prohibited' }],
  ['composer', { namespace: 'required', lowerCase: both }],
  ['conda', { namespace: 'prohibited' }],
  ['cpan', { nameMayNotContain: '::', isPlain: false }],
  ['cran', { namespace: 'prohibited' }],
  ['deb', { namespace: 'required', lowerCase: both }],
  ['gem', { namespace: 'prohibited' }],
  ['git', { namespace: 'required', nameHasSegments: true }],
  ['github', { namespace: 'required', lowerCase: both }],
  ['golang', { namespace: 'required' }],
  ['hackage', { namespace: 'prohibited' }],
  ['hex', { lowerCase: both }],
  ['huggingface', { namespace: 'required', lowerCase: ['version'] }],
  ['julia', { namespace: 'prohibited', requiredQualifiers: ['uuid'], isPlain: false }],
  ['luarocks', { lowerCase: both }],
  ['maven', { namespace: 'required' }],
  [
    'mlflow',
    {
      namespace: 'prohibited',
      lowerCaseNameWhere: { qualifier: 'repository_url', matches: /^https:\/\/[^/]*databricks\.(?:net|com)(?:\/|$)/ },
    },
  ],
  ['nuget', { namespace: 'prohibited' }],
  ['oci', { namespace: 'prohibited', lowerCase: ['name', 'version'] }],
  ['opam', { namespace: 'prohibited' }],
  ['otp', { namespace: 'prohibited', lowerCase: ['name', 'subpath'] }],
  ['pub', { namespace: 'prohibited', lowerCase: ['name'], spelling: 'only-word-characters' }],
  ['pypi', { namespace: 'prohibited', lowerCase: ['name', 'version'], spelling: 'underscore-to-dash' }],
  ['qpkg', { namespace: 'required', lowerCase: ['namespace'] }],
  ['rpm', { namespace: 'required', lowerCase: ['namespace'] }],
  ['swid', { requiredQualifiers: ['tag_id'], isPlain: false }],
  ['swift', { namespace: 'required' }],
  ['vcpkg', { namespace: 'prohibited' }],
  ['vscode-extension', { namespace: 'required', lowerCase: ['namespace', 'name', 'version'] }],
  ['yocto', { lowerCase: ['namespace'] }],
])
