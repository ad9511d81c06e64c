import { defineConfig } from 'vitest/config';

/** One project a kind of evidence. Each runs alone with `vitest run --project NAME`. */
const project = (name: string, include: string[], options: Record<string, unknown> = {}) => ({
  ssr: { resolve: { conditions: ['source', 'node'] } },
  resolve: { conditions: ['source'] },
  // For what hangs: a slow machine is no reason to fail.
  test: { name, include, testTimeout: 180_000, hookTimeout: 180_000, ...options },
});

const outsideBrowser = ['packages/*/src/**/*.test.ts', 'collector/src/**/*.test.ts', 'demo-site/src/**/*.test.ts'];

export default defineConfig({
  test: {
    // The engine and the browser are heavy: two files at a time fit two cores.
    maxWorkers: 2,
    projects: [
      // One worker takes one file after the other and keeps what they import: half of the time was reading the same modules again.
      project('unit', outsideBrowser, { isolate: false }),
      project('architecture', ['tests/architecture/**/*.test.ts']),
      project('integration', ['tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts']),
      project('browser', ['tests/browser/**/*.test.ts'], {
        // On a shared machine a browser can starve; where people develop, a test that is not sure of itself fails at once.
        retry: process.env.CI ? 2 : 0,
        // The usual second is too short for an answer while other files run beside it; what holds is seen at once all the same.
        expect: { poll: { timeout: 20_000 } },
      }),
    ],
  },
});
