import { defineConfig } from 'vitest/config';

const resultsFile = process.env['TEST_RESULTS_FILE'] ?? '';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/build-once.ts'],
    environment: 'node',
    // The tests wait for servers and child processes more than they compute.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    reporters: resultsFile === '' ? ['default'] : ['default', ['json', { outputFile: resultsFile }]],
  },
});
