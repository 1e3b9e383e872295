import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { npm } from '../helpers/npm.ts';
import { packInto } from '../package/pack.ts';
import type { Measure } from './measure.ts';
import { folder, inTurn, run } from './run.ts';
import { urlOf } from './start-up.ts';

const EMPTY = 'empty-package';

/** A cold `npx` of this package against that of an empty one, from a registry on loopback. */
export async function coldNpx(rounds: number): Promise<Measure[]> {
  const packages = new Map([
    ['agentrouter', readFileSync((await packInto(folder)).tarball)],
    [EMPTY, readFileSync(await packEmpty())],
  ]);
  const server = createServer((request, response) => {
    const [name = '', file] = decodeURIComponent(request.url ?? '')
      .slice(1)
      .split('/');
    const tarball = packages.get(name);
    if (tarball === undefined) response.writeHead(404).end('{}');
    else if (file !== undefined) response.end(tarball);
    else response.end(JSON.stringify(manifestOf(name, `${urlOf(server.address())}/${name}/package.tgz`)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let caches = 0;
  const cold = async (name: string): Promise<number> => {
    const cache = join(folder, `cache-${(caches += 1)}`);
    const flags = ['--yes', `--registry=${urlOf(server.address())}`, `--cache=${cache}`, '--no-audit'];
    const { wallMs, stderr, stdout } = await run('npx', [...flags, '--', name, '--version'], { CI: '1' });
    if (!/^[01]\.\d+\.\d+\s*$/.test(stdout)) throw new Error(`npx ${name} printed: ${stdout}${stderr}`);
    return wallMs;
  };
  const ms = await inTurn(rounds, { own: () => cold('agentrouter'), empty: () => cold(EMPTY) });
  server.close();
  const detail = `${Math.round(ms.own)} ms; ${Math.round(ms.empty)} ms`;
  return [{ name: 'npx, cold', ratio: ms.own / ms.empty, target: 1.3, against: 'an empty package', detail }];
}

function manifestOf(name: string, tarball: string): object {
  const version = '1.0.0';
  const bin = { [name]: name === EMPTY ? 'run.js' : 'bin/agentrouter.js' };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { name, version, bin, dist: { tarball } } },
  };
}

async function packEmpty(): Promise<string> {
  const empty = join(folder, EMPTY);
  mkdirSync(empty);
  const manifest = { name: EMPTY, version: '1.0.0', bin: { [EMPTY]: 'run.js' } };
  writeFileSync(join(empty, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(empty, 'run.js'), "#!/usr/bin/env node\nconsole.log('1.0.0');\n");
  await npm(['pack', '--pack-destination', folder], empty);
  return join(folder, `${EMPTY}-1.0.0.tgz`);
}
