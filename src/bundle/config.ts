import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import { leftOut } from './left-out.ts';
import { licences } from './licences.ts';
import { minified } from './minified.ts';
import { packageOf } from './packages.ts';
import { undiciClient } from './undici-client.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What `agentrouter/report.schema.json` stands for. */
const SCHEMA = 'report/schema.json';

// One file is found sooner than ten, so what is always loaded together is one.

/** What every command loads. */
const COMMON =
  /\/src\/(?:commands\/(?:options|console)|settings\/(?:environment|secrets)|evidence\/(?:base-url|foreign-key)|report\/printable)\.ts$/;

/** What every network command loads before its first packet. */
const START = /\/src\/commands\/run-command\.ts$/;

/**
 * Makes `dist/`: the command line and everything it uses from outside, in chunks that load only when needed.
 * CommonJS, since Node.js starts that faster than modules: by a tenth of `node -e 0` for `--help`.
 * Names of chunks carry no hash: a second build overwrites the files of the first, which may be in use.
 */
export default defineConfig({
  input: { cli: at('../cli.ts') },
  platform: 'node',
  logLevel: 'warn',
  onLog(level, log, handle) {
    // Left outside, it would be missing where the package is installed.
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    handle(level, log);
  },
  plugins: [
    undiciClient(),
    leftOut(),
    minified(),
    licences(at('../..')),
    {
      name: 'schema',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: SCHEMA, source: readFileSync(at(`../${SCHEMA}`)) });
      },
    },
  ],
  output: {
    dir: at('../../dist'),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name].cjs',
    codeSplitting: {
      groups: [
        { name: 'common', test: COMMON, priority: 2 },
        { name: 'start', test: START, priority: 1 },
        { name: (path) => packageOf(path)?.replace('/', '-') ?? null, debugName: 'packages' },
      ],
    },
    comments: false,
    minify: false,
  },
});
