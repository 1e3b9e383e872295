// Node.js 20 runs no TypeScript, so the benchmark is bundled first: two folders deep, where its helpers find the root.
import { build } from 'rolldown';

const FOLDER = 'node_modules/.bench';

await build({
  input: { bench: 'test/bench/bench.ts', 'read-with-sdk': 'test/bench/read-with-sdk.ts' },
  platform: 'node',
  external: ['openai'],
  output: { dir: FOLDER },
});
await import(`../../${FOLDER}/bench.js`);
