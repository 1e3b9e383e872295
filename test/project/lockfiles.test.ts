import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherProject } from '../../src/project/gather.ts';
import { Place } from '../settings/world.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const gather = (dir = '.') => gatherProject(dir, { ...place.world(), env: {} });

const told = async (dir = '.') =>
  (await gather(dir)).sdks.map(({ name, version, path, locked }) => ({ name, version, path, locked }));

const NPM_3 = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { openai: '^4' } },
    'node_modules/other/node_modules/openai': { version: '3.0.0' },
    'node_modules/openai': { version: '4.1.0', engines: { node: '>=18' } },
  },
});
const NPM_1 = JSON.stringify({ dependencies: { openai: { version: '4.1.0' } } });
const PNPM_9 = `lockfileVersion: '9.0'

importers:
  .:
    dependencies:
      openai:
        specifier: ^4
        version: 4.1.0(zod@3.23.8)

packages:

  openai@4.1.0:
    resolution: {integrity: sha512-aa}

snapshots:

  openai@4.1.0(zod@3.23.8):
    dependencies:
      zod: 3.23.8
`;
const YARN_1 = `# yarn lockfile v1\n\nopenai@^4.0.0, openai@^4.1.0:\n  version "4.1.0"\n  resolved "https://r.test/openai"\n`;
const YARN_4 = `__metadata:\n  version: 8\n\n"openai@npm:^4.0.0":\n  version: 4.1.0\n  resolution: "openai@npm:4.1.0"\n`;
const BUN = `{\n  "packages": {\n    "openai": ["openai@4.1.0", "", { "bin": {} }, "sha512-aa"],\n  }\n}\n`;
const UV = `version = 1\n\n[[package]]\nname = "openai-agents"\nversion = "0.1.0"\n\n[[package]]\nname = "openai"\nversion = "4.1.0"\nsource = { registry = "https://pypi.test" }\n`;
const PIPENV = JSON.stringify({ default: { openai: { version: '==4.1.0' } } });

describe('where nothing is installed, the version of an SDK is read from', () => {
  it.each([
    ['package-lock.json', NPM_3, ''],
    ['package-lock.json', NPM_1, ''],
    ['pnpm-lock.yaml', PNPM_9, ':12'],
    ['pnpm-lock.yaml', `lockfileVersion: 5.4\n\npackages:\n\n  /openai/4.1.0:\n    dev: false\n`, ':5'],
    ['yarn.lock', YARN_1, ':3'],
    ['yarn.lock', YARN_4, ':4'],
    ['bun.lock', BUN, ':3'],
    ['uv.lock', UV, ':7'],
    ['poetry.lock', UV.replaceAll('\n', '\r\n'), ':7'],
    ['Pipfile.lock', PIPENV, ''],
  ])('%s', async (file, text, line) => {
    place.write(file, text);
    expect(await told()).toEqual([
      { name: 'openai', version: '4.1.0', path: `${file}${line}`, locked: true },
    ]);
  });

  it('the nearest folder above that has one, up to the git root', async () => {
    mkdirSync(join(place.project, 'packages/app'), { recursive: true });
    place.write('../package-lock.json', NPM_1);
    expect(await told('packages/app')).toEqual([]);
    place.write('yarn.lock', YARN_1);
    expect(await told('packages/app')).toMatchObject([{ name: 'openai', version: '4.1.0' }]);
  });
});

describe('a lockfile', () => {
  it('does not count where the package is installed', async () => {
    place.write('package-lock.json', NPM_3);
    place.write('node_modules/openai/package.json', '{"version":"4.2.0"}');
    expect(await told()).toMatchObject([{ version: '4.2.0', path: 'node_modules/openai' }]);
    expect((await told())[0]?.locked).toBeUndefined();
  });

  it('tells nothing of a package that it has in two versions', async () => {
    place.write('yarn.lock', `${YARN_1}\nopenai@^3.0.0:\n  version "3.3.0"\n`);
    expect(await told()).toEqual([]);
  });

  it.each([
    ['broken', '{"packages": {'],
    ['of another shape', '{"packages": {"node_modules/openai": [1]}}'],
    ['empty', ''],
    ['binary', '\u0000\u0001\ufffd'],
    ['a list nested a hundred thousand times', '['.repeat(100_000)],
  ])('is passed over where it is %s', async (_, text) => {
    place.write('package-lock.json', text);
    place.write('Pipfile.lock', text);
    expect(await told()).toEqual([]);
  });

  it('is passed over where it is a folder or a link in a circle, and with a note where it is huge', async () => {
    mkdirSync(join(place.project, 'yarn.lock'));
    symlinkSync('uv.lock', join(place.project, 'uv.lock'));
    place.write('package-lock.json', `{"x":"${'y'.repeat(17 * 1024 * 1024)}"}`);
    const startedAt = Date.now();
    const { sdks, notes } = await gather();
    expect(sdks).toEqual([]);
    expect(notes).toEqual(['package-lock.json was passed over: it is larger than 16 MiB.']);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});
