/** Codes of the questions about registers of certificates. */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const REGISTER_ERRORS = errorTable({
  'register.signature': {
    severity: 'error',
    says: 'nothing of … is taken: …',
    help: 'Fetch the list again from its publisher; --root FILE names another root that you trust.',
  },
  'register.revocation-unchecked': {
    severity: 'note',
    says: 'whether a certificate of the chain was revoked was not looked up',
    help: 'There is no network here; ask the issuer of the chain where it matters.',
  },
})

export const diagnose = diagnosticsOf(REGISTER_ERRORS)
