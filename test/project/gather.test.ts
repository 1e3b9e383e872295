import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherProject } from '../../src/project/gather.ts';
import type { ProjectFacts } from '../../src/project/types.ts';

let home: string;
let project: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'agentrouter-test-')));
  project = join(home, 'work');
  mkdirSync(project);
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  const absolute = join(project, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, content);
}

function distInfo(environment: string, name: string, version: string, more = ''): void {
  write(
    `${environment}/lib/python3.11/site-packages/${name}-${version}.dist-info/METADATA`,
    `Metadata-Version: 2.3\nName: ${name}\nVersion: ${version}\n${more}\n\nVersion: 9.9.9 is only described here\n`,
  );
}

/** A `bin` folder that is the whole PATH, with one script called python3. */
function fakePython(script: string): string {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'python3'), 0o755);
  return bin;
}

function gather(env: Record<string, string> = {}): Promise<ProjectFacts> {
  return gatherProject('.', { env: { PATH: join(home, 'empty'), ...env }, cwd: project, home, uid: null });
}

describe('Python packages', () => {
  it('are read from the virtual environment of the project', async () => {
    write('.venv/pyvenv.cfg', 'home = /usr/bin\nversion = 3.11.9\n');
    distInfo('.venv', 'openai', '0.28.1', 'Requires-Python: >=3.7.1');
    distInfo('.venv', 'httpx', '0.28.0');
    distInfo('.venv', 'openai_extras', '1.0.0');
    const facts = await gather();
    expect(facts.runtime.python).toBe('3.11.9');
    expect(facts.sdks).toEqual([
      {
        name: 'httpx',
        language: 'python',
        version: '0.28.0',
        path: '.venv/lib/python3.11/site-packages/httpx-0.28.0.dist-info',
      },
      {
        name: 'openai',
        language: 'python',
        version: '0.28.1',
        path: '.venv/lib/python3.11/site-packages/openai-0.28.1.dist-info',
        requires: '>=3.7.1',
      },
    ]);
  });

  it('come from the active environment before any other', async () => {
    distInfo('.venv', 'openai', '1.0.0');
    distInfo('../active', 'openai', '2.0.0');
    const facts = await gather({ VIRTUAL_ENV: join(home, 'active') });
    expect(facts.sdks.map((sdk) => sdk.version)).toEqual(['2.0.0']);
    expect(facts.runtime.python).toBe('3.11');
  });

  it('are read from an environment called env', async () => {
    write('env/pyvenv.cfg', 'version = 3.11.9\n');
    distInfo('env', 'openai', '1.60.0');
    expect((await gather()).sdks).toMatchObject([{ name: 'openai', version: '1.60.0' }]);
  });

  it.each([
    ['true', ['python']],
    ['false', []],
  ])('may lie outside an environment with include-system-site-packages = %s', async (shared, unseen) => {
    write('.venv/pyvenv.cfg', `include-system-site-packages = ${shared}\nversion = 3.11.9\n`);
    distInfo('.venv', 'idna', '3.0');
    expect((await gather()).unseen).toEqual(unseen);
  });

  it('are found where the environment only has a link to their source', async () => {
    distInfo('.venv', 'idna', '3.0');
    write('.venv/lib/python3.11/site-packages/openai.egg-link', `${project}/lib\n.`);
    write('lib/openai.egg-info/PKG-INFO', 'Name: openai\nVersion: 1.61.0\n');
    expect((await gather()).sdks).toMatchObject([{ name: 'openai', version: '1.61.0' }]);
  });

  it.each([
    ['.venv', 'version = 3.11.9', null, '.venv/bin/python -m pip'],
    ['venv', 'version = 3.11.9', null, 'venv/bin/python -m pip'],
    ['.venv', 'version_info = 3.11.9\nuv = 0.9.2', null, 'uv pip'],
    ['venv', 'version_info = 3.11.9\nuv = 0.9.2', null, 'VIRTUAL_ENV=venv uv pip'],
    ['.venv', 'version = 3.11.9', '.venv', null],
    ['venv', 'uv = 0.9.2', 'venv', 'uv pip'],
  ])('are installed by the pip of the environment: %s with %s', async (folder, config, active, pip) => {
    write(`${folder}/pyvenv.cfg`, `home = /usr/bin\n${config}\n`);
    distInfo(folder, 'idna', '3.0');
    const env = active === null ? {} : { VIRTUAL_ENV: join(project, active) };
    expect((await gather(env)).pip).toBe(pip);
  });

  it('come from the python3 on the PATH where the project has no environment', async () => {
    distInfo('../system', 'anthropic', '0.40.0');
    const folder = join(home, 'system/lib/python3.11/site-packages');
    const facts = await gather({
      PATH: fakePython(`echo '{"version":"3.11.2","paths":["","/nowhere","${folder}"]}'`),
    });
    expect(facts.runtime.python).toBe('3.11.2');
    expect(facts.sdks).toMatchObject([{ name: 'anthropic', version: '0.40.0' }]);
  });

  it.each([
    ['prints rubbish', 'echo "{ not json"'],
    ['prints the wrong shape', `echo '{"version":7,"paths":"x"}'`],
    ['fails', 'exit 3'],
    ['prints without end', 'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done'],
  ])('are passed over with a note where python3 %s', async (_, script) => {
    const facts = await gather({ PATH: `${fakePython(script)}:/usr/bin:/bin` });
    expect(facts.runtime.python).toBeNull();
    expect(facts.notes).toEqual([expect.stringContaining('python3')]);
  });

  it('are given up within two seconds where python3 and a child of it hang', async () => {
    write('package.json', '{"dependencies":{"openai":"^6"}}');
    const bin = fakePython(`/bin/sleep 60 & /bin/sleep 60`);
    const startedAt = Date.now();
    const facts = await gather({ PATH: bin });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(facts.notes).toHaveLength(1);
    expect(facts.wanted).toHaveLength(1);
  });

  it('never runs a python3 that lies in the project', async () => {
    write('python3', '#!/bin/sh\ntouch ran\n');
    chmodSync(join(project, 'python3'), 0o755);
    const facts = await gather({ PATH: `.:${project}` });
    expect(facts.notes).toEqual([]);
    expect(facts.runtime.python).toBeNull();
  });
});

describe('Node packages', () => {
  it('are found in node_modules of a folder above', async () => {
    write('../node_modules/openai/package.json', '{"version":"4.1.0","engines":{"node":">=18"}}');
    write('node_modules/@anthropic-ai/sdk/package.json', '{"version":"0.20.0"}');
    expect((await gather()).sdks).toEqual([
      { name: 'openai', language: 'node', version: '4.1.0', path: '~/node_modules/openai', requires: '>=18' },
      {
        name: '@anthropic-ai/sdk',
        language: 'node',
        version: '0.20.0',
        path: 'node_modules/@anthropic-ai/sdk',
      },
    ]);
  });

  it('are not tripped over by links in a circle, folders for files, or broken manifests', async () => {
    symlinkSync('.', join(project, 'node_modules'));
    symlinkSync('openai', join(project, 'openai'));
    mkdirSync(join(project, 'package.json'));
    write('@anthropic-ai/sdk/package.json', '[1,2');
    expect((await gather()).sdks).toEqual([]);
  });
});

describe('what manifests ask for', () => {
  it('is told with file and line', async () => {
    write(
      'requirements-dev.txt',
      '# openai\nfastapi\nopenai[datalib] >= 1.0 ; python_version > "3.8"\nopenai-agents\n',
    );
    write(
      'pyproject.toml',
      '[project]\nname = "openai-tool"\nkeywords = ["openai"]\ndependencies = ["httpx", "anthropic>=0.3"]\n',
    );
    write('package.json', '{\n  "devDependencies": {\n    "@anthropic-ai/sdk": "^1.0.0"\n  }\n}\n');
    expect((await gather()).wanted).toEqual([
      { name: 'openai', language: 'python', file: 'requirements-dev.txt', line: 3 },
      { name: 'anthropic', language: 'python', file: 'pyproject.toml', line: 4 },
      { name: '@anthropic-ai/sdk', language: 'node', file: 'package.json', line: 3 },
    ]);
  });
});

it('tells only the runtime where there is no project', async () => {
  write('package.json', '{"dependencies":{"openai":"^6"}}');
  const facts = await gatherProject(null, { env: {}, cwd: project, home, uid: null });
  expect(facts.runtime).toMatchObject({ node: process.versions.node, python: null });
  expect(facts.runtime.os).toMatch(/\w/);
  expect(facts).toMatchObject({ sdks: [], wanted: [], notes: [] });
});

describe('packages that lie where nobody looks', () => {
  it('are known of a part of a repository by the files in its root', async () => {
    mkdirSync(join(project, '.git'));
    write('.pnp.cjs', '');
    write('apps/web/package.json', '{"dependencies":{"openai":"^6"}}');
    const world = { env: { PATH: '' }, cwd: join(project, 'apps/web'), home, uid: null };
    expect((await gatherProject('.', world)).unseen).toEqual(['node']);
  });

  it('are not suspected for a file above the repository', async () => {
    mkdirSync(join(project, '.git'));
    writeFileSync(join(home, 'deno.json'), '{}');
    expect((await gather()).unseen).toEqual([]);
  });
});
