import { describe, expect, it } from 'vitest';
import { toAnswerEvidence } from '../../../src/evidence/answer.ts';
import { judge } from '../../../src/codes/judge.ts';
import type { Facts } from '../../../src/probes/facts.ts';
import { createRedactor } from '../../../src/report/redact.ts';
import { ASK, NETWORK, wireFailure } from './all.ts';
import { attempt, codesIn, dns, factsWith, listExchange, observed } from './facts.ts';

describe('a healthy way', () => {
  it('shows nothing', () => {
    const facts = factsWith(
      {
        dns: dns(['192.0.2.1', '2001:db8::1']),
        tcp: [attempt('192.0.2.1', null), attempt('2001:db8::1', null)],
        clockSkewMs: 900,
      },
      { exchanges: [listExchange({ ttfbMs: 4900 })] },
    );
    expect(codesIn(facts)).toEqual([]);
    expect(codesIn(factsWith(null))).toEqual([]);
  });
});

describe('a name', () => {
  it('that does not exist, or whose resolver fails, is told apart', () => {
    const failing = (code: string): string[] =>
      codesIn(factsWith({ dns: { answer: null, failure: wireFailure('dns', code) } }));
    expect(failing('ENOTFOUND')).toEqual(['dns.not-found']);
    expect(failing('EAI_AGAIN')).toEqual(['dns.failed']);
    expect(failing('DEADLINE')).toEqual([]);
  });

  it.each([
    ['0.0.0.0', false],
    ['::', false],
    ['127.0.0.1', false],
    ['0.0.0.0', true],
  ])('that leads to %s (hosts file: %s) and nowhere is sinkholed', (address, local) => {
    const facts = factsWith({ dns: dns([address], local), tcp: [attempt(address, 'ECONNREFUSED')] });
    expect(codesIn(facts)).toContain('dns.sinkholed');
    expect(NETWORK['dns.sinkholed']?.supersedes).toContain('tcp.refused');
  });

  it.each([
    [
      'leads to loopback and answers',
      factsWith({ dns: dns(['127.0.0.1']), tcp: [attempt('127.0.0.1', null)] }),
    ],
    [
      'is a local one',
      factsWith({ dns: dns(['127.0.0.1'], true), tcp: [attempt('127.0.0.1', 'ECONNREFUSED')] }),
    ],
    [
      'is a literal address',
      factsWith({ host: '0.0.0.0', dns: dns(['0.0.0.0'], true), tcp: [attempt('0.0.0.0', 'ECONNREFUSED')] }),
    ],
    [
      'has a real address too',
      factsWith({ dns: dns(['0.0.0.0', '192.0.2.1']), tcp: [attempt('192.0.2.1', 'TIMEOUT')] }),
    ],
    ['was not tried', factsWith({ dns: dns(['0.0.0.0']) })],
  ])('that %s is not sinkholed', (_what, facts) => {
    expect(codesIn(facts)).not.toContain('dns.sinkholed');
  });

  it('is known to be filtered by a block page, and not by any page', () => {
    const sign = (body: string) =>
      NETWORK['dns.sinkholed']?.sign?.(
        toAnswerEvidence(ASK, { status: 200, headers: { 'content-type': 'text/html' }, body }),
      );
    expect(
      sign('<html><title>Blocked</title><body>This site is blocked by Cisco Umbrella</body></html>')?.weight,
    ).toBe(88);
    expect(sign('<html><title>Blocked</title><body>Your account is blocked</body></html>')).toBeNull();
  });
});

describe('a port', () => {
  it('that no address answers on fails with the most telling failure', () => {
    const tcp = [attempt('2001:db8::1', 'ENETUNREACH', 0), attempt('192.0.2.1', 'ECONNREFUSED')];
    const facts = factsWith({ dns: dns(['192.0.2.1']), tcp });
    expect(codesIn(facts)).toEqual(['tcp.refused']);
    expect(observed('tcp.refused', facts)[0]).toMatchObject({ check: 'network.tcp', confidence: 'proved' });
  });

  it('that answers on one family only is a warning with the time that it costs', () => {
    const facts = factsWith({
      tcp: [attempt('192.0.2.1', null, 8), attempt('2001:db8::1', 'TIMEOUT', 10_000)],
    });
    expect(codesIn(facts)).toEqual(['net.ipv6-broken']);
    expect(observed('net.ipv6-broken', facts)[0]?.measured).toBe(
      'IPv4 connects in 8 ms, IPv6 fails after 10000 ms',
    );
    const other = factsWith({ tcp: [attempt('192.0.2.1', 'TIMEOUT', 10_000), attempt('2001:db8::1', null)] });
    expect(observed('net.ipv6-broken', other)[0]?.measured).toMatch(/^IPv6 connects/);
  });

  it.each([
    ['this machine has no IPv6', [attempt('192.0.2.1', null), attempt('2001:db8::1', 'ENETUNREACH', 1)]],
    [
      'another address of the family answers',
      [attempt('192.0.2.1', null), attempt('192.0.2.2', 'TIMEOUT'), attempt('2001:db8::1', null)],
    ],
    ['a local server listens on one family', [attempt('127.0.0.1', null), attempt('::1', 'ECONNREFUSED', 1)]],
    ['the run ended', [attempt('192.0.2.1', null), attempt('2001:db8::1', 'DEADLINE')]],
  ])('is fine where %s', (_what, tcp) => {
    expect(codesIn(factsWith({ tcp }))).toEqual([]);
  });
});

describe('a proxy', () => {
  const proxy = { url: 'http://proxy.example:8080', decidedBy: 'HTTPS_PROXY' };
  it.each([
    ['PROXY_INVALID', 'proxy.invalid', 'local.proxy'],
    ['ECONNREFUSED', 'proxy.unreachable', 'network.proxy'],
    ['PROXY_AUTH', 'proxy.auth-required', 'network.proxy'],
    ['PROXY_STATUS', 'proxy.refused', 'network.proxy'],
  ])('that fails with %s is %s', (failure, code, check) => {
    const facts = factsWith({
      proxy,
      proxyPath: { connectedMs: null, failure: wireFailure('proxy', failure) },
    });
    expect(codesIn(facts)).toEqual([code]);
    expect(observed(code, facts)[0]?.check).toBe(check);
  });

  const signInWanted = (facts: Facts) =>
    judge(facts, 0).findings.find(({ code }) => code === 'proxy.auth-required');
  const wantsPassword = { connectedMs: null, failure: wireFailure('proxy', 'PROXY_AUTH') };
  it.each([
    ['https_proxy', 'export https_proxy=http://user:password@proxy.example:8080'],
    ['--proxy', 'npx agentrouter test-connection --proxy http://user:password@proxy.example:8080'],
  ])('of %s that wants a password gives a command that can be typed as it is shown', (decidedBy, command) => {
    const facts = factsWith({ proxy: { ...proxy, decidedBy }, proxyPath: wantsPassword });
    const found = signInWanted(facts);
    expect(createRedactor([]).value(found?.fixes[0]?.command)).toBe(command);
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'mend its certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'Trust the CA'],
  ])('whose own certificate fails with %s gets a remedy for that', (code, message, remedy) => {
    const failure = { ...wireFailure('proxy', code), message };
    const facts = factsWith({ proxy, proxyPath: { connectedMs: null, failure } });
    const found = judge(facts, 0).findings.find((finding) => finding.code === 'proxy.unreachable');
    expect(found?.fixes[0]?.text).toContain(remedy);
  });

  it('is tried by the variable that was in force', () => {
    const facts = factsWith({
      proxy: { ...proxy, decidedBy: 'https_proxy' },
      proxyPath: { connectedMs: null, failure: wireFailure('proxy', 'ECONNREFUSED') },
    });
    const found = judge(facts, 0).findings.find((finding) => finding.code === 'proxy.unreachable');
    expect(JSON.stringify(found?.fixes)).toContain('curl -v -x \\"$https_proxy\\"');
  });

  it('is not spoken of as set where a 407 comes and none is', () => {
    const list = listExchange({ ttfbMs: 5 });
    const answer = { status: 407, headers: {}, body: '', bodyBytes: 0, truncated: false };
    const refused = {
      ...list,
      outcome: { kind: 'answer' as const, answer, reading: { kind: 'other' as const } },
    };
    const found = signInWanted(factsWith({}, { exchanges: [refused] }));
    expect(found?.title).toBe('Something on the way wants the sign-in of a proxy');
    expect(found?.cause).toContain('no proxy is set here');
    expect(JSON.stringify(found?.fixes)).not.toContain('--no-proxy');
  });

  const variables = (values: Record<string, string>) => ({
    proxyVariables: Object.entries(values).map(([name, shown]) => ({ name, shown, source: 'environment' })),
  });

  it('set in both cases is a conflict only where they differ', () => {
    const differ = factsWith(
      {},
      { settings: variables({ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }) },
    );
    expect(codesIn(differ)).toEqual(['proxy.conflict']);
    const same = factsWith(
      {},
      { settings: variables({ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://a:1' }) },
    );
    expect(codesIn(same)).toEqual([]);
  });

  it.each(['localhost', '127.0.0.1', '::1', '10.1.2.3', '192.168.1.5', '172.31.0.1', 'fd00::1'])(
    'for %s should be bypassed',
    (host) => {
      const facts = factsWith({ host, proxy }, { settings: variables({ NO_PROXY: 'other.example' }) });
      expect(codesIn(facts)).toEqual(['proxy.not-bypassed']);
      expect(observed('proxy.not-bypassed', facts)[0]?.context?.detail?.['noProxy']).toBe(
        `other.example,${host}`,
      );
    },
  );

  it.each(['gateway.example', '172.32.0.1', '8.8.8.8', '2001:db8::1'])(
    'for %s is as it should be',
    (host) => {
      expect(codesIn(factsWith({ host, proxy }))).toEqual([]);
    },
  );

  it('that the command line asked for is used for every address', () => {
    expect(codesIn(factsWith({ host: '127.0.0.1', proxy: { ...proxy, decidedBy: '--proxy' } }))).toEqual([]);
  });

  it('says by a header of squid, or by 407, that the answer is its own', () => {
    const answer = (status: number, headers: Record<string, string>) =>
      toAnswerEvidence(ASK, { status, headers, body: '' });
    expect(
      NETWORK['proxy.refused']?.sign?.(answer(403, { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }))?.weight,
    ).toBe(93);
    expect(NETWORK['proxy.refused']?.sign?.(answer(403, {}))).toBeNull();
    expect(NETWORK['proxy.auth-required']?.sign?.(answer(407, {}))?.weight).toBe(94);
    expect(NETWORK['proxy.auth-required']?.sign?.(answer(401, {}))).toBeNull();
  });
});

describe('the first request', () => {
  it.each([
    ['TIMEOUT', 'http.timeout', 'network.http'],
    ['CLOSED', 'http.closed', 'network.http'],
    ['NOT_HTTP', 'http.not-http', 'network.http'],
    ['PLAIN_TO_TLS', 'tls.plain-to-tls', 'network.tls'],
  ])('that fails with %s is %s', (failure, code, check) => {
    const facts = factsWith({}, { exchanges: [listExchange({ failure: wireFailure('http', failure) })] });
    expect(codesIn(facts)).toEqual([code]);
    expect(observed(code, facts)[0]?.check).toBe(check);
  });

  it('that takes over 5 s to its first byte is slow', () => {
    const facts = factsWith({}, { exchanges: [listExchange({ ttfbMs: 6012 })] });
    expect(codesIn(facts)).toEqual(['http.slow']);
    expect(observed('http.slow', facts)[0]?.measured).toBe('6012 ms to the first byte');
  });

  it('whose answer goes beyond the limit is too large', () => {
    expect(codesIn(factsWith({}, { exchanges: [listExchange({ ttfbMs: 1, truncated: true })] }))).toEqual([
      'http.too-large',
    ]);
  });
});

describe('the rest of the way', () => {
  it.each([
    [61_000, ['clock.skewed']],
    [-600_000, ['clock.skewed']],
    [60_000, []],
  ])('with clocks that differ by %i ms shows %j', (clockSkewMs, codes) => {
    expect(codesIn(factsWith({ clockSkewMs }))).toEqual(codes);
  });

  it('in clear text is a warning, except on this machine', () => {
    expect(codesIn(factsWith({ tls: false, port: 80 }))).toEqual(['url.insecure']);
    expect(codesIn(factsWith({ tls: false, host: '192.168.1.5' }))).toEqual(['url.insecure']);
    for (const host of ['localhost', '127.0.0.1', '::1'])
      expect(codesIn(factsWith({ tls: false, host }))).toEqual([]);
  });

  it('to a port that wants TLS is known by what web servers say', () => {
    const sign = (status: number, body: string) =>
      NETWORK['tls.plain-to-tls']?.sign?.(toAnswerEvidence(ASK, { status, headers: {}, body }));
    expect(sign(400, 'Client sent an HTTP request to an HTTPS server.\n')?.weight).toBe(97);
    expect(sign(200, 'Client sent an HTTP request to an HTTPS server.\n')).toBeNull();
    expect(sign(400, '{"error":"bad request"}')).toBeNull();
  });
});
