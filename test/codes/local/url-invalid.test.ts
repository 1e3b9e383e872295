import { afterEach, beforeEach, expect, it } from 'vitest';
import { urlFormCodes } from '../../../src/codes/url-form.ts';
import { Place } from '../../settings/world.ts';
import { findings, localFacts } from './facts.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

function textsFor(baseUrl: string): string[] {
  place.env = { AGENTROUTER_BASE_URL: baseUrl };
  return findings(urlFormCodes, localFacts(place.load().facts)).map(({ code, texts }) => `${code}\n${texts}`);
}

it.each([
  ['gateway.test/api', 'https://gateway.test/api'],
  ['localhost:4000', 'http://localhost:4000'],
  ['"http://[::1]:4000/v1"', 'http://[::1]:4000'],
  ['https:/gateway.test/v1', 'https://gateway.test'],
  ['https://gateway.test/v1;', 'https://gateway.test'],
  ['https://gateway.test,', 'https://gateway.test'],
])('a base URL that is none, %s, is told with the form that each SDK wants', (typed, base) => {
  const [texts = ''] = textsFor(typed);
  expect(texts).toContain('url.invalid');
  expect(texts).toContain(`OpenAI(base_url="${base}/v1")`);
  expect(texts).toContain(`Anthropic(base_url="${base}")`);
});

it('one whose meaning cannot be told is told without', () => {
  const [texts = ''] = textsFor('https://gateway.test:99999/v1');
  expect(texts).toContain('url.invalid');
  expect(texts).not.toContain('Anthropic(base_url=');
});

it.each([
  'http://localhost:4000',
  'http://[::1]:4000/v1',
  'https://b\u00fccher.gateway.test/v1',
  'https://xn--bcher-kva.test:8443/a/b/v1/',
  'https://ann:secret1@gateway.test/v1?api-version=2024-10-21',
  'https://name.openai.azure.com/openai/deployments/gpt-4o',
  'https://gateway.test/a;b,c/v1',
  'https://generativelanguage.googleapis.com/v1beta/openai/',
  'http://gw_dev.svc.cluster.local//v1',
])('nothing is said against %s', (typed) => {
  expect(textsFor(typed)).toEqual([]);
});
