// The bundler's own command lists every chunk, and that is nothing to read after `npm start`.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { loadConfig } from 'rolldown/config';

await build(await loadConfig(fileURLToPath(new URL('config.ts', import.meta.url))));
