import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/npm.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { packInto } from './pack.ts';

const folder = tempFolderForFile();
let files: string[] = [];

beforeAll(async () => {
  ({ files } = await packInto(folder));
});

describe('the package', () => {
  it('ships the command, the licence, the README and the schema of the report', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'bin/agentrouter.js',
        'dist/cli.js',
        'dist/report/schema.json',
        'LICENSE',
        'README.md',
        'package.json',
      ]),
    );
  });

  it('ships neither sources nor tests nor anything else', () => {
    const others = files.filter(
      (file) => !/^(bin\/agentrouter\.js|dist\/.+\.(js|json)|LICENSE|README\.md|package\.json)$/.test(file),
    );
    expect(others).toEqual([]);
  });

  it('runs nothing when it is installed', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(manifest).toHaveProperty('scripts.build');
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest).not.toHaveProperty(`scripts.${script}`);
  });

  it('depends on nothing that runs something when it is installed', () => {
    const lock: unknown = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    const withScripts = shippedPackages(lock).filter(([, entry]) => 'hasInstallScript' in entry);
    expect(shippedPackages(lock).length).toBeGreaterThan(8);
    expect(withScripts.map(([path]) => path)).toEqual([]);
  });
});

/** The packages of a lock file that an installation brings along. */
function shippedPackages(lock: unknown): [string, object][] {
  if (typeof lock !== 'object' || lock === null || !('packages' in lock)) return [];
  const { packages } = lock;
  if (typeof packages !== 'object' || packages === null) return [];
  return Object.entries(packages).filter(
    (entry): entry is [string, object] =>
      entry[0].startsWith('node_modules/') &&
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      !('dev' in entry[1]),
  );
}
