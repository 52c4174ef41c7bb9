import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'threads',
    testTimeout: 20_000,
    allowOnly: false,
    passWithNoTests: false,
    // Fixed for every test; code that needs a day takes it as an argument.
    env: { TZ: 'UTC' },
  },
})
