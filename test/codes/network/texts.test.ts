import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../../src/codes/context.ts';
import type { Context } from '../../../src/codes/types.ts';
import { NETWORK } from './all.ts';

const KNOWN: Context = {
  ...EMPTY_CONTEXT,
  host: 'gateway.example',
  port: 8443,
  baseUrl: 'https://gateway.example:8443',
  baseUrlSource: '.env:2',
};

const EXPECTED = [
  'dns.not-found',
  'dns.sinkholed',
  'dns.failed',
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tcp.reset',
  'net.ipv6-broken',
  'tls.expired',
  'tls.expiring-soon',
  'tls.not-yet-valid',
  'tls.hostname-mismatch',
  'tls.self-signed',
  'tls.incomplete-chain',
  'tls.untrusted-ca',
  'tls.intercepted',
  'tls.not-tls',
  'tls.plain-to-tls',
  'tls.handshake-failed',
  'proxy.invalid',
  'proxy.unreachable',
  'proxy.auth-required',
  'proxy.refused',
  'proxy.conflict',
  'proxy.not-bypassed',
  'http.timeout',
  'http.closed',
  'http.not-http',
  'http.too-large',
  'http.slow',
  'clock.skewed',
  'url.insecure',
];

describe('the codes of the network', () => {
  it('are all there', () => {
    expect(Object.keys(NETWORK).sort()).toEqual([...EXPECTED].sort());
  });

  it.each(Object.entries(NETWORK))('%s reads well with and without the values of a user', (_code, entry) => {
    for (const context of [EMPTY_CONTEXT, KNOWN]) {
      const fixes = entry.fixes(context);
      const title = typeof entry.title === 'string' ? entry.title : entry.title(context);
      const texts = [
        title,
        entry.cause(context),
        entry.recognised,
        entry.example,
        ...fixes.flatMap((fix) => [fix.text, fix.command ?? '']),
      ];
      for (const text of texts)
        expect(text).not.toMatch(/undefined|(?<!\/dev\/)\bnull\b|NaN|\[object|!(?:\s|$)/);
      expect(title).not.toMatch(/\.$/);
      expect(fixes.length).toBeGreaterThan(0);
      expect(fixes.some(({ command }) => command !== null)).toBe(true);
      expect(texts.join(' ')).not.toMatch(
        /verify ?= ?false|rejectUnauthorized|TLS_REJECT_UNAUTHORIZED|--insecure|curl -k\b/i,
      );
    }
  });

  it('name the host of the user where it is known', () => {
    const naming = Object.values(NETWORK).filter((entry) => {
      const text = [
        entry.cause(KNOWN),
        ...entry.fixes(KNOWN).flatMap((fix) => [fix.text, fix.command ?? '']),
      ].join(' ');
      return text.includes('gateway.example');
    });
    expect(naming.length).toBeGreaterThan(20);
  });

  it('print addresses that others chose as one word of a shell', () => {
    const address = 'https://gateway.example/a;b&c';
    const context = {
      ...KNOWN,
      baseUrl: address,
      openaiBaseUrl: address,
      detail: { issuerUrl: address, noProxy: address },
    };
    const commands = Object.values(NETWORK)
      .flatMap((entry) => entry.fixes(context))
      .flatMap(({ command }) => command?.split('\n') ?? [])
      .filter((line) => /^(?:curl|export|npx) .*a;b&c/.test(line));
    expect(commands.length).toBeGreaterThan(5);
    for (const line of commands) expect(line).toMatch(/'https:\/\/gateway\.example\/a;b&c[^' ]*'/);
  });
});
