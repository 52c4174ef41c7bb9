import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    {
      // Templates for paper are text, as in the bundle (scripts/build.mjs).
      name: 'templates-as-text',
      enforce: 'pre',
      load: (id) => (id.endsWith('.typ') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : undefined),
    },
  ],
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
