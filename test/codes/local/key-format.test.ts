import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFormatCodes } from '../../../src/codes/key-format.ts';
import type { Exchange } from '../../../src/probes/facts.ts';
import { Place } from '../../settings/world.ts';
import { codes, exchange, findings, localFacts } from './facts.ts';

const GOOD = 'sk-ar-test-0123456789abcdefghij';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

function facts(apiKey: string, exchanges: Exchange[] = [], baseUrl = 'https://gateway.test/v1') {
  return localFacts(place.load({ apiKey, baseUrl }).facts, { exchanges });
}

describe('one fault of a key is named once', () => {
  it.each([
    [`Bearer ${GOOD}`, ['key.bearer-prefix E']],
    ['Bearer sk-ar-abc...9f2c', ['key.bearer-prefix E']],
    ['sk-ar-abc...9f2c', ['key.masked E']],
    ['sk-ar-ab****9f2c', ['key.masked E']],
    ['sk-ar-your-api-key', []],
    [` ${GOOD}`, ['key.hidden-characters E']],
    [`${GOOD}\n`, ['key.hidden-characters E']],
    [`sk-ar-test-\u200b0123456789abcdef`, ['key.hidden-characters E']],
    ['sk-ant-api03-test-000000000000', ['key.other-provider E']],
    ['sk-or-v1-test-000000000000', ['key.other-provider E']],
    ['gsk_test000000000000000', ['key.other-provider E']],
    ['sk-ar-test"0123456789', ['key.bad-format E']],
    ['sk-test-0123456789abcdef', []],
    [GOOD, []],
    ['sk-ar-ant-0123456789abcdefgh', []],
  ])('%j', (key, expected) => {
    expect(codes(keyFormatCodes, facts(key))).toEqual(expected);
  });

  it('names the place of a hidden character', () => {
    const [found] = findings(keyFormatCodes, facts(`${GOOD}\n`));
    expect(found?.observation.measured).toBe('newline (U+000A) at character 32 of 32');
  });
});

describe("another provider's key", () => {
  it('is no fault at that provider', () => {
    expect(codes(keyFormatCodes, facts('sk-ant-test-00000000000', [], 'https://api.anthropic.com'))).toEqual(
      [],
    );
  });

  it('is no fault where the user allowed it', () => {
    const settings = place.load({
      apiKey: 'sk-ant-test-00000000000',
      baseUrl: 'https://gateway.test',
      allowForeignKey: true,
    });
    expect(codes(keyFormatCodes, localFacts(settings.facts))).toEqual([]);
  });
});

describe('a key with an unfamiliar beginning', () => {
  const key = 'my-key-0123456789abcdef';

  it.each([
    ['was refused', [exchange('list', 200), exchange('chat', 401)], ['key.bad-format E']],
    ['was accepted', [exchange('list', 200), exchange('chat', 200)], ['key.bad-format W']],
    ['was not tried', [], []],
    ['was tried on the list only, which needs no key', [exchange('list', 200)], []],
    ['met a fault of the server', [exchange('chat', 500)], []],
  ])('is judged by the server: it %s', (_, exchanges, expected) => {
    expect(codes(keyFormatCodes, facts(key, exchanges))).toEqual(expected);
  });
});

it('shows no key in any text', () => {
  for (const key of [`Bearer ${GOOD}`, ` ${GOOD}`, 'sk-ant-api03-test-000000000000', `${GOOD}"`]) {
    expect(JSON.stringify(findings(keyFormatCodes, facts(key)))).not.toContain(
      key.replace('Bearer ', '').trim(),
    );
  }
});
