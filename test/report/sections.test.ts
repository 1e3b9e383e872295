import { describe, expect, test } from 'vitest';
import { paperFor } from '../../src/report/paint.ts';
import { addressLines, certificateLines, proxyLines } from '../../src/report/section-connection.ts';
import { balanceText } from '../../src/report/section-key.ts';
import { modelTable } from '../../src/report/section-models.ts';
import { phasesOf } from '../../src/report/section-phases.ts';
import { timeline } from '../../src/report/section-stream.ts';
import { renderText } from '../../src/report/text.ts';
import { durationText } from '../../src/report/units.ts';
import type { GivenOption } from '../../src/settings/types.ts';
import { facts, STARTED_AT } from './sample-facts.ts';
import { modelsRun, PLAIN_FACE, report, streamRun } from './samples.ts';

const paper = paperFor(PLAIN_FACE);

describe('test-connection', () => {
  const text = renderText(report({ command: 'test-connection' }), PLAIN_FACE);
  test('draws each phase where the one before it ended', () => {
    const bars = text.split('\n').filter((line) => line.includes('█'));
    const starts = bars.map((line) => line.indexOf('█'));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(text).toMatch(/DNS +12 ms +█/);
    expect(text).toMatch(/First byte +212 ms +·+█{20,}/);
  });
  test('adds the phases up to the total of the first request', () => {
    const sum = phasesOf(facts).reduce((total, phase) => total + phase.ms, 0);
    expect(sum).toBe(305);
    expect(text).toMatch(/Total +305 ms/);
  });
  test('shows the addresses of both families with how each went', () => {
    expect(text).toMatch(/IPv4 +203\.0\.113\.7 +✓ 31 ms/);
    expect(text).toMatch(/IPv6 +2001:db8::7 +✗ ENETUNREACH after 1 ms/);
  });
  test('shows the certificate with the days left', () => {
    expect(text).toMatch(/valid +2026-01-01 to 2026-05-03, 63 days left/);
    expect(text).toMatch(/names +gw\.example\.com, \*\.gw\.example\.com/);
  });
  test('gives the base URL for each SDK', () => {
    expect(text).toMatch(/OpenAI +https:\/\/gw\.example\.com\/v1\n/);
    expect(text).toMatch(/Anthropic +https:\/\/gw\.example\.com\n/);
  });
  test('says since when a certificate has expired, and that it is not trusted', () => {
    const network = structuredClone(facts.network!);
    network.handshake!.tls!.authorized = false;
    network.handshake!.tls!.authorizationError = 'CERT_HAS_EXPIRED';
    const lines = certificateLines({ ...facts, network }, Date.parse('2026-05-05T04:00:00Z'), paper);
    expect(lines.join('\n')).toContain('expired 2 days ago');
    expect(lines.join('\n')).toContain('✗ not trusted: CERT_HAS_EXPIRED');
  });
  test('says through which setting alone a certificate is trusted', () => {
    const network = structuredClone(facts.network!);
    const shown = (through: 'NODE_EXTRA_CA_CERTS' | 'SSL_CERT_FILE' | null, options: GivenOption[] = []) => {
      network.handshake!.tls!.trustedThrough = through === null ? [] : [through];
      const settings = { ...facts.settings, options };
      return certificateLines({ ...facts, settings, network }, 0, paper).join('\n');
    };
    expect(shown(null)).toContain('✓ trusted by this machine');
    expect(shown('SSL_CERT_FILE')).toContain('✓ trusted only through SSL_CERT_FILE');
    const byOption = shown('SSL_CERT_FILE', [{ name: '--ca', value: 'ca.pem' }]);
    expect(byOption).toMatch(/✓ trusted only through --ca\n +SDKs +do not know of --ca/);
    expect(shown('NODE_EXTRA_CA_CERTS')).toContain('✓ trusted only through NODE_EXTRA_CA_CERTS');
  });
  test('shows of very many addresses one of each kind, and counts the rest', () => {
    const failure = facts.network!.tcp!.find((attempt) => attempt.failure !== null)!.failure!;
    const tcp = Array.from({ length: 64 }, (_, at) => ({
      address: `192.0.2.${at}`,
      family: 4 as const,
      connectedMs: at === 60 ? 7 : null,
      failure: at === 60 ? null : { ...failure, code: at === 61 ? 'ECONNREFUSED' : 'TIMEOUT' },
    }));
    const lines = addressLines({ ...facts.network!, dns: null, tcp }, paper);
    expect(lines).toHaveLength(14);
    expect(lines.join('\n')).toMatch(/192\.0\.2\.60 +✓ 7 ms[^]*192\.0\.2\.61 +✗ ECONNREFUSED/);
    expect(lines.at(-1)).toBe('  and 52 more: 52 failed. All of them: --format json');
  });
  test('says which SDKs obey the proxy as well', () => {
    const shown = (decidedBy: string): string => {
      const proxy = { url: 'http://proxy.example:3128', decidedBy };
      return proxyLines({ ...facts, network: { ...facts.network!, proxy } }, paper).join('\n');
    };
    expect(shown('HTTPS_PROXY')).toMatch(/through +http:\/\/proxy\.example:3128 \(HTTPS_PROXY\)/);
    expect(shown('HTTPS_PROXY')).toMatch(/Node\.js SDKs +obey it from .*NODE_USE_ENV_PROXY=1/);
    expect(shown('all_proxy')).toMatch(/Python SDKs +obey all_proxy as well\n +Node\.js SDKs +do not look/);
    expect(shown('--proxy')).toContain('counts for this run only');
  });
  test('says what it can where nothing could be measured', () => {
    const empty = report({ command: 'test-connection', facts: { ...facts, network: null, exchanges: [] } });
    expect(renderText(empty, PLAIN_FACE)).toContain('Base URLs for SDKs');
  });
});

describe('stream-test', () => {
  test('draws when the chunks came', () => {
    expect(timeline([0, 0, 0, 100], 4, true)).toBe('█··▃');
    expect(timeline([100], 4, false)).toBe('...#');
    expect(timeline([], 4, false)).toBe('....');
  });
  test('tells the measures of each stream and how it ended', () => {
    const text = renderText(streamRun, PLAIN_FACE);
    expect(text).toContain('✓ openai  gpt-4o-mini  ended properly');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'first byte 210 ms; first token 320 ms; 20 chunks; gaps p50 21 ms, p95 48 ms, max 120 ms; 42.1 tokens/s',
    );
    expect(text).toContain('✗ anthropic  claude-3-5-haiku-20241022  cut before the end');
  });
});

describe('models', () => {
  test('come by provider, with what answered and how fast', () => {
    const text = renderText(modelsRun, PLAIN_FACE);
    expect(text).toMatch(/anthropic \(1\)\n {2}✓ claude-3-5-haiku-20241022 +812 ms/);
    expect(text).toMatch(/✗ gpt-4o +95 ms +model\.no-channel: no channel \| here/);
    expect(text).toMatch(/- gpt-4o-mini +not called/);
    expect(text).toContain('3 models of 2 providers; 1 of 2 called answered');
  });
  test('stand in columns where none was called', () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({
      id: `model-${index}`,
      provider: 'p',
      probe: null,
    }));
    expect(modelTable(rows, paperFor({ ...PLAIN_FACE, width: 22 }))).toEqual([
      'p (5)',
      '  model-0  model-3',
      '  model-1  model-4',
      '  model-2',
      '',
      '5 models of 1 provider',
    ]);
  });
  test('are not said to be missing where the list could not be had', () => {
    const unlisted = report({ command: 'models', models: [], facts: { ...facts, models: null } });
    expect(renderText(unlisted, PLAIN_FACE)).not.toContain('No model fits');
    const unmatched = report({ command: 'models', models: [], facts: { ...facts, models: [] } });
    expect(renderText(unmatched, PLAIN_FACE)).toContain('No model fits');
  });
});

describe('check-key', () => {
  test('shows the key, where it came from, and the balance', () => {
    const text = renderText(report({ command: 'check-key' }), PLAIN_FACE);
    expect(text).toMatch(/Key +sk-ar-…9f2c, 40 characters, from \.env:1/);
    expect(text).toMatch(/Balance +12\.34 USD left, 50\.00 USD granted, 37\.66 USD used, says \/v1/);
  });
  test('says when a balance expires', () => {
    const balance = { ...facts.balance!, expiresAt: '2026-03-04T03:00:00Z' };
    expect(balanceText(balance, Date.parse(STARTED_AT))).toContain('expires 2026-03-04, in 3 days');
    expect(balanceText({ ...balance, unlimited: true }, Date.parse('2026-04-01'))).toMatch(
      /^no limit on this key.*expired 2026-03-04/,
    );
  });
});

describe('durations', () => {
  test.each([
    [0, '0 ms'],
    [0.4, '<1 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_900, '59.9 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
  ])('%d ms read as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
