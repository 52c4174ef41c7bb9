/** The clauses that caveats are made of. Forms are tried in this order at a place; what they say is in our own words. */

export type ClauseKind =
  | 'mode'
  | 'guidance'
  | 'level'
  | 'physical'
  | 'embedded-module'
  | 'bound-module'
  | 'key-strength'
  | 'entropy'
  | 'external-keys'
  | 'interim'
  | 'modification'
  | 'protocol'
  | 'distribution'
  | 'services'
  | 'integrity'
  | 'authentication'
  | 'platform'
  | 'excluded'
  | 'version'

export interface Clause {
  readonly kind: ClauseKind
  readonly bears: 'assumption' | 'limit' | 'note'
  /** Sticky. */
  readonly form: RegExp
  /** Begins its sentence and ends it. */
  readonly isWhole?: true
  readonly says: (found: RegExpExecArray, certificates: readonly string[], isOneEnough?: boolean) => string
}

/** Words between clauses that say nothing themselves. */
export const JOINING = /[\s.,;:()[\]"“”'*-]+|(?:and|with|the|also|when|both|then|is|are|be|used)\b/iy

const POLICY = String.raw`(?:the\s+)?(?:(?:provided|vendor|module|module's|associated|non-proprietary)\s+)*Security\s+Polic(?:y|ies)(?:\s+document)?`
const PART = String.raw`(?:Sections?|Section\(s\)|Appendix|Appendices|Tables?|Clauses?|Chapters?|Paragraphs?)`
const NUMBER = String.raw`\[?(?:[A-Z]?\d+(?:\.\d+)*(?:[a-z]\b)?|[A-Z](?:\.\d+)*\b)\]?`
const NUMBERS = String.raw`${NUMBER}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*|\s+through\s+|\s*-\s*)(?:${PART}\s+)?${NUMBER})*`
/** Words that belong to a condition of its own and never to the title of a section. */
const CONDITION = String.raw`(?:tamper|seals?|labels?|shields?|installed|initiali[sz]ed|configured|operated|operating|when|with|shall|not|no|or|Certs?|validated|modules?|Security\s+Policy)`
const WORD = String.raw`(?!${CONDITION}\b)[A-Z0-9][\w/’'-]*`
const TITLE = String.raw`(?:["“'][^"”']{1,90}["”']|${WORD}(?:\s+(?:\([\w ]{1,30}\)|${WORD})){0,6})`
const WHERE =
  String.raw`(?:(?:the\s+)?${PART}:?\s+(?:${NUMBERS}|${TITLE})\s*(?:\([^)]{1,60}\)\s*)?(?:of|in|from|as\s+defined\s+in|within)\s+${POLICY}` +
  String.raw`|(?:the\s+)?${TITLE}\s+${PART}\s+(?:of|in)\s+${POLICY}` +
  String.raw`|${POLICY}(?:,?\s+(?:in\s+)?(?:the\s+)?${PART}:?\s+(?:${NUMBERS}|${TITLE}))*` +
  String.raw`|(?:the\s+)?${PART}:?\s+${NUMBERS})`
const BY = String.raw`(?:as\s+(?:is\s+)?)?(?:specified|indicated|defined|described|required|directed|documented|listed|stated|outlined|assumed\s+by\s+the\s+Crypto(?:graphic)?[\s-]Officer(?:\s+role)?(?:,?\s+and(?:\s+as)?\s+(?:specified|described))?)(?:\s+(?:in|by|on|within|per))?|per|as\s+per|according\s+to|in\s+accordance\s+with|following|using`
const PLACE = String.raw`(?:${BY})\s+(?:the\s+)?(?:(?:installation\s+)?instructions?\s+(?:found\s+)?in\s+)?${WHERE}`
const MODE = String.raw`(?:an?\s+|the\s+|its\s+)?(?:FIPS(?:[\s-]?140-[123])?(?:[\s-]+(?:Approved|compliant))?|Approved|CC|FIPS-Approved)\s+mode(?:\s+of\s+operation)?`
const DOING = String.raw`(?:factory\s+)?(?:obtained|built|assembled|installed|install|initiali[sz]ed|initiali[sz]ing|configured|protected|activated|operated|set\s+up|setup|deployed|delivered|provisioned|applied|verified)`
const DOINGS = String.raw`${DOING}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*\/\s*)${DOING})*`
const MATTER = String.raw`(?:tamper[\s-]*(?:evident|evidence|evidency|proof|resistant)?|opacity|external|physical|security|entropy|opaque|pick-resistant|front|optional|required|metal|slot|port|cable|vent|rear|side|anti-tamper|air|filter|fan|power|memory|chassis|module|bezel|protective|serial)`
const THING = String.raw`(?:seals?|labels?|shields?|baffles?|devices?|kits?|material|materials|screens?|straps?|panels?|covers?|locks?|tokens?|stickers?|tapes?|bezels?|coverings?|mechanisms?|brackets?|plates?|blanks?|screws?|components?)`
const THINGS = String.raw`(?:the\s+)?(?:${MATTER}\s+)*${THING}(?:\s*\([^)]{1,40}\))?(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+and\/or\s+|\s+or\s+)(?:the\s+|with\s+)?(?:${MATTER}\s+)*${THING})*`
const CERTIFICATE = String.raw`(?:under\s+|\(|\bas\s+)?\bCert(?:ificate)?s?\b\.?\s*#?\s*\d+[a-z]?(?:\s?\[\d+\])*(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)(?:under\s+)?(?:Cert(?:ificate)?s?\b\.?\s*)?#\s*\d+(?:\s?\[\d+\])*)*\)?`
const OPERATING = String.raw`(?:,?\s*(?:and\s+|when\s+|each\s+module\s+)?(?:operating|operated)\s+in\s+(?:${MODE}))?`
const MODULE_NAME = String.raw`(?:(?!\bCert(?:ificate)?s?\b\.?\s*#|\b(?:installed|initiali[sz]ed|configured|seals?|labels?|shall|not|assurance|Security\s+Policy|tamper|entropy)\b)[^;]){0,600}?`
const MODULE = String.raw`${MODULE_NAME}(?:\s*(?:all\s+)?(?:validated\s+to\s+FIPS\s*(?:140-\d)?,?\s*)?)${CERTIFICATE}${OPERATING}`
const SSPS = String.raw`(?:generated\s+)?(?:cryptographic\s+)?(?:keys?|SSPs?(?:\s*\(e\.g\.,?\s*[^)]{1,60}\))?|random\s+(?:strings?|numbers?|bits?|bit\s+strings?)|secrets?|bit\s+strings?|values?|CSPs?|seeds?)`
const KEYS = String.raw`${SSPS}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s+and\/or\s+)${SSPS})*`

function form(source: string): RegExp {
  return new RegExp(source, 'iy')
}

function named(certificates: readonly string[], isOneEnough?: boolean): string {
  if (certificates.length === 0) return 'another module'
  const list = certificates.join(', ')
  if (certificates.length === 1 || isOneEnough === false) return list
  return isOneEnough === true ? `one of ${list}` : `${list} (some of them alternatives)`
}

/** Where the security policy says how, without its quotes. */
function place(found: RegExpExecArray): string {
  const text = found[0].replace(/\s+/g, ' ')
  const where =
    /\b(?:Sections?|Appendix|Tables?|Clauses?|Chapters?)\s+[\w.,& ]*?\d[\d.]*(?:(?:, | and |, and )[\d.]+)*|Appendix [A-Z]\b/i.exec(
      text,
    )
  return where === null ? 'the security policy' : `the security policy (${where[0].replace(/[.,]$/, '')})`
}

export const CLAUSES: readonly Clause[] = [
  // Whole sentences first: their parts would mean something else alone.
  {
    kind: 'protocol',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`(?:The\s+)?protocols?\s+([\w ,./-]+?)\s+(?:shall|must|should|may|can)\s+not\s+be\s+used\s+(?:when|while)\s+(?:operated|operating)\s+in\s+${MODE}`,
    ),
    says: (f) => `in the approved mode these protocols are not used: ${f[1] as string}`,
  },
  {
    kind: 'external-keys',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`(?:When|If)\s+entropy\s+is\s+externally\s+(?:loaded|provided|supplied),?\s+(?:there\s+is\s+)?no\s+assurance\s+of\s+(?:the\s+)?minimum\s+strength\s+of\s+${KEYS}`,
    ),
    says: () => 'with entropy from outside, the strength of what is generated is not shown',
  },
  {
    kind: 'external-keys',
    bears: 'limit',
    form: form(
      String.raw`(?:There\s+is\s+)?no\s+assurance\s+of\s+(?:the\s+)?minimum\s+(?:security|strength)\s+of\s+${KEYS}\s+that\s+(?:are|is)\s+externally\s+loaded(?:,?\s+or\s+of\s+${KEYS}\s+established\s+with\s+externally\s+loaded\s+${KEYS})?`,
    ),
    says: () =>
      'the security of keys and other secrets loaded from outside, and of what is made with them, is not shown',
  },
  {
    kind: 'integrity',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`No\s+assurance\s+of\s+(module\s+integrity\s+when\s+operating\s+in\s+non-FIPS\s+mode|(?:the\s+)?Secure\s+Channel\s+Protocol(?:\s*\(SCP\))?\s+message\s+integrity|module\s+integrity[\w -]*)`,
    ),
    says: (f) => `not shown: ${f[1] as string}`,
  },
  {
    kind: 'key-strength',
    bears: 'limit',
    form: form(
      String.raw`(?:There\s+is\s+|The\s+module\s+(?:makes|provides|has)\s+)?no\s+assurance\s+of\s+(?:the\s+)?minimum\s+(?:strength|security)(?:\s+or\s+security)?\s+of\s+(?!.{0,80}\bthat\s+are\b)${KEYS}`,
    ),
    says: () => 'the strength of generated keys and other secrets is not shown',
  },
  {
    kind: 'entropy',
    bears: 'limit',
    form: form(
      String.raw`(?:The\s+)?module\s+generates\s+${KEYS}\s+(?:whose|with)\s+strengths?\s+(?:are|is)?\s*(?:modified|limited)\s+by\s+(?:the\s+)?(?:available\s+)?entropy`,
    ),
    says: () =>
      'generated keys and other secrets are as strong as the entropy that the place of use supplies, and no stronger',
  },
  {
    kind: 'services',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`(?:The\s+)?output\s+of\s+the\s+DRBG\s+(?:may|shall|can|must)\s+not\s+be\s+used\s+to\s+generate\s+keys`,
    ),
    says: () => 'the output of the random generator is not used to make keys',
  },
  {
    kind: 'interim',
    bears: 'note',
    form: form(String.raw`Interim\s+Validation`),
    says: () => 'validated in an interim procedure of the program',
  },
  {
    kind: 'modification',
    bears: 'note',
    form: form(
      String.raw`(?:This\s+)?(?:validation\s+entry|module|validation)\s+(?:is|has\s+been)\s+(?:a\s+)?(?:non[\s-]security[\s-]relevant\s+(?:modification|change)\s+(?:to|of)|rebranding\s+(?:from|of)|superseded\s+by(?:\s+validation)?)\s+${CERTIFICATE}`,
    ),
    says: (_, c, one) => `this record is a change, without bearing on security, or another name, of ${named(c, one)}`,
  },
  {
    kind: 'authentication',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`Authentication\s+at\s+level\s+(\d)\s+is\s+only\s+applicable\s+when\s+identity-based\s+authentication\s+is\s+enforced\s+for\s+the\s+User\s+role`,
    ),
    says: (f) => `authentication reaches level ${f[1] as string} only where users are told apart by identity`,
  },
  {
    kind: 'authentication',
    bears: 'limit',
    isWhole: true,
    form: form(String.raw`No\s+operator\s+authentication\s+is\s+enforced\s+for\s+[\w\s-]+`),
    says: () => 'for some services nobody is authenticated',
  },
  {
    kind: 'distribution',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`There\s+shall\s+be\s+no\s+additions,\s+deletions\s+or\s+alterations\s+(?:of|to)\s+[\w\s]+?\s+as\s+used\s+during\s+(?:the\s+)?module\s+build`,
    ),
    says: () => 'the sources are built as they were distributed, without any change',
  },
  {
    kind: 'distribution',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`(?:All\s+source\s+files,\s+including\s+[\w\s]+?,|The\s+distribution\s+tar\s+file|The\s+[\w\s]{1,60}?files?)\s+shall\s+be\s+verified\s+${PLACE}`,
    ),
    says: (f) => `the distributed files are verified as ${place(f)} says`,
  },
  {
    kind: 'distribution',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`${WHERE}\s+specif(?:ies|y)\s+the\s+(?:precise|actual|complete|exact)\s+(?:[\w\s]+?\s+)?(?:RPM|tar|source|distribution|set|file)[\w\s]*?(?:containing|of|for)\s+(?:the\s+source\s+code\s+of\s+)?(?:this|the)\s+module`,
    ),
    says: (f) => `the files are those that ${place(f)} names`,
  },
  {
    kind: 'distribution',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`The\s+integrity\s+of\s+the\s+RPMs?\s+is\s+automatically\s+verified\s+during\s+the\s+installation\s+and\s+the\s+Crypto\s+officer\s+shall\s+not\s+install\s+the\s+(?:module|RPM\s+files?)\s+if\s+the\s+RPM\s+tool\s+indicates\s+an\s+integrity\s+error`,
    ),
    says: () => 'a package whose integrity check fails is not installed',
  },
  {
    kind: 'distribution',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`Any\s+deviation\s+from\s+(?:the\s+)?specified\s+[\w\s,]+?procedures\s+will\s+result\s+in\s+an?\s+(?:non[\s-]FIPS\s+140-\d\s+compliant|FIPS\s+140-\d\s+non[\s-]compliant)\s+module`,
    ),
    says: () => 'handled otherwise than specified, it is no validated module',
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    isWhole: true,
    form: form(
      String.raw`(?:Installation|Initiali[sz]ation|Protection|Configuration|Assembly|Installation\s+of\s+components)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:installation|initiali[sz]ation|protection|configuration))*\s+shall\s+be\s+(?:completed|invoked|performed|done|configured)\s+${PLACE}`,
    ),
    says: (f) => `it is installed, protected and started as ${place(f)} says`,
  },
  {
    kind: 'excluded',
    bears: 'limit',
    isWhole: true,
    form: form(
      String.raw`Files\s+distributed\s+with\s+the\s+module\s+mounted\s+within\s+the\s+(?:internal\s+)?CD\s+Drive\s+are\s+excluded\s+from\s+(?:the\s+)?validation`,
    ),
    says: () => 'files that come with it on its drive are no part of what was validated',
  },
  {
    kind: 'embedded-module',
    bears: 'assumption',
    form: form(
      String.raw`(?:This|The)\s+module\s+contains\s+(?:the\s+)?(?:embedded\s+)?modules?\s+${MODULE}(?:\s*,?\s*(?:and|or)\s+(?:the\s+)?(?:embedded\s+)?${MODULE})*`,
    ),
    says: (_, c, one) => `the module inside it, ${named(c, one)}, stands on its own validation`,
  },
  // Clauses that may follow one another.
  {
    kind: 'level',
    bears: 'assumption',
    form: form(
      String.raw`(?:When\s+)?${DOINGS}\s+to\s+(?:the\s+)?Overall\s+Level\s+(\d)(?:\s+${PLACE})?(?:\s*-\s*Only\s+operates\s+in\s+FIPS\s+mode\s+at\s+Level\s+\d)?`,
    ),
    says: (f) => `it is set up for overall level ${f[1] as string}, as the security policy says`,
  },
  {
    kind: 'mode',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+|only\s+when\s+)?(?:factory\s+)?(?:operated|operating|used|configured|running)\s+in\s+${MODE}(?:\s+(?:only|${PLACE}))?`,
    ),
    says: () => 'it is operated in its approved mode',
  },
  {
    kind: 'bound-module',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+)?(?:operated\s+|used\s+)?with\s+(?!${THINGS}\s)${MODULE}(?:\s*,?\s*(?:and|or|,)?\s*(?:with\s+)?${MODULE})*`,
    ),
    says: (_, c, one) => `it is used with ${named(c, one)}, validated for itself and in its approved mode`,
  },
  {
    kind: 'physical',
    bears: 'assumption',
    form: form(
      String.raw`(?:(?:when|operated|operating|and)\s+)*(?:with\s+)?${THINGS}(?:\s+(?:contained\s+in|in|with|from)\s+(?:the\s+)?[\w-]+\s+kit)?\s+(?:(?:and|are|is|being)\s+)?(?:installed|applied|placed|in\s+place|affixed)(?:\s+on\s+the\s+initially\s+built\s+configuration)?(?:\s+${PLACE})?(?:\s+for\s+the\s+optional\s+[\w-]+\s+feature)?`,
    ),
    says: (f) => `seals, labels, covers and the like are put on as ${place(f)} says`,
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+)?(?:with\s+)?(?:the\s+)?(?:configurations?\s+in\s+Tables?\s+${NUMBERS}|[\w ]{0,80}?parameters\s+configured|Operational\s+Environment\s+configuration|Firewall\s+configured)\s+${PLACE}`,
    ),
    says: (f) => `it is configured as ${place(f)} says`,
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+)?(?:it\s+is\s+)?${DOINGS}(?:\s+the\s+module|\s+(?:with|for)\s+the\s+[\w -]{1,40}?\s+license)?\s+(?:and\s+)?${PLACE}`,
    ),
    says: (f) => `it is installed, configured and operated as ${place(f)} says`,
  },
  {
    kind: 'bound-module',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+)?(?:operated\s+)?with\s+(?:the\s+)?FIPS[\s-]validated\s+browser\s+services\s+operating\s+in\s+${MODE}`,
    ),
    says: () => 'it is used with a browser whose cryptographic services are validated and in their approved mode',
  },
  {
    kind: 'physical',
    bears: 'assumption',
    form: form(String.raw`(?:when\s+)?installed\s+with\s+${THINGS}`),
    says: () => 'seals, labels, covers and the like are put on as the security policy says',
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    form: form(String.raw`(?:when\s+)?${DOINGS}(?=\s*(?:,|$|\.))`),
    says: () => 'it is installed, configured and operated as the security policy says',
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    form: form(String.raw`(?:utili[sz]ing|using)\s+a\s+Trusted\s+(?:Path|Channel)\s+${PLACE}`),
    says: (f) => `a trusted path or channel is used as ${place(f)} says`,
  },
  {
    kind: 'services',
    bears: 'limit',
    form: form(
      String.raw`(?:For\s+services\s+provided\s+by|(?:and\s+)?using)\s+(?:the\s+)?(?:listed\s+)?FIPS[\s-]Approved\s+algorithms(?:\s+and\s+processes)?(?:\s+as)?(?:\s+listed)?(?:\s+\[?(?:on\s+the\s+reverse|in\s+the\s+description\s+column)\]?)?(?:\s+and\s+using\s+Triple[\s-]DES)?`,
    ),
    says: () => 'only services by the approved algorithms listed count',
  },
  {
    kind: 'platform',
    bears: 'assumption',
    form: form(
      String.raw`(?:For\s+use\s+with\s+PCs|(?:when\s+)?operated\s+only\s+on\s+the\s+specific\s+platforms\s+(?:specified|listed)\s+on\s+the\s+reverse|on\s+the\s+(?:tested\s+)?(?:specific\s+)?platforms?\s+(?:specified|listed|tested)[\w\s]*)`,
    ),
    says: () => 'it runs on the platforms that were tested',
  },
  // Common Criteria certificates.
  {
    kind: 'version',
    bears: 'assumption',
    form: form(
      String.raw`(?:This|The)\s+certificates?\s+(?:applies|apply|is\s+valid)\s+only\s+(?:to|for)\s+(?:the\s+)?(?:specific|specified|indicated)\s+versions?(?:\s+and\s+releases?)?(?:\s+of\s+the\s+(?:product|TOE))?(?:\s+in\s+(?:its|the)\s+evaluated\s+configuration)?`,
    ),
    says: () => 'it is the very version that was evaluated, in the evaluated configuration',
  },
  {
    kind: 'version',
    bears: 'assumption',
    form: form(
      String.raw`(?:when\s+)?(?:only\s+)?(?:used|operated|installed)?\s*in\s+(?:its|the)\s+(?:evaluated|certified)\s+configuration`,
    ),
    says: () => 'it is used in the evaluated configuration',
  },
  {
    kind: 'guidance',
    bears: 'assumption',
    form: form(
      String.raw`(?:(?:all\s+)?(?:the\s+)?(?:stipulations|conditions|recommendations|requirements|obligations|instructions)\s+(?:regarding\s+[\w\s,]+?\s+)?(?:(?:given|stated|described|listed|contained)\s+)?(?:in|of)\s+(?:the\s+)?(?:guidance(?:\s+documentation)?|user\s+guidance|security\s+target|certification\s+report|following\s+report)|(?:the\s+)?(?:user\s+)?guidance(?:\s+documentation)?)\s+(?:are|is|must\s+be|shall\s+be|have\s+to\s+be|has\s+to\s+be)\s+(?:observed|followed|fulfilled|respected|met|complied\s+with)`,
    ),
    says: () => 'the guidance and the conditions of the certification report are followed',
  },
  {
    kind: 'platform',
    bears: 'assumption',
    form: form(
      String.raw`(?:the\s+)?(?:product|TOE)\s+is\s+(?:operated|used)\s+in\s+the\s+(?:operational\s+)?environment\s+(?:as\s+)?(?:described|specified|defined)(?:,?\s+where\s+specified,?)?\s+in\s+(?:the\s+)?(?:following\s+report|security\s+target)(?:\s+and\s+in\s+the\s+security\s+target)?`,
    ),
    says: () => 'it is used in the environment that the security target describes',
  },
  {
    kind: 'services',
    bears: 'limit',
    form: form(
      String.raw`(?:the\s+)?(?:rating\s+of\s+the\s+)?strength\s+of\s+(?:the\s+)?cryptographic\s+(?:algorithms|functions|mechanisms)(?:\s+suitable\s+for\s+encryption\s+and\s+decryption)?\s+(?:was|were|is|are)\s+not\s+(?:rated|part\s+of|covered\s+by|assessed)(?:\s+(?:in\s+(?:the\s+course\s+of\s+)?)?(?:the|this)\s+(?:evaluation|certification))?(?:\s+procedure)?`,
    ),
    says: () => 'the strength of cryptographic algorithms was not rated',
  },
]
