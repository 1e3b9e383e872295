import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/report/text.ts';
import type { Report } from '../../src/report/types.ts';
import {
  checks,
  degraded,
  dnsNotFound,
  EVERY_SWITCH,
  explained,
  finding,
  healthy,
  keyRejected,
  modelsRun,
  PLAIN_FACE,
  report,
  SAMPLES,
} from './samples.ts';

function linesOf(sample: Report, face = PLAIN_FACE): string[] {
  return renderText(sample, face).split('\n');
}

describe('a healthy run', () => {
  const lines = linesOf(healthy);
  test('says so first, with the address', () => {
    expect(lines[0]).toBe('✓ Healthy: https://gw.example.com');
  });
  test('ends with the counts', () => {
    expect(lines.at(-2)).toBe('28 checks: 27 passed, 1 skipped; 14 requests; 96 tokens in, 40 out; 4.2 s');
  });
  test('is no longer than its checklist', () => {
    expect(lines.length).toBe(1 + 1 + 28 + 1 + 1 + 1);
  });
});

describe('a broken run', () => {
  const text = renderText(keyRejected, PLAIN_FACE);
  const lines = text.split('\n');
  test('names verdict, root cause and code in the first line', () => {
    expect(lines[0]).toBe('✗ Broken: The key sk-ar-…9f2c is not accepted  [key.rejected]');
  });
  test('says whose side it is on, how sure that is, and what was measured and expected', () => {
    expect(lines).toContain('  Whose side  You (proved); trying again does not help');
    expect(lines).toContain('  Measured    401 invalid_api_key from POST /v1/chat/completions');
    expect(lines).toContain('  Expected    an answer to the key');
  });
  test('keeps the evidence brief, and tells how to get the rest', () => {
    expect(text).toContain('and 1 more (--verbose)');
    expect(text).not.toContain('fourth');
    expect(renderText(keyRejected, EVERY_SWITCH)).toContain('fourth');
  });
  test('numbers the fixes, with what can be typed on a line of its own', () => {
    expect(lines).toContain('  1. Check on the API Keys page that the key still exists.');
    expect(lines).toContain('       AGENTROUTER_API_KEY=sk-ar-your-api-key');
  });
  test('tells other findings once and in short, after the fixes', () => {
    expect(text.match(/\[url\.insecure\]/g)).toHaveLength(1);
    expect(text.indexOf('[url.insecure]')).toBeGreaterThan(text.indexOf('What to do'));
  });
  test('marks the failed check with the code, and groups what it held back', () => {
    expect(text).toMatch(/✗ State of access\.bearer +key\.rejected/);
    expect(text).toMatch(/- access\.balance, access\.rate-limit +needs access\.bearer/);
  });
});

describe('the checklist', () => {
  test('tells categories that were held back as a whole in one place', () => {
    const text = renderText(dnsNotFound, PLAIN_FACE);
    expect(text).toMatch(/not run +- access, models, requests, streaming, tools, +needs network\.dns/);
    expect(text).not.toContain('State of access.bearer');
  });
  test('leaves a category under its own name where nothing else was held back for that reason', () => {
    const alone = report({
      checks: checks({
        'upstream.fallback': { status: 'skip', summary: '', skippedBecause: 'one provider only' },
      }),
    });
    expect(renderText(alone, PLAIN_FACE)).toMatch(/upstream +- upstream\.fallback +one provider only/);
  });
  test('tells of a failed check that its code does not count', () => {
    const findings = degraded.findings.map((finding) => ({ ...finding, suppressed: true as const }));
    const text = renderText({ ...degraded, findings }, PLAIN_FACE);
    expect(text).toMatch(/⚠ State of access\.balance +balance\.low, suppressed/);
  });
  test('names an option that left checks out', () => {
    const free = report({
      checks: checks({ 'requests.chat': { status: 'skip', summary: '--free', skippedBecause: '--free' } }),
    });
    expect(renderText(free, PLAIN_FACE)).toMatch(/- requests\.chat +because of --free/);
  });
  test('is not healthy where nothing was checked', () => {
    const skipped = healthy.checks.map((check) => ({
      ...check,
      status: 'skip' as const,
      skippedBecause: '--free',
    }));
    expect(linesOf({ ...healthy, checks: skipped })[0]).toBe('⚠ Nothing was checked');
  });
});

describe('warnings', () => {
  test('are told with their first fix, suppressed ones by name only', () => {
    const lines = linesOf(degraded);
    expect(lines[0]).toBe('⚠ Works, with 1 warning');
    expect(lines).toContain('⚠ Title of balance.low  [balance.low]');
    expect(lines).toContain('  Fix: Fix for balance.low.');
    expect(lines).toContain('Suppressed, not counted: http.slow');
    expect(lines.join('\n')).not.toContain('Title of http.slow');
  });
});

describe('an explanation', () => {
  test('names the cause whatever its severity, and counts no requests', () => {
    const lines = linesOf(explained);
    expect(lines[0]).toBe('⚠ Title of balance.low  [balance.low]');
    expect(lines.join('\n')).not.toContain('requests');
  });
  const candidates = ['tcp.refused', 'url.redirects', 'dns.not-found', 'proxy.unreachable'];
  const undecided = report({
    command: 'explain',
    checks: [],
    facts: {},
    findings: [finding('unknown'), ...candidates.map((code) => finding(code, { confidence: 'possible' }))],
    rootCause: 'unknown',
  });
  test('lists candidates, one a line, where the text does not settle the cause', () => {
    const lines = linesOf(undecided);
    expect(lines[0]).toBe('✗ Title of unknown  [unknown]');
    expect(lines.join('\n')).not.toContain('Whose side  The');
    expect(lines.indexOf('Candidates')).toBeGreaterThan(0);
    expect(lines).toContain('  1. tcp.refused        most likely  Title of tcp.refused');
    expect(lines).toContain('  4. proxy.unreachable  less likely  Title of proxy.unreachable');
    expect(lines.every((line) => line.length <= 80)).toBe(true);
  });
  test('tells all of a candidate with --verbose', () => {
    const lines = renderText(undecided, { ...PLAIN_FACE, verbose: true }).split('\n');
    expect(lines).toContain('✗ Title of tcp.refused  [tcp.refused]');
  });
});

describe('--verbose', () => {
  test('tells of a client what counts and what it hides', () => {
    const client = {
      ...{ name: 'Claude Code', api: 'anthropic' as const, here: true, sameKey: true },
      ...{ baseUrl: 'https://gw.example.com', expectedBaseUrl: 'https://gw.example.com' },
      ...{ baseUrlSource: '.claude/settings.json:3', baseUrlShadows: ['~/.claude/settings.json:3'] },
      ...{ key: 'sk-ar-…9f2c', keySource: 'environment', keyShadows: [] },
    };
    const told = renderText({ ...healthy, clients: [client] }, { ...EVERY_SWITCH, width: 200 });
    expect(told).toContain('.claude/settings.json:3; this deployment; shadows ~/.claude/settings.json:3');
    expect(told).toMatch(/environment; the key of this run\n/);
  });
  const text = renderText(keyRejected, EVERY_SWITCH);
  test('adds settings with their sources, requests with their times, and the environment', () => {
    expect(text).toMatch(/AGENTROUTER_BASE_URL +https:\/\/gw\.example\.com +environment; shadows \.env:2/);
    expect(text).toMatch(/AGENTROUTER_MODEL +not set/);
    expect(text).toMatch(/POST \/v1\/chat\/completions +401 +12 +31 +48 +212 +305 +req-7/);
    expect(text).toMatch(/Python +3\.12\.1/);
  });
});

describe('what the terminal can show', () => {
  test('words stand for signs where there is no Unicode', () => {
    const text = renderText(keyRejected, { ...PLAIN_FACE, unicode: false });
    expect(text).toMatch(/^FAIL Broken/);
    expect(text).toMatch(/ok +State of access\.x-api-key/);
    expect(text).toMatch(/warn +State of local\.base-url/);
    expect(text).toMatch(/skip +access\.balance/);
    expect(text).not.toMatch(/[✓✗⚠█▁·]/);
  });
  test('there is no escape code without colour, and there are some with it', () => {
    for (const sample of Object.values(SAMPLES)) {
      expect(renderText(sample, EVERY_SWITCH)).not.toContain('\u001b');
      expect(renderText(sample, { ...EVERY_SWITCH, color: true })).toContain('\u001b[');
    }
  });
  test.each([40, 60, 80, 120])('no line is wider than %i cells, but for what is to be copied', (width) => {
    for (const sample of [healthy, keyRejected, dnsNotFound, degraded, modelsRun]) {
      const wide = linesOf(sample, { ...PLAIN_FACE, width }).filter(
        (line) => line.length > width && !line.includes('sk-ar-your-api-key'),
      );
      expect(wide).toEqual([]);
    }
  });
  test('a command is never wrapped', () => {
    const command = `curl ${'x'.repeat(150)}\n  --second line`;
    const long = report({ findings: [finding('tcp.refused', { fixes: [{ text: 'Try.', command }] })] });
    const lines = linesOf(long, { ...PLAIN_FACE, width: 60 });
    expect(lines).toContain(`       curl ${'x'.repeat(150)}`);
    expect(lines).toContain('         --second line');
  });
});
