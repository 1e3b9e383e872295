import { expect, it } from 'vitest';
import { neighbourPaths } from '../../src/evidence/neighbour-paths.ts';

const HOST = 'https://gateway.example:8443';
const pathsFor = (asked: string): string[] =>
  neighbourPaths(`${HOST}${asked}/models`).map((url) => url.slice(HOST.length));

it.each<[string, string[]]>([
  ['/v1', ['/api/v1/models', '/openai/v1/models', '/api/models', '/models']],
  ['', ['/v1/models', '/api/v1/models', '/openai/v1/models', '/api/models']],
  ['/api/v1', ['/v1/models', '/api/models', '/openai/v1/models']],
  ['/console/v1', ['/v1/models', '/console/api/v1/models', '/api/v1/models', '/console/models']],
  ['/console', ['/console/v1/models', '/v1/models', '/console/api/v1/models', '/api/v1/models']],
  ['/team/a/v1', ['/v1/models', '/team/a/api/v1/models', '/api/v1/models', '/team/a/models']],
])('beside %j the list may be at these paths of the same host', (asked, expected) => {
  expect(pathsFor(asked)).toEqual(expected);
});

it('never leads to another host, nor to the address that was asked', () => {
  for (const asked of ['', '/v1', '/api/v1', '/openai/v1', '/a/b/c/v1']) {
    const urls = neighbourPaths(`${HOST}${asked}/models`);
    expect(urls.length).toBeLessThanOrEqual(4);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).not.toContain(`${HOST}${asked}/models`);
    for (const url of urls) expect(new URL(url).host).toBe('gateway.example:8443');
  }
});
