import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/npm.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { importsOfSources, roomOf } from '../house/source-files.ts';
import { packInto } from './pack.ts';

const folder = tempFolderForFile();
let files: { path: string; size: number }[] = [];
let unpackedBytes = 0;
const paths = (): string[] => files.map(({ path }) => path);

/** Of the whole package, on disk. */
const MAX_UNPACKED_BYTES = 1_500_000;

beforeAll(async () => {
  ({ files, unpackedBytes } = await packInto(folder));
});

describe('the package', () => {
  it('ships the command, the licences, the README and the schema of the report', () => {
    expect(paths()).toEqual(
      expect.arrayContaining([
        'bin/agentrouter.js',
        'dist/cli.cjs',
        'dist/LICENSES.txt',
        'dist/help.txt',
        'dist/report/schema.json',
        'LICENSE',
        'README.md',
        'package.json',
      ]),
    );
  });

  it('ships neither sources nor tests nor anything else', () => {
    const expected =
      /^(bin\/(agentrouter\.js|package\.json)|dist\/(cli|chunks\/[^/]+)\.cjs|dist\/report\/schema\.json|dist\/(LICENSES|help)\.txt|LICENSE|README\.md|package\.json)$/;
    expect(paths().filter((path) => !expected.test(path))).toEqual([]);
  });

  it('takes little room', () => {
    expect(unpackedBytes).toBeLessThanOrEqual(MAX_UNPACKED_BYTES);
    expect(unpackedBytes).toBeGreaterThan(500_000);
  });

  it('runs nothing when it is installed', () => {
    const manifest = readManifest('package.json');
    expect(manifest).toHaveProperty('scripts.build');
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest).not.toHaveProperty(`scripts.${script}`);
  });

  it('brings nothing else along', () => {
    const manifest = readManifest('package.json');
    for (const table of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest).not.toHaveProperty(table);
  });

  it('holds the licence of each package whose code is in it', () => {
    const licences = readFileSync(join(ROOT, 'dist/LICENSES.txt'), 'utf8');
    const used = new Set(
      importsOfSources()
        .filter(
          ({ from, to, kind, outside }) =>
            outside && kind !== 'type' && roomOf(from) !== 'bundle' && !to.startsWith('node:'),
        )
        .map(({ to }) => /^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to),
    );
    expect(used.size).toBeGreaterThan(8);
    for (const name of used) {
      const version = String(Reflect.get(readManifest(`node_modules/${name}/package.json`), 'version'));
      expect(licences).toContain(`${name} ${version}\n\n`);
    }
    for (const text of licences.split(/\n-{80}\n/))
      expect(text).toMatch(/^\s*\S+ \d+\.\d+\.\d+\S*\n\n[^]{400}/);
  });
});

function readManifest(path: string): object {
  const value: unknown = JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no object`);
  return value;
}
