import { describe, expect, test } from 'vitest';
import { renderSupportDump } from '../../src/report/dump/support-dump.ts';
import type { Exchange } from '../../src/probes/facts.ts';
import type { Report } from '../../src/report/types.ts';
import { facts, refusedChat } from './sample-facts.ts';
import { dnsNotFound, finding, healthy, keyRejected, report, SAMPLES } from './samples.ts';
import { ABOUT, charsInForm, foldedReport, sectionOf } from './support-dump-samples.ts';
import { schemaErrors } from './validate.ts';

const MAX_ISSUE_CHARS = 65_536;

/** The refused call, said in `bodyChars` characters. */
function longCall(bodyChars: number, index = 0): Exchange {
  const body = `call ${index} ${'x<@b`|\n'.repeat(Math.ceil(bodyChars / 7))}`;
  return {
    ...refusedChat,
    outcome: {
      kind: 'answer',
      answer: { status: 500, headers: {}, body, bodyBytes: body.length, truncated: false },
      reading: { kind: 'error' },
    },
  };
}

function withExchanges(exchanges: Exchange[], change: Partial<Report> = {}): Report {
  const { timings } = refusedChat;
  const requests = exchanges.map(({ method, url }) => ({
    method,
    url,
    status: 500,
    requestId: 'r',
    error: null,
    timings,
  }));
  return report({ ...change, facts: { ...facts, exchanges }, requests });
}

describe('the five points that support asks for', () => {
  const dump = renderSupportDump(keyRejected, ABOUT);

  test('the error is complete: root cause, evidence, and the words of the server as they came', () => {
    const error = sectionOf(dump, 'Error message');
    expect(error).toContain('`key.rejected`');
    expect(error).toContain('Measured**: `401 invalid_api_key from POST /v1/chat/completions`');
    expect(error).toContain('POST https://gw.example.com/v1/chat/completions -> status 401');
    expect(error).toContain('{"error":{"message":"Invalid API key","code":"invalid_api_key"}}');
    expect(error).toContain('stack trace');
  });

  test('the request is shown with its parameters, without the key', () => {
    const request = sectionOf(dump, 'Request parameters');
    expect(request).toContain('POST https://gw.example.com/v1/chat/completions');
    expect(request).toContain('authorization: Bearer $AGENTROUTER_API_KEY');
    expect(request).toContain('{"model":"gpt-4o-mini","messages"');
    expect(request).toContain('`gpt-4o-mini`, from list');
  });

  test('SDKs, runtimes and operating system have their versions', () => {
    expect(sectionOf(dump, 'SDK versions')).toContain('| `openai` | python | `1.99.0` |');
    expect(sectionOf(dump, 'Python and Node.js versions')).toMatch(
      /Python: `3\.12\.1`\n- Node\.js: `20\.20\.2`/,
    );
    expect(sectionOf(dump, 'Operating system')).toContain('`Linux 6.1`');
  });
});

describe('a dump', () => {
  const dump = renderSupportDump(keyRejected, ABOUT);

  test('has every check, other findings, and the ids that the deployment gave', () => {
    for (const { id } of keyRejected.checks) expect(sectionOf(dump, 'Checks')).toContain(`| \`${id}\` |`);
    expect(sectionOf(dump, 'Other findings')).toContain('`url.insecure`');
    expect(sectionOf(dump, 'Times and request ids')).toContain('| 401 | 305 ms | `req-7` |');
  });

  test('tells the time here with its zone, and UTC', () => {
    const times = sectionOf(dump, 'Times and request ids');
    expect(times).toContain('Local: 2026-03-01T12:00:00.000+09:00 (Asia/Tokyo)');
    expect(times).toContain('UTC: 2026-03-01T03:00:00.000Z');
    const west = renderSupportDump(keyRejected, {
      ...ABOUT,
      timeZone: 'America/St_Johns',
      utcOffsetMinutes: -210,
    });
    expect(west).toContain('Local: 2026-02-28T23:30:00.000-03:30 (America/St_Johns)');
  });

  test('tells proxy and CA settings, set or not', () => {
    const settings = sectionOf(dump, 'Settings, proxy and CA certificates');
    expect(settings).toContain('`--proxy`: `http://proxy.example:3128`');
    expect(settings).toContain('CA file: `/etc/ssl/company.pem` (`--ca`)');
    expect(settings).toContain('`NODE_EXTRA_CA_CERTS`: not set');
    expect(settings).toContain('by `Example CA R1`');
  });

  test('says how the connection failed where there was no answer', () => {
    const failure = {
      layer: 'dns',
      code: 'ENOTFOUND',
      message: 'getaddrinfo ENOTFOUND gw',
      host: 'gw',
      port: null,
      address: null,
      afterMs: 3,
      proxyAnswer: null,
    } as const;
    const network = facts.network && {
      ...facts.network,
      dns: { answer: null, failure },
      tcp: null,
      handshake: null,
    };
    const text = renderSupportDump({ ...dnsNotFound, facts: { ...facts, network, exchanges: [] } }, ABOUT);
    expect(sectionOf(text, 'Error message')).toContain('dns: ENOTFOUND getaddrinfo ENOTFOUND gw');
    expect(sectionOf(text, 'Request parameters')).toContain('No request was sent.');
  });

  test('of a healthy run says that no error was met', () => {
    const text = renderSupportDump({ ...healthy, facts: { ...facts, exchanges: [] } }, ABOUT);
    expect(sectionOf(text, 'Error message')).toContain('This run met no error.');
  });

  test('shows a failed call once, and not what was sent to be refused', () => {
    const madeUp: Exchange = {
      ...refusedChat,
      role: 'chat.made-up',
      ask: { ...refusedChat.ask, key: 'made-up' },
    };
    const error = sectionOf(
      renderSupportDump(withExchanges([refusedChat, refusedChat, madeUp]), ABOUT),
      'Error message',
    );
    expect(error.match(/-> status 401/g)).toHaveLength(1);
  });

  test('names all requests that got the same answer, and shows it once', () => {
    const other: Exchange = { ...refusedChat, url: 'https://gw.example.com/v1/messages' };
    const error = sectionOf(renderSupportDump(withExchanges([refusedChat, other]), ABOUT), 'Error message');
    expect(error).toMatch(/chat\/completions -> status 401\nPOST .*\/messages -> status 401\n\n\{"error"/);
    expect(error.match(/invalid_api_key"/g)).toHaveLength(1);
  });

  test('shows requests in the order in which they began, and which one had a made-up key', () => {
    const later: Exchange = {
      ...refusedChat,
      startedAt: '2026-03-01T03:00:02.000Z',
      url: 'https://gw.test/b',
    };
    const first: Exchange = {
      ...refusedChat,
      url: 'https://gw.test/a',
      ask: { ...refusedChat.ask, key: 'made-up' },
    };
    const text = renderSupportDump(withExchanges([later, first]), ABOUT);
    for (const title of ['Times and request ids', 'Raw exchanges'])
      expect(sectionOf(text, title)).toMatch(/gw\.test\/a[^]*gw\.test\/b/);
    expect(sectionOf(text, 'Times and request ids')).toMatch(/gw\.test\/a` \| 500, with a made-up key \|/);
  });

  test('says that no model was called where only other requests were sent', () => {
    const list: Exchange = {
      ...refusedChat,
      role: 'experiment.without-proxy',
      method: 'GET',
      requestBody: null,
    };
    const text = renderSupportDump(withExchanges([list]), ABOUT);
    expect(sectionOf(text, 'Request parameters')).toContain('No model was called.');
    expect(text).not.toContain('No request was sent.');
  });

  test('has the JSON report folded, valid by its schema', () => {
    for (const [name, sample] of Object.entries(SAMPLES))
      expect(schemaErrors(foldedReport(renderSupportDump(sample, ABOUT))), name).toEqual([]);
    expect(foldedReport(dump)).toEqual(keyRejected);
  });

  test('shows requests as curl commands with --curl', () => {
    expect(dump).not.toContain('curl -sS');
    expect(renderSupportDump(keyRejected, { ...ABOUT, curl: true })).toContain('curl -sS -i --max-time 30');
  });

  test('lets nothing of a server end a block or call anybody', () => {
    const body = '```\n</details>\n# big\n@everybody ````';
    const exchange: Exchange = {
      ...refusedChat,
      outcome: {
        kind: 'answer',
        answer: { status: 500, headers: {}, body, bodyBytes: 9, truncated: false },
        reading: { kind: 'error' },
      },
    };
    const root = finding('upstream.error', { measured: 'status 500: @everybody' });
    const lines = renderSupportDump(withExchanges([exchange], { findings: [root] }), ABOUT).split('\n');
    let fence = '';
    const outside = lines.filter((line) => {
      const ticks = /^`{3,}/.exec(line)?.[0] ?? '';
      if (fence === '') fence = ticks;
      else if (line === fence) fence = '';
      return fence === '' && ticks === '';
    });
    expect(fence).toBe('');
    expect(outside.filter((line) => /^#+ big/.test(line))).toEqual([]);
    expect(outside.filter((line) => line.replace(/`[^`]*`/g, '').includes('@everybody'))).toEqual([]);
    expect(outside.filter((line) => line === '</details>')).toHaveLength(2);
  });
});

describe('the end of a dump', () => {
  test('counts what is hidden by kind', () => {
    const said = 'a [email-1] b [email-2] c [email-1] [user] *** [secret-1] sk-…abcd …MPLA redacted-host-1';
    const root = finding('unknown', { measured: said });
    const bare: Report = { ...report({ findings: [root], settings: [] }), facts: {} };
    const hidden = sectionOf(renderSupportDump({ ...bare, requests: [] }, ABOUT), 'Hidden');
    // Once in the error, once in the JSON report.
    expect(hidden).toContain('| e-mail addresses | 2 | 6 places |');
    expect(hidden).toContain('| user names |  | 2 places |');
    expect(hidden).toContain('| passwords, cookies and other secrets | 2 | 4 places |');
    expect(hidden).toContain('| keys and tokens | 2 | 4 places |');
    expect(hidden).toContain('| host names | 1 | 2 places |');
    expect(hidden).not.toContain('IP addresses |');
  });

  test('says that nothing had to be hidden where that is so', () => {
    const bare: Report = { ...report({ settings: [] }), facts: {} };
    expect(renderSupportDump(bare, ABOUT)).toContain('Nothing had to be hidden.');
  });

  test('names --redact-hosts, or says that hosts are hidden', () => {
    expect(renderSupportDump(healthy, ABOUT)).toContain('`--redact-hosts` hides the private ones');
    expect(renderSupportDump(healthy, { ...ABOUT, hostsRedacted: true })).toContain(
      'Equal ones have equal numbers',
    );
  });
});

describe('the size of a dump', () => {
  test('leaves nothing out where all of it fits', () => {
    expect(renderSupportDump(keyRejected, ABOUT)).not.toContain('## Left out');
  });

  test.each([
    ['long answers', withExchanges([1, 2, 3, 4, 5, 6].map((index) => longCall(4_000, index)))],
    ['many exchanges', withExchanges(Array.from({ length: 400 }, (_, index) => longCall(900, index)))],
    [
      'everything at once',
      withExchanges(
        Array.from({ length: 60 }, (_, index) => longCall(50_000, index)),
        {
          findings: Array.from({ length: 70 }, () =>
            finding('unknown', {
              title: '*`|'.repeat(900),
              cause: '<_'.repeat(4_000),
              measured: '|`\n'.repeat(4_000),
              evidence: Array.from({ length: 40 }, () => '`|'.repeat(900)),
            }),
          ),
          target: {
            baseUrl: 'https://'.padEnd(9_000, '|'),
            openaiBaseUrl: '|'.repeat(9_000),
            anthropicBaseUrl: '|'.repeat(9_000),
          },
        },
      ),
    ],
  ])('fits a GitHub issue and says what is missing: %s', (_what, large) => {
    const dump = renderSupportDump(large, ABOUT);
    expect(charsInForm(dump)).toBeLessThanOrEqual(MAX_ISSUE_CHARS);
    expect(sectionOf(dump, 'Left out')).toContain('support-dump --format json');
    expect(sectionOf(dump, 'Error message')).toContain('call ');
    for (const title of ['Request parameters', 'SDK versions', 'Operating system', 'Hidden'])
      expect(dump).toContain(`\n## ${title}\n`);
    const folded = foldedReport(dump);
    if (folded !== null) expect(schemaErrors(folded)).toEqual([]);
  });

  test('is spent on raw exchanges before the facts of the JSON report', () => {
    const dump = renderSupportDump(
      withExchanges([1, 2, 3, 4, 5, 6].map((index) => longCall(4_000, index))),
      ABOUT,
    );
    expect(sectionOf(dump, 'Raw exchanges')).toContain('call 6');
    expect(foldedReport(dump)).toMatchObject({ facts: {} });
  });
});
