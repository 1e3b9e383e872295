import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings, SettingsError } from '../../src/settings/load.ts';
import { Place } from './world.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';
const OTHER = 'sk-ar-test-zyxwvutsrqponmlkjihg';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

describe('where a setting comes from', () => {
  it('takes the option before the environment, and the environment before the file', () => {
    place.write(
      '.env',
      `AGENTROUTER_API_KEY=${KEY}\nAGENTROUTER_MODEL=from-file\nAGENTROUTER_BASE_URL=https://f.test\n`,
    );
    place.env = { AGENTROUTER_MODEL: 'from-environment', AGENTROUTER_BASE_URL: 'https://e.test' };
    const settings = place.load({ baseUrl: 'https://o.test' });
    expect(settings.apiKey.value).toBe(KEY);
    expect(settings.facts.settings.map((s) => [s.name, s.source])).toEqual([
      ['AGENTROUTER_API_KEY', '.env:1'],
      ['AGENTROUTER_BASE_URL', '--base-url'],
      ['AGENTROUTER_MODEL', 'environment'],
    ]);
    expect(settings.facts.settings[1]?.shadows).toEqual([
      { source: 'environment', differs: true },
      { source: '.env:3', differs: true },
    ]);
  });

  it('finds the file in a folder above the working directory', () => {
    place.write('.env', `AGENTROUTER_API_KEY=${KEY}\n`);
    mkdirSync(`${place.project}/src/deep`, { recursive: true });
    const settings = place.load({}, 'src/deep');
    expect(settings.apiKey.value).toBe(KEY);
    expect(settings.facts.envFile).toMatchObject({
      projectRoot: place.project,
      shown: '.env',
      problem: null,
    });
  });

  it('does not look above the git root', () => {
    place.write('../.env', `AGENTROUTER_MODEL=${KEY}\n`);
    expect(place.load().model.value).toBeNull();
    expect(place.load().facts.envFile).toMatchObject({ problem: 'missing', elsewhere: ['../.env'] });
  });

  it('does not look above the home folder', () => {
    place.write('../x/.env', `AGENTROUTER_API_KEY=${KEY}\n`);
    const home = `${place.home}/x/home`;
    mkdirSync(`${home}/work`, { recursive: true });
    expect(loadSettings({}, { ...place.world(), home, cwd: `${home}/work` }).apiKey.value).toBeNull();
    expect(loadSettings({}, { ...place.world(), cwd: `${home}/work` }).apiKey.value).toBe(KEY);
  });

  it('counts an empty variable as set, as dotenv does', () => {
    place.write('.env', `AGENTROUTER_API_KEY=${KEY}\n`);
    place.env = { AGENTROUTER_API_KEY: '' };
    const settings = place.load();
    expect(settings.apiKey.value).toBe('');
    expect(settings.facts.settings[0]).toMatchObject({ present: true, empty: true, source: 'environment' });
    expect(settings.facts.key).toBeNull();
  });

  it('leaves values untrimmed', () => {
    place.env = { AGENTROUTER_API_KEY: ` ${KEY}\n` };
    expect(place.load().apiKey.value).toBe(` ${KEY}\n`);
    expect(place.load().facts.key?.hiddenCharacters).toEqual([
      { index: 0, name: 'space (U+0020)' },
      { index: KEY.length + 1, name: 'newline (U+000A)' },
    ]);
  });

  it('lets the last of two lines win and lists the first as shadowed', () => {
    place.write('.env', `AGENTROUTER_API_KEY=${OTHER}\n\nAGENTROUTER_API_KEY=${KEY}\n`);
    const settings = place.load();
    expect(settings.apiKey.value).toBe(KEY);
    expect(settings.facts.settings[0]).toMatchObject({
      source: '.env:3',
      shadows: [{ source: '.env:1', differs: true }],
    });
  });
});

describe('a file named with --env-file', () => {
  it('is read instead of .env', () => {
    place.write('.env', 'AGENTROUTER_MODEL=one\n');
    place.write('conf/prod.env', '\nAGENTROUTER_MODEL=two\n');
    expect(place.load({ envFile: 'conf/prod.env' }).facts.settings[2]).toMatchObject({
      shown: 'two',
      source: 'conf/prod.env:2',
      shadows: [],
    });
  });

  it.each([
    ['gone.env', /no such file/],
    ['.git', /is a folder/],
  ])('ends with one line where %s cannot be read', (envFile, message) => {
    expect(() => place.load({ envFile })).toThrow(SettingsError);
    expect(() => place.load({ envFile })).toThrow(message);
  });

  it('does not wait for a pipe', () => {
    execFileSync('mkfifo', [`${place.project}/pipe`]);
    expect(() => place.load({ envFile: 'pipe' })).toThrow(/cannot be read/);
  });
});

describe('a host that only the file names', () => {
  const url = 'AGENTROUTER_BASE_URL=https://gateway.test/v1\n';

  it('is not trusted with a key from the environment or an option', () => {
    place.write('.env', url);
    expect(place.load({ apiKey: KEY }).facts.untrustedUrl).toBe(true);
    place.env = { AGENTROUTER_API_KEY: KEY };
    expect(place.load().facts).toMatchObject({ untrustedUrl: true, trustGiven: false });
    expect(place.load({ trustEnvFile: true }).facts).toMatchObject({ untrustedUrl: false, trustGiven: true });
  });

  it('is trusted with a key from the same file, a file named by the user, or a host from elsewhere', () => {
    place.write('.env', `AGENTROUTER_API_KEY=${KEY}\n${url}`);
    expect(place.load().facts.untrustedUrl).toBe(false);
    expect(place.load({ apiKey: KEY, envFile: '.env' }).facts.untrustedUrl).toBe(false);
    expect(place.load({ apiKey: KEY, baseUrl: 'https://gateway.test' }).facts.untrustedUrl).toBe(false);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:8080/v1', 'http://[::1]:3000/v1'])(
    'is always trusted where it is this machine: %s',
    (host) => {
      place.write('.env', `AGENTROUTER_BASE_URL=${host}\n`);
      expect(place.load({ apiKey: KEY }).facts.untrustedUrl).toBe(false);
    },
  );

  it('takes no proxy from the file for a key from outside', () => {
    place.write('.env', `${url}HTTPS_PROXY=http://proxy.test:3128\n`);
    expect(place.load({ apiKey: KEY }).proxy.environment).toEqual({});
    expect(place.load({ apiKey: KEY, trustEnvFile: true }).proxy.environment).toEqual({
      HTTPS_PROXY: 'http://proxy.test:3128',
    });
  });
});

describe('what must not leave the settings', () => {
  it('keeps every secret out of the facts and lists each for the redactor', () => {
    place.write(
      '.env',
      `OPENAI_API_KEY=sk-test-openai-value-000\nOTHER_PROGRAM_NAME=private-words\nnot an assignment at all\n`,
    );
    place.env = {
      AGENTROUTER_API_KEY: `Bearer ${KEY}`,
      AGENTROUTER_BASE_URL: 'https://user:pa%20ss-word@gateway.test/v1',
      HTTPS_PROXY: 'http://me:proxy-word@proxy.test:3128',
      SOME_TOKEN: 'token-of-something',
    };
    const settings = place.load();
    const text = JSON.stringify(settings.facts);
    for (const secret of [
      KEY,
      'pa%20ss-word',
      'pa ss-word',
      'proxy-word',
      'token-of-something',
      'sk-test-openai-value-000',
    ]) {
      expect(settings.secrets).toContain(secret);
      expect(text).not.toContain(secret);
    }
    for (const word of ['OTHER_PROGRAM_NAME', 'private-words', 'not an assignment'])
      expect(text).not.toContain(word);
    expect(settings.facts.proxyVariables).toEqual([
      { name: 'HTTPS_PROXY', shown: 'http://proxy.test:3128', source: 'environment' },
    ]);
  });

  it('shows no character of a short key', () => {
    place.env = { AGENTROUTER_API_KEY: 'secret12345' };
    expect(place.load().facts.key?.shown).toBe('…');
  });
});

describe('other clients on this machine', () => {
  it('tells where each SDK would go and with which key', () => {
    place.write(
      '.env',
      'OPENAI_BASE_URL=https://gateway.test/v1\nANTHROPIC_API_KEY=sk-ant-test-000000000000000000\n',
    );
    place.env = {
      AGENTROUTER_API_KEY: KEY,
      AGENTROUTER_BASE_URL: 'https://gateway.test',
      OPENAI_API_KEY: KEY,
      ANTHROPIC_BASE_URL: 'https://elsewhere.test',
    };
    expect(place.load().facts.clients).toMatchObject([
      { setting: 'OPENAI_BASE_URL', source: '.env:1', sameHost: true, sameKey: null },
      { setting: 'OPENAI_API_KEY', source: 'environment', sameHost: null, sameKey: true },
      { setting: 'ANTHROPIC_BASE_URL', source: 'environment', sameHost: false },
      { setting: 'ANTHROPIC_API_KEY', source: '.env:2', sameKey: false },
    ]);
  });
});

describe('a file that no person wrote', () => {
  it.each([
    ['a megabyte of assignments', 'AGENTROUTER_MODEL=m\n'.repeat(50_000)],
    ['a megabyte of words', 'word '.repeat(200_000)],
    ['a megabyte of open quotes', 'A=\'\nB="\nC=`\n'.repeat(80_000)],
    ['a megabyte with many blank lines', `x${'\n'.repeat(99)}`.repeat(10_000)],
    ['a megabyte of blank lines', '\n'.repeat(1_000_000)],
    ['two megabytes', 'A=1\n'.repeat(600_000)],
  ])('is read or passed over: %s', { timeout: 20_000 }, (_, text) => {
    place.write('.env', text);
    const { envFile } = place.load().facts;
    expect(envFile.lines.length).toBeLessThanOrEqual(200);
    expect([null, 'unreadable', 'too-large']).toContain(envFile.problem);
  });

  it.runIf(process.getuid?.() === 0)('is not read where it belongs to another user', () => {
    chownSync(place.write('.env', 'AGENTROUTER_MODEL=m\n'), 12_345, 12_345);
    expect(place.load().facts.envFile).toMatchObject({ shown: '.env', problem: 'other-user', lines: [] });
    expect(place.load().model.value).toBeNull();
    expect(place.load({ envFile: '.env' }).model.value).toBe('m');
  });
});
