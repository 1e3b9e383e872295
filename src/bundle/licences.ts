import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { packageOf } from './packages.ts';

const FILE = 'LICENSES.txt';
const RULE = '\n' + '-'.repeat(80) + '\n\n';

/** Ships, beside the code, the licence of each package that is in it. @throws Error where one ships none */
export function licences(root: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const names = [...new Set(modules.flatMap((path) => packageOf(path) ?? []))].sort();
      const source = names.map((name) => licenceOf(join(root, 'node_modules', name))).join(RULE);
      this.emitFile({ type: 'asset', fileName: FILE, source });
    },
  };
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} ships no licence`);
  const { name, version } = named(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

function named(manifest: unknown): { name: string; version: string } {
  if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'version' in manifest)
    return { name: String(manifest.name), version: String(manifest.version) };
  throw new Error('a package.json without name or version');
}
