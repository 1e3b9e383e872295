import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { packageOf } from './packages.ts';

const FILE = 'LICENSES.txt';
const RULE = '\n' + '-'.repeat(80) + '\n\n';

/** Offered under either of two licences, and taken under the other one. */
const NOT_TAKEN: Readonly<Record<string, RegExp>> = {
  'node-forge': /\n-+\s+GNU GENERAL PUBLIC LICENSE[^]*$/,
};

interface Licence {
  /** Name, version and copyright of the package. */
  head: string;
  terms: string;
}

/** Ships, beside the code, the licence of each package that is in it. @throws Error where one ships none */
export function licences(root: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const names = [...new Set(modules.flatMap((path) => packageOf(path) ?? []))].sort();
      const source = inWhole(names.map((name) => licenceOf(join(root, 'node_modules', name))));
      this.emitFile({ type: 'asset', fileName: FILE, source });
    },
  };
}

/** The same terms stand once, below the copyrights of all packages that have them. */
function inWhole(found: readonly Licence[]): string {
  const same = new Map<string, { heads: string[]; terms: string }>();
  for (const { head, terms } of found) {
    const words = terms.replace(/\s+/g, ' ');
    const heads = same.get(words)?.heads ?? [];
    same.set(words, { heads: [...heads, head], terms });
  }
  const blocks = [...same.values()].map(({ heads, terms }) => [...heads, terms].join('\n\n'));
  return `${blocks.join(RULE)}\n`;
}

/** What the MIT licence begins with, below its title and the copyrights. */
const MIT_TERMS = 'Permission is hereby granted';

function licenceOf(folder: string): Licence {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} ships no licence`);
  const { name, version } = named(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const whole = readFileSync(join(folder, file), 'utf8');
  const notTaken = NOT_TAKEN[name];
  const text = notTaken === undefined ? whole : whole.replace(notTaken, '');
  const title = `${name} ${version}`;
  const above = text.slice(0, Math.max(0, text.indexOf(MIT_TERMS)));
  const lines = above.split('\n').filter((line) => line.trim() !== '' && !/\bMIT\b/.test(line));
  return lines.length > 0 && lines.every((line) => line.startsWith('Copyright '))
    ? { head: [`${title}\n`, 'MIT License', ...lines].join('\n'), terms: text.slice(above.length).trim() }
    : { head: title, terms: text.trim() };
}

function named(manifest: unknown): { name: string; version: string } {
  if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'version' in manifest)
    return { name: String(manifest.name), version: String(manifest.version) };
  throw new Error('a package.json without name or version');
}
