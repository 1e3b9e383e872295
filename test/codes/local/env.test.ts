import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envClientCodes } from '../../../src/codes/env-clients.ts';
import { envEncodingCodes } from '../../../src/codes/env-encoding.ts';
import { envLineCodes } from '../../../src/codes/env-lines.ts';
import { envPlaceCodes } from '../../../src/codes/env-place.ts';
import { envNameCodes } from '../../../src/codes/env-names.ts';
import { envValueCodes } from '../../../src/codes/env-values.ts';
import { keyAbsentCodes } from '../../../src/codes/key-absent.ts';
import { urlFormCodes } from '../../../src/codes/url-form.ts';
import type { CommandLine } from '../../../src/settings/load.ts';
import { Place } from '../../settings/world.ts';
import { codes, findings, localFacts, type Found } from './facts.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';
const KEY_LINE = `AGENTROUTER_API_KEY=${KEY}\n`;
const URL_LINE = 'AGENTROUTER_BASE_URL=https://gateway.test/v1\n';
const GOOD = KEY_LINE + URL_LINE;
const ALL = {
  ...envPlaceCodes,
  ...envLineCodes,
  ...envEncodingCodes,
  ...envNameCodes,
  ...envValueCodes,
  ...envClientCodes,
  ...keyAbsentCodes,
  ...urlFormCodes,
};

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const found = (commandLine: CommandLine = {}): string[] =>
  codes(ALL, localFacts(place.load(commandLine).facts));

function only(code: string): Found {
  const all = findings(ALL, localFacts(place.load().facts));
  expect(all.map((one) => one.code)).toEqual([code]);
  return all[0]!;
}

describe('a healthy .env', () => {
  it.each([
    ['two plain lines', GOOD],
    ['comments and blank lines', `# keys\n\n${KEY_LINE}  # indented\n${URL_LINE}`],
    [
      'other programs with quotes, spaces and odd names',
      `${GOOD}DATABASE_URL = "postgres://x"\nROUTER_API_KEY="k"\n`,
    ],
    [
      'a quoted value of several lines of another program',
      `${GOOD}CERT="-----BEGIN\nno assignment here\n-----END"\n`,
    ],
    ['quotes around a # of the value', `${GOOD}AGENTROUTER_MODEL='tuned#2'\n`],
    ['a second key under a name of its own', `${GOOD}AGENTROUTER_API_KEY_OLD=${KEY}\n`],
  ])('has no finding: %s', (_, text) => {
    place.write('.env', text);
    expect(found()).toEqual([]);
  });
});

describe('faults of the file', () => {
  it.each([
    ['quotes', `AGENTROUTER_API_KEY="${KEY}"\n${URL_LINE}`, ['env.quoted-value W']],
    ['export', `export ${KEY_LINE}${URL_LINE}`, ['env.unparsable-line I']],
    [
      'a # in an address',
      `${KEY_LINE}AGENTROUTER_BASE_URL=https://gateway.test/#/v1\n`,
      ['env.unparsable-line W'],
    ],
    ['a # in the value', `AGENTROUTER_MODEL=tuned#2\n${GOOD}`, ['env.unparsable-line W']],
    ['spaces around =', `AGENTROUTER_API_KEY = ${KEY}\n${URL_LINE}`, ['env.spaces W']],
    ['a space at the end', `AGENTROUTER_API_KEY=${KEY} \n${URL_LINE}`, ['env.spaces W']],
    ['a byte-order mark', `\ufeff${GOOD}`, ['env.bad-encoding W']],
    [
      'a value of another encoding',
      Buffer.concat([Buffer.from(`${GOOD}AGENTROUTER_MODEL=m`), Buffer.from([0xe9, 0x0a])]),
      ['env.bad-encoding W'],
    ],
    [
      "another program's value of another encoding",
      Buffer.concat([Buffer.from(`${GOOD}OTHER=m`), Buffer.from([0xe9, 0x0a])]),
      [],
    ],
    ['Windows line ends', GOOD.replaceAll('\n', '\r\n'), ['env.bad-encoding W']],
    ['a line without =', `${GOOD}just words\n`, ['env.unparsable-line W']],
    ['a colon for =', `AGENTROUTER_API_KEY: ${KEY}\n${URL_LINE}`, ['env.unparsable-line W']],
    [
      'a misspelled copy of a name that is there',
      `${GOOD}AGENTROUTER_API_KYE=${KEY}\n`,
      ['env.misspelled-name W'],
    ],
    ['a misspelled name alone', `AGENTROUTER_APIKEY=${KEY}\n${URL_LINE}`, ['env.misspelled-name E']],
    ['an empty key', `AGENTROUTER_API_KEY=\n${URL_LINE}`, ['env.empty-value E']],
    ['an empty model', `${GOOD}AGENTROUTER_MODEL=\n`, ['env.empty-value W']],
    ['the example key', `AGENTROUTER_API_KEY=sk-ar-your-api-key\n${URL_LINE}`, ['env.placeholder E']],
    [
      'the example host',
      `${KEY_LINE}AGENTROUTER_BASE_URL=https://your-agentrouter.com/v1\n`,
      ['env.placeholder E'],
    ],
    ['two values for a name', `${GOOD}AGENTROUTER_BASE_URL=https://second.test/v1\n`, ['env.shadowed W']],
    ['no key', URL_LINE, ['key.missing E']],
    ['no address', KEY_LINE, ['url.missing E']],
  ])('are named once: %s', (_, text, expected) => {
    place.write('.env', text);
    expect(found()).toEqual(expected);
  });

  it('is an error where UTF-16 hides a name that is needed, and a warning where it hides none', () => {
    place.write('.env', Buffer.from(`\ufeff${GOOD}`, 'utf16le'));
    expect(found()).toEqual(['env.bad-encoding E']);
    place.env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: 'https://gateway.test' };
    expect(found()).toEqual(['env.bad-encoding W']);
  });

  it('is an error where the file is binary', () => {
    place.write('.env', Buffer.from([0x41, 0, 0, 0, 0x42, 7]));
    expect(found()).toContain('env.bad-encoding E');
  });

  it('names file and line, and the line to write', () => {
    place.write('.env', `# first\nAGENTROUTER_BASE_URL='https://gateway.test/v1'\n${KEY_LINE}`);
    const { texts, observation } = only('env.quoted-value');
    expect(observation.measured).toContain('.env:2');
    expect(texts).toContain('AGENTROUTER_BASE_URL=https://gateway.test/v1');
  });

  it('has a line to write for each of two stand-ins', () => {
    place.write(
      '.env',
      'AGENTROUTER_API_KEY=sk-ar-your-api-key\nAGENTROUTER_BASE_URL=https://your-agentrouter.com/v1\n',
    );
    const [first] = findings(ALL, localFacts(place.load().facts));
    expect(first?.code).toBe('env.placeholder');
    expect(first?.texts).toContain('AGENTROUTER_API_KEY=sk-ar-...');
    expect(first?.texts).toContain('.env line 2');
  });

  it.each([
    ['quotes', `AGENTROUTER_API_KEY="${KEY}"\n${URL_LINE}`],
    ['spaces', `AGENTROUTER_API_KEY = ${KEY}\n${URL_LINE}`],
    ['a byte-order mark', `\ufeff${GOOD}`],
    ['a misspelled name', `AGENTROUTER_KEY=${KEY}\n${URL_LINE}`],
  ])('is first advised to be mended where a stand-in would be typed over the key: %s', (_, text) => {
    place.write('.env', text);
    const [first] = findings(ALL, localFacts(place.load().facts));
    expect(first?.texts).toMatch(/^[^]*?doctor --fix[^]*AGENTROUTER_API_KEY=|^[^]*?doctor --fix[^]*tail -c/);
  });

  it('never shows a key or the text of a line', () => {
    place.write(
      '.env',
      `AGENT_ROUTER_API_KEY="${KEY}"\nsome private words\nAGENTROUTER_BASE_URL=https://u:word-of-pass@h.test\n`,
    );
    const all = JSON.stringify(findings(ALL, localFacts(place.load().facts)));
    for (const secret of [KEY, 'private words', 'word-of-pass']) expect(all).not.toContain(secret);
  });
});

describe('values from several places', () => {
  it('are told where the environment hides another value, and not where it is the same', () => {
    place.write('.env', GOOD);
    place.env = { AGENTROUTER_API_KEY: 'sk-ar-test-another-key-0123456789' };
    const texts = findings(ALL, localFacts(place.load({ trustEnvFile: true }).facts)).map((one) => one.texts);
    expect(texts.join('\n')).toContain('unset AGENTROUTER_API_KEY');
    place.env = { AGENTROUTER_API_KEY: KEY };
    expect(found({ trustEnvFile: true })).toEqual([]);
  });

  it('are one empty value, not also a shadowed one, where an empty variable hides the file', () => {
    place.write('.env', GOOD);
    place.env = { AGENTROUTER_API_KEY: '' };
    expect(only('env.empty-value').texts).toContain('secrets.AGENTROUTER_API_KEY');
  });

  it('include near misses in the environment, with a command that carries the value over', () => {
    place.write('.env', URL_LINE);
    place.env = { AGENTROUTER_KEY: KEY, MY_ROUTER_KEY: 'x' };
    expect(only('env.misspelled-name').texts).toContain('export AGENTROUTER_API_KEY="$AGENTROUTER_KEY"');
  });

  it('are not sent to a host that only the file names', () => {
    place.write('.env', URL_LINE);
    place.env = { AGENTROUTER_API_KEY: KEY };
    expect(found()).toEqual(['env.untrusted-url E']);
    expect(found({ trustEnvFile: true })).toEqual([]);
  });
});

describe('the variables of SDKs', () => {
  beforeEach(() => {
    place.write('.env', GOOD);
  });

  it.each([
    ['another host', { OPENAI_BASE_URL: 'https://api.openai.com/v1' }],
    [
      'this host and another key',
      { OPENAI_BASE_URL: 'https://gateway.test/v1', OPENAI_API_KEY: 'sk-test-000000000000' },
    ],
    ['this key and no host', { ANTHROPIC_API_KEY: KEY }],
  ])('are told for %s', (_, env) => {
    place.env = env;
    expect(found()).toEqual(['env.sdk-conflict W']);
  });

  it.each([
    ['the usual key of the provider alone', { OPENAI_API_KEY: 'sk-proj-test-000000000000' }],
    ['this host and this key', { OPENAI_BASE_URL: 'https://gateway.test/v1', OPENAI_API_KEY: KEY }],
  ])('are no fault for %s', (_, env) => {
    place.env = env;
    expect(found()).toEqual([]);
  });

  it('have a form of their own', () => {
    place.env = { OPENAI_BASE_URL: 'https://gateway.test', ANTHROPIC_BASE_URL: 'https://gateway.test/v1' };
    expect(found()).toEqual(['url.missing-v1 W', 'url.extra-v1 E']);
    place.env = { OPENAI_BASE_URL: 'https://gateway.test/v1/', ANTHROPIC_BASE_URL: 'https://gateway.test/' };
    expect(found()).toEqual([]);
  });
});

describe('the form of the base URL', () => {
  it.each([
    ['gateway.test/v1', ['url.invalid E']],
    ['https://https://gateway.test', ['url.invalid E']],
    ['https://gateway.test:99999/v1', ['url.invalid E']],
    ['https://gate way.test', ['url.invalid E']],
    ['${GATEWAY}/v1', ['url.invalid E']],
    ['https://gateway.test/v1/v1', ['url.extra-v1 E']],
    ['https://gateway.test/v1/chat/completions', ['url.endpoint-included E']],
    ['https://gateway.test/v1/messages', ['url.endpoint-included E']],
    ['https://gateway.test', []],
    ['https://gateway.test/api/v1/', []],
    ['https://gateway.test/api/paas/v4', []],
    ['http://127.0.0.1:3000/v1', []],
    ['https://gateway.test/models-eu/v1', []],
  ])('of %s', (baseUrl, expected) => {
    expect(found({ baseUrl, apiKey: KEY })).toEqual(expected);
  });

  it('is mended in the fix', () => {
    const settings = place.load({ baseUrl: 'https://gateway.test/v1/chat/completions', apiKey: KEY });
    expect(findings(ALL, localFacts(settings.facts))[0]?.texts).toContain(
      '--base-url https://gateway.test/v1',
    );
  });
});

it('lines that are odd in several ways have one finding, with advice for each', () => {
  place.write(
    '.env',
    `export ${KEY_LINE}AGENTROUTER_BASE_URL=https://gateway.test/#x\nAGENTROUTER_MODEL=a#b\nrubbish\n`,
  );
  const { texts, observation } = only('env.unparsable-line');
  expect(observation.evidence).toHaveLength(4);
  for (const line of [1, 2, 3, 4]) expect(texts).toContain(`.env:${line}`);
});

it.each([
  ['a comment right behind quotes', `AGENTROUTER_API_KEY="${KEY}"#mine\n${URL_LINE}`, 'env.quoted-value'],
  ['a misspelled name beside the right one', `${GOOD}AGENTROUTER_KEY=${KEY}\n`, 'env.misspelled-name'],
])('--fix is not advised where it would leave the line as it is: %s', (_, text, code) => {
  place.write('.env', text);
  const { texts } = findings(ALL, localFacts(place.load().facts)).find((one) => one.code === code)!;
  expect(texts).not.toContain('--fix');
});
