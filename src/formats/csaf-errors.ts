/** One code for each mandatory test of CSAF 2.0, section 6.1, under its number. */
import { errorTable } from '#util/diagnostic.ts'

export const csafErrors = errorTable({
  'formats.csaf-6.1.1': {
    severity: 'error',
    says: 'A product identifier is used that the product tree does not define.',
    help: 'Define the product, or correct the identifier.',
  },
  'formats.csaf-6.1.2': {
    severity: 'error',
    says: 'A product identifier is defined twice.',
    help: 'Give each product its own identifier.',
  },
  'formats.csaf-6.1.3': {
    severity: 'error',
    says: 'A product is defined by relationships that lead back to itself.',
    help: 'Break the circle of relationships.',
  },
  'formats.csaf-6.1.4': {
    severity: 'error',
    says: 'A product group is used that the product tree does not define.',
    help: 'Define the group, or correct the identifier.',
  },
  'formats.csaf-6.1.5': {
    severity: 'error',
    says: 'A product group identifier is defined twice.',
    help: 'Give each group its own identifier.',
  },
  'formats.csaf-6.1.6': {
    severity: 'error',
    says: 'A product has statuses that contradict one another.',
    help: 'Leave it in one of them.',
  },
  'formats.csaf-6.1.7': {
    severity: 'error',
    says: 'A product has two scores of the same CVSS version.',
    help: 'Keep one of them.',
  },
  'formats.csaf-6.1.8': {
    severity: 'error',
    says: 'A CVSS object does not follow its schema.',
    help: 'Mend the value shown.',
  },
  'formats.csaf-6.1.9': {
    severity: 'error',
    says: 'A CVSS score or severity is not what its vector gives.',
    help: 'Compute the score from the vector.',
  },
  'formats.csaf-6.1.10': {
    severity: 'error',
    says: 'A CVSS property says something else than the vector.',
    help: 'Make both agree.',
  },
  'formats.csaf-6.1.11': {
    severity: 'error',
    says: 'A weakness has an identifier that does not exist or a name that is not its own.',
    help: 'Use the identifier and the name of the Common Weakness Enumeration.',
  },
  'formats.csaf-6.1.12': {
    severity: 'error',
    says: 'A language code is not one that is registered.',
    help: 'Use a language tag as of BCP 47.',
  },
  'formats.csaf-6.1.13': {
    severity: 'error',
    says: 'A package URL does not follow its specification.',
    help: 'Correct it.',
  },
  'formats.csaf-6.1.14': {
    severity: 'error',
    says: 'The revision history has another order by date than by number.',
    help: 'Correct the dates or the numbers.',
  },
  'formats.csaf-6.1.15': {
    severity: 'error',
    says: 'A translation does not name the language it was translated from.',
    help: 'Add "source_lang".',
  },
  'formats.csaf-6.1.16': {
    severity: 'error',
    says: 'The version of the document is not that of its newest revision.',
    help: 'Make both agree.',
  },
  'formats.csaf-6.1.17': {
    severity: 'error',
    says: 'A document with a version before its first release is not a draft.',
    help: 'Set the status to "draft", or the version to 1 or more.',
  },
  'formats.csaf-6.1.18': {
    severity: 'error',
    says: 'A released document has a revision from before its first release.',
    help: 'Remove revisions with a version 0.',
  },
  'formats.csaf-6.1.19': {
    severity: 'error',
    says: 'A revision has a pre-release version.',
    help: 'Remove it, or give it a version without a pre-release part.',
  },
  'formats.csaf-6.1.20': {
    severity: 'error',
    says: 'A document that is no draft has a pre-release version.',
    help: 'Remove the pre-release part.',
  },
  'formats.csaf-6.1.21': {
    severity: 'error',
    says: 'The revision history leaves out a version.',
    help: 'Add the missing revision.',
  },
  'formats.csaf-6.1.22': {
    severity: 'error',
    says: 'Two revisions have the same version.',
    help: 'Give each revision its own version.',
  },
  'formats.csaf-6.1.23': {
    severity: 'error',
    says: 'Two vulnerabilities bear the same CVE.',
    help: 'Join them into one.',
  },
  'formats.csaf-6.1.24': {
    severity: 'error',
    says: 'The same party is involved twice on the same day.',
    help: 'Join the two involvements.',
  },
  'formats.csaf-6.1.25': {
    severity: 'error',
    says: 'A file has two hashes of the same algorithm.',
    help: 'Keep one of them.',
  },
  'formats.csaf-6.1.26': {
    severity: 'error',
    says: 'The category of the document is too like the name of a profile.',
    help: 'Use the profile, or another word.',
  },
  'formats.csaf-6.1.27.1': {
    severity: 'error',
    says: 'The profile demands a note with a description, details, a summary or general remarks.',
    help: 'Add such a note.',
  },
  'formats.csaf-6.1.27.2': {
    severity: 'error',
    says: 'The profile demands an external reference.',
    help: 'Add a reference of the category "external".',
  },
  'formats.csaf-6.1.27.3': {
    severity: 'error',
    says: 'The profile forbids vulnerabilities.',
    help: 'Remove them, or use the profile of a security advisory.',
  },
  'formats.csaf-6.1.27.4': {
    severity: 'error',
    says: 'The profile demands a product tree.',
    help: 'Add the products concerned.',
  },
  'formats.csaf-6.1.27.5': {
    severity: 'error',
    says: 'The profile demands notes on each vulnerability.',
    help: 'Add them.',
  },
  'formats.csaf-6.1.27.6': {
    severity: 'error',
    says: 'The profile demands a product status for each vulnerability.',
    help: 'Add it.',
  },
  'formats.csaf-6.1.27.7': {
    severity: 'error',
    says: 'The VEX profile demands that each vulnerability says of some product whether it is affected.',
    help: 'Add "fixed", "known_affected", "known_not_affected" or "under_investigation".',
  },
  'formats.csaf-6.1.27.8': {
    severity: 'error',
    says: 'The VEX profile demands an identifier of each vulnerability.',
    help: 'Add "cve" or "ids".',
  },
  'formats.csaf-6.1.27.9': {
    severity: 'error',
    says: 'The VEX profile demands a reason why a product is not affected.',
    help: 'Add a flag, or a threat of the category "impact", for the product.',
  },
  'formats.csaf-6.1.27.10': {
    severity: 'error',
    says: 'The VEX profile demands to say what to do about an affected product.',
    help: 'Add a remediation for the product.',
  },
  'formats.csaf-6.1.27.11': {
    severity: 'error',
    says: 'The profile demands vulnerabilities.',
    help: 'Add them.',
  },
  'formats.csaf-6.1.28': {
    severity: 'error',
    says: 'A translation is in the language it was translated from.',
    help: 'Correct "lang" or "source_lang".',
  },
  'formats.csaf-6.1.29': {
    severity: 'error',
    says: 'A remediation is for no product.',
    help: 'Add "product_ids" or "group_ids".',
  },
  'formats.csaf-6.1.30': {
    severity: 'error',
    says: 'Whole numbers and semantic versions are mixed.',
    help: 'Use one of the two.',
  },
  'formats.csaf-6.1.31': {
    severity: 'error',
    says: 'The name of a product version speaks of a range.',
    help: 'Name one version, or use the category "product_version_range".',
  },
  'formats.csaf-6.1.32': {
    severity: 'error',
    says: 'A flag is for no product.',
    help: 'Add "product_ids" or "group_ids".',
  },
  'formats.csaf-6.1.33': {
    severity: 'error',
    says: 'A product has two reasons for not being affected.',
    help: 'Keep one of them.',
  },
})
