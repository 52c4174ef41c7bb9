/** What can be wrong with lists of certificates, beside what any document can have wrong (`errors.ts`). */
import { diagnosticsOf, errorTable } from '#util/diagnostic.ts'

export const registerErrors = errorTable({
  'formats.register-row': {
    severity: 'error',
    says: 'a row of the register cannot be kept: …',
    help: 'Fetch the list again; a row that is lost would look like a certificate that vanished.',
  },
  'formats.register-twice': {
    severity: 'warning',
    says: 'the register lists a certificate twice; the first is kept',
    help: 'Nothing needs doing where the two rows are alike; otherwise ask whoever publishes the list.',
  },
  'formats.register-signature': {
    severity: 'error',
    says: 'the signed list is not in the form that its specification asks for: …',
    help: 'Fetch the list again from its publisher, unaltered and as one line.',
  },
  'formats.register-nothing': {
    severity: 'error',
    says: 'the list holds no certificate',
    help: 'Give the file that holds them.',
  },
})

export const diagnoseRegister = diagnosticsOf(registerErrors)
