/** The closing line of `.ci/run`. Ends with 1 when no test ran or one failed. */
import process from 'node:process'
import { countTests, describe } from './check.mjs'

const counts = countTests()
if (counts === undefined) console.log('No test ran.')
else console.log(describe(counts))
process.exitCode = counts === undefined || counts.failed > 0 ? 1 : 0
