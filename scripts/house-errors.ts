/**
 * What can go wrong before the program itself runs, while `./metascheme` or `npm start` installs and builds. The codes are thrown by
 * `bootstrap.mjs` and `launch.cjs`, which must run on any Node.js and so cannot read this file; a test holds both together.
 */
import { errorTable } from '#util/diagnostic.ts'

export const HOUSE_ERRORS = errorTable({
  'house.node-too-old': {
    severity: 'error',
    says: 'Node.js 20.19 or newer is needed; this is …',
    help: 'Install a current release. Version 24 works; 20 is past its end of life.',
  },
  'house.install-failed': {
    severity: 'error',
    says: 'Installing with "npm ci …" in … failed: …',
    help: 'npm says why, above. It needs to reach a package registry and to write into the folder.',
  },
  'house.build-failed': {
    severity: 'error',
    says: 'Building failed; what was wrong is above.',
    help: 'An error in the catalogue is shown with its file and line, one in the code with the compiler’s words.',
  },
  'house.incomplete': {
    severity: 'error',
    says: 'This checkout has no command line: src/cli/main.ts is missing.',
    help: 'Clone the whole repository.',
  },
  'house.cannot-start': {
    severity: 'error',
    says: 'The program could not be started: …',
    help: 'A build was cut short or a file cannot be read. Remove the folder dist and start again; METASCHEME_TRACE=1 shows where it failed.',
  },
})
