/** Codes of the questions about registers of certificates. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const REGISTER_ERRORS = errorTable({
  'register.signature': {
    severity: 'error',
    says: 'nothing of … is taken: …',
    help: 'Fetch the list again from its publisher; --root FILE names another root that you trust.',
  },
  'register.chain-broken': {
    severity: 'error',
    says: 'the journal cannot be trusted from here on: …',
    help: 'Take the file from a copy or from version control; the lists themselves lie in registers/snapshots.',
  },
  'register.snapshot-changed': {
    severity: 'error',
    says: 'the snapshot … is not the list that the journal names',
    help: 'Take it from a copy; its name is the SHA-256 of its bytes.',
  },
  'register.other-end': {
    severity: 'error',
    says: 'no list of the journal ends with the hash …',
    help: 'The journal was cut off, or written anew, since the hash was noted down.',
  },
  'register.busy': {
    severity: 'error',
    says: 'others keep writing into the journal of …',
    help: 'Nothing was written; run it again.',
  },
  'register.many-vanished': {
    severity: 'error',
    says: '… of … certificates would vanish from the register',
    help: 'Fetch the list again if it is cut off; --partial for a list of some, --whole to confirm that it is all.',
  },
  'register.rows-lost': {
    severity: 'error',
    says: '… rows could not be kept, and would look like certificates that vanished',
    help: 'Mend the rows named, or add --partial.',
  },
  'register.unknown-certificate': {
    severity: 'error',
    says: 'no list in the workspace speaks of …',
    help: '`metascheme register find NUMBER` looks for other spellings.',
  },
  'register.differs': {
    severity: 'warning',
    says: 'the dossier states of … something else than its register: …',
    help: 'Look which of the two is right; the answer goes on with what the dossier states.',
  },
  'register.not-found': {
    severity: 'warning',
    says: 'no list in the workspace speaks of …',
    help: 'Write the number as its register does, or bring in the register.',
  },
  'register.revocation-unchecked': {
    severity: 'note',
    says: 'whether a certificate of the chain was revoked was not looked up',
    help: 'There is no network here; ask the issuer of the chain where it matters.',
  },
})

export const diagnose = diagnosticsOf(REGISTER_ERRORS)
