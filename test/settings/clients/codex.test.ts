import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { Place } from '../world.ts';

const KEY = 'sk-ar-0123456789abcdefghij';

let place: Place;
beforeEach(() => {
  place = new Place();
  place.env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: 'https://gateway.test/v1' };
});
afterEach(() => {
  place.remove();
});

const CONFIG = '../.codex/config.toml';

const PROVIDER = `model = "gpt-5"
model_provider = "router" # ours

[model_providers.router]
name = "Router"
base_url = "https://gateway.test/v1"
env_key = "AGENTROUTER_API_KEY"
wire_api = "responses"
`;

const found = () => place.load().facts.clients.filter(({ client }) => client === 'Codex');

describe('where Codex goes', () => {
  it('is told by the provider in use, with file and line', () => {
    place.write(CONFIG, PROVIDER);
    expect(found()).toMatchObject([
      {
        setting: 'model_providers.router.base_url',
        shown: 'https://gateway.test/v1',
        source: '~/.codex/config.toml:6',
        sameHost: true,
      },
      { setting: 'AGENTROUTER_API_KEY', shown: 'sk-ar-…ghij', source: 'environment', sameKey: true },
    ]);
  });

  it.each([
    [
      'an inline table',
      'model_provider = "a"\nmodel_providers.a = { base_url = "https://a.test/v1" }\n',
      'https://a.test/v1',
      '~/.codex/config.toml',
    ],
    [
      'dotted keys and quotes',
      'model_provider = "a b"\n[model_providers."a b"]\n"base_url" = \'https://b.test/v1\'\n',
      'https://b.test/v1',
      '~/.codex/config.toml:3',
    ],
    [
      'the address of the built-in provider',
      'openai_base_url = "https://c.test/v1"\n',
      'https://c.test/v1',
      '~/.codex/config.toml:1',
    ],
    [
      'a profile',
      'profile = "p"\nmodel_provider = "a"\n[profiles.p]\nmodel_provider = "d"\n[model_providers.d]\nbase_url = "https://d.test/v1"\n[model_providers.a]\nbase_url = "https://a.test/v1"\n',
      'https://d.test/v1',
      '~/.codex/config.toml:6',
    ],
  ])('may stand in %s', (_, text, shown, source) => {
    place.write(CONFIG, text);
    expect(found()).toMatchObject([{ shown, source, sameHost: false }]);
  });

  it('is read from CODEX_HOME where that is set', () => {
    place.write('../other/config.toml', PROVIDER);
    place.env['CODEX_HOME'] = join(place.home, 'other');
    expect(found()).toHaveLength(2);
  });

  it('takes a key in the file for a secret', () => {
    const token = 'sk-ar-tokenintheconfig0000';
    place.write(
      CONFIG,
      PROVIDER.replace('env_key = "AGENTROUTER_API_KEY"', `experimental_bearer_token = "${token}"`),
    );
    expect(found()[1]).toMatchObject({
      shown: 'sk-ar-…0000',
      source: '~/.codex/config.toml:7',
      sameKey: false,
    });
    expect(place.load().secrets).toContain(token);
    expect(JSON.stringify(place.load().facts)).not.toContain(token);
  });
});

describe('nothing is told of Codex', () => {
  it.each([
    ['where it goes to its own provider', 'model = "gpt-5"\n'],
    ['where the provider in use is another one', PROVIDER.replace('"router" # ours', '"ollama"')],
    [
      'where a table tries to change a built-in provider',
      '[model_providers.openai]\nbase_url = "https://a.test/v1"\n',
    ],
    ['where the provider in use has no table', 'model_provider = "gone"\n'],
    ['where the address is a number', 'openai_base_url = 7\n'],
  ])('%s', (_, text) => {
    place.write(CONFIG, text);
    expect(found()).toEqual([]);
    expect(place.load().facts.notes).toEqual([]);
  });

  it('by a config.toml of the project, which cannot name an address', () => {
    place.write('.codex/config.toml', PROVIDER);
    expect(found()).toEqual([]);
  });

  it.each([
    ['no TOML', 'a = = 1'],
    ['nested a hundred thousand times', `a = ${'['.repeat(100_000)}`],
  ])('and a note says so where the file is %s', (_, text) => {
    place.write(CONFIG, text);
    expect(found()).toEqual([]);
    expect(place.load().facts.notes).toEqual(['~/.codex/config.toml was passed over: it is no TOML.']);
  });
});
