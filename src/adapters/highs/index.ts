/** HiGHS (WebAssembly) behind the port `Solve`: one worker thread per question, started when the first is asked. */
export { solveWithHighs } from './solve.ts'
