// The bundler's own command lists every chunk, and that is nothing to read after `npm start`.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { loadConfig } from 'rolldown/config';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await build(await loadConfig(at('config.ts')));

// The help as it is without a terminal: `--help` by itself is then answered before anything is loaded.
writeFileSync(
  at('../../dist/help.txt'),
  execFileSync(process.execPath, [at('../../dist/cli.cjs'), '--help']),
);
