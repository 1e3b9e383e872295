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
  ['<https://gateway.test/v1>', 'https://gateway.test'],
  ['htp://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['htp://gateway.test', 'https://gateway.test'],
  ['https://gateway.test/v1?api-version=2024-10-21', 'https://gateway.test'],
  ['https://ann:secret1@gateway.test/v1', 'https://gateway.test'],
  ['https://ann:secret1@gateway.test:8443/a?x=1#y', 'https://gateway.test:8443/a'],
  ['https://gateway.test#chat', 'https://gateway.test'],
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
  'https://name.openai.azure.com/openai/deployments/gpt-4o',
  'https://gateway.test/a;b,c/v1',
  'https://generativelanguage.googleapis.com/v1beta/openai/',
  'http://gw_dev.svc.cluster.local/v1',
])('nothing is said against %s', (typed) => {
  expect(textsFor(typed)).toEqual([]);
});

it.each([
  ['https://gateway.test//v1', 'https://gateway.test/v1'],
  ['https://gateway.test/v1?', 'https://gateway.test/v1'],
  ['https://gateway.test/v1#', 'https://gateway.test/v1'],
  ['https://ann:secret1@gateway.test/v1/chat/completions', 'https://gateway.test/v1'],
  ['https://gateway.test/v1/v1?x=1', 'https://gateway.test/v1'],
])('what is too much is told with the one right address: %s', (typed, right) => {
  const told = textsFor(typed).find((texts) => texts.startsWith('url.invalid')) ?? '';
  expect(told).toContain(`export AGENTROUTER_BASE_URL=${right}\n`);
});

it('a password that keeps the address from being read is an error', () => {
  place.env = { AGENTROUTER_BASE_URL: 'https://ann:secr/et1@gateway.test/v1' };
  const found = findings(urlFormCodes, localFacts(place.load().facts));
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([['url.invalid', 'error']]);
  expect(found[0]?.texts).toContain('export AGENTROUTER_BASE_URL=https://gateway.test/v1\n');
  expect(found[0]?.texts).not.toMatch(/secr|et1/);
});

it.each([
  ['https://gateway.test/v1?api-version=1', 'error', 'https://gateway.test/v1'],
  ['https://gateway.test/v1#chat', 'warning', 'https://gateway.test/v1'],
  ['https://ann:secret1@gateway.test/v1', 'warning', 'https://gateway.test/v1'],
  ['https://elsewhere.test/v1?api-version=1', 'warning', 'https://elsewhere.test/v1'],
])('what an SDK cannot carry is a fault of its setting: %s, %s', (typed, severity, right) => {
  place.env = { AGENTROUTER_BASE_URL: 'https://gateway.test/v1', OPENAI_BASE_URL: typed };
  const found = findings(urlFormCodes, localFacts(place.load().facts));
  expect(found.map(({ code, severity: told }) => [code, told])).toEqual([['url.invalid', severity]]);
  expect(found[0]?.texts).toContain(`export OPENAI_BASE_URL=${right}\n`);
  expect(found[0]?.texts).not.toContain('secret1');
});

it('and of this tool only a warning, whose own requests leave it out', () => {
  place.env = { AGENTROUTER_BASE_URL: 'https://ann:secret1@gateway.test/v1?a=b' };
  const { facts } = place.load();
  expect(facts.baseUrlTyped).toBe('https://gateway.test/v1?a=b');
  const found = findings(urlFormCodes, localFacts(facts));
  expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  expect(found[0]?.texts).toContain('https://gateway.test/v1');
});
