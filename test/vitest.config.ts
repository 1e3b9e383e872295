import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const resultsFile = process.env['TEST_RESULTS_FILE'] ?? '';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    include: ['test/**/*.test.ts'],
    globalSetup: [join(import.meta.dirname, 'helpers/build-once.ts')],
    environment: 'node',
    // The tests wait for servers and child processes more than they compute.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    reporters: resultsFile === '' ? ['default'] : ['default', ['json', { outputFile: resultsFile }]],
  },
});
