/**
 * Loaded before the program by `bench.mjs` (`node --import`): on exit, reports what the process used on file descriptor 3.
 * Peak resident memory and processor time are those of the whole process, worker threads included.
 */
import { writeSync } from 'node:fs'
import process from 'node:process'

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeSync(3, JSON.stringify({ peakKiB: maxRSS, userMs: userCPUTime / 1000, systemMs: systemCPUTime / 1000 }))
})
