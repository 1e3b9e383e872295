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

const gather = () => gatherProject('.', { ...place.world(), env: {} });
const wanted = async () =>
  (await gather()).wanted.map(
    ({ name, file, line }) => `${name} in ${file}${line === null ? '' : `:${line}`}`,
  );

describe('an SDK is wanted', () => {
  it.each([
    ['pyproject.toml', '[project]\ndependencies = [\n  "httpx",\n  "openai[aiohttp]>=1.0",\n]\n', 4],
    ['pyproject.toml', '[dependency-groups]\ndev = ["OpenAI"]\n', 2],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.10"\nopenai = "^1.3"\n', 3],
    ['pyproject.toml', '[tool.poetry.group.app.dependencies]\nopenai = { version = "^1" }\n', 2],
    ['pyproject.toml', '[tool.uv]\ndev-dependencies = [\n# openai\n"openai"]\n', 4],
    ['Pipfile', '[packages]\nopenai = "*"\n', 2],
    ['requirements/base.txt', 'openai\n', 1],
    ['requirements.txt', 'openai ; python_version >= "3.8"\n', 1],
  ])('by %s: %j', async (file, text, line) => {
    place.write(file, text);
    expect(await wanted()).toEqual([`openai in ${file}:${line}`]);
  });

  it('by package.json on one line', async () => {
    place.write('package.json', '{"name":"x","dependencies":{"openai":"^6"}}');
    expect(await wanted()).toEqual(['openai in package.json:1']);
  });
});

describe('an SDK is not wanted', () => {
  it.each([
    ['pyproject.toml', '[project]\nname = "openai"\ndescription = "openai"\nkeywords = ["openai"]\n'],
    ['pyproject.toml', '[project.optional-dependencies]\nai = ["openai>=1"]\n'],
    ['pyproject.toml', '[dependency-groups]\nbench = ["openai>=1"]\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nopenai = { version = "^1", optional = true }\n'],
    ['pyproject.toml', '[tool.mypy]\nopenai = "x"\n'],
    ['pyproject.toml', 'dependencies = ["openai"\n'],
    ['requirements.txt', '# openai\nopenai-agents\nmy-openai\n-r openai.txt\n'],
    ['requirements.txt', 'openai; sys_platform == "win32"\nanthropic; python_version < "3.8"\n'],
    ['package.json', '{"peerDependencies":{"openai":"^6"},"optionalDependencies":{"@anthropic-ai/sdk":"1"}}'],
    ['package.json', '{"dependencies":["openai"],"devDependencies":"openai"}'],
  ])('by %s: %j', async (file, text) => {
    place.write(file, text);
    expect(await wanted()).toEqual([]);
  });
});

describe('packages that may lie elsewhere', () => {
  it.each([
    ['poetry.lock', 'python'],
    ['Pipfile.lock', 'python'],
    ['environment.yml', 'python'],
    ['.pnp.cjs', 'node'],
  ])('are known by %s', async (file, language) => {
    place.write(file, '');
    expect((await gather()).unseen).toEqual([language]);
  });

  it('are seen once the project has an environment', async () => {
    place.write('poetry.lock', '');
    place.write('.venv/lib/python3.12/site-packages/README.txt', '');
    expect((await gather()).unseen).toEqual([]);
  });
});

it.each([
  ['package.json', '{"dependencies": {"openai": "^6"', 'it is no JSON'],
  ['pyproject.toml', '[project\ndependencies = ["openai"]', 'it is no TOML'],
  ['Pipfile', 'openai', 'it is no TOML'],
])('a manifest that is broken is passed over with a note: %s', async (file, text, problem) => {
  place.write(file, text);
  const { wanted: found, notes } = await gather();
  expect(found).toEqual([]);
  expect(notes).toEqual([`${file} was passed over: ${problem}.`]);
});
