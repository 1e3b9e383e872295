import { describe, expect, test } from 'vitest';
import type { Publishing } from '../../src/report/dump/public-form.ts';
import { publicForm } from '../../src/report/dump/public-form.ts';
import type { Report } from '../../src/report/types.ts';
import { facts, refusedChat } from './sample-facts.ts';
import { finding, report } from './samples.ts';

const ADA: Publishing = {
  person: {
    home: '/home/lovelace',
    folders: ['/jobs/analytical/engine', '/jobs/analytical/engine/cards', '/app'],
    userNames: ['lovelace', 'root'],
  },
  redactHosts: false,
  machine: 'engine-01',
};

/** What becomes of a text that a server said. */
function told(text: string, publishing: Partial<Publishing> = {}, base: Report = report()): string {
  const said = { ...base, gateway: { family: 'unknown', evidence: [text] } };
  const shown = publicForm({ report: said }, { ...ADA, ...publishing }).report.gateway.evidence[0];
  return shown ?? '';
}

describe('whose machine it is', () => {
  test.each([
    ['home folder', 'open /home/lovelace/app/.env', 'open [home]/app/.env'],
    ['home folder in JSON', String.raw`{"p":"\/home\/lovelace\/x"}`, String.raw`{"p":"[home]\/x"}`],
    ['home folder in a URL', 'file=%2Fhome%2Flovelace%2Fx', 'file=[home]%2Fx'],
    ['home folder after an escape', String.raw`a\n/home/lovelace/x`, String.raw`a\n[home]/x`],
    ['folder of another user', 'at /Users/grace/app.py:3', 'at /Users/[user]/app.py:3'],
    ['folder on Windows', String.raw`C:\Users\Grace\app.py`, String.raw`C:\Users\[user]\app.py`],
    ['folder on Windows in JSON', String.raw`C:\\Users\\Grace\\a`, String.raw`C:\\Users\\[user]\\a`],
    ['folder of another user on a server', 'at /srv/users/grace/a.py:3', 'at /srv/users/[user]/a.py:3'],
    ['folder of another user on a share', '/nfs/home/grace: no space', '/nfs/home/[user]: no space'],
    ['project folder', 'File "/jobs/analytical/engine/a.py"', 'File "[project]/a.py"'],
    ['project folder in a URL', 'file:///jobs/analytical/engine/a.ts', 'file://[project]/a.ts'],
    ['working folder', 'cwd=/jobs/analytical/engine/cards', 'cwd=[project]'],
    ['user name', 'user "Lovelace" may not', 'user "[user]" may not'],
    ['user name in a name', 'lovelace_dev on lovelace-mac', '[user]_dev on [user]-mac'],
    ['user name after an escape', String.raw`a\nlovelace %20lovelace`, String.raw`a\n[user] %20[user]`],
    ['user of a URL', 'http://grace:***@proxy:80/', 'http://[user]:***@proxy:80/'],
    ['address', 'write to a.b+c@corp.example', 'write to [email-1]'],
    ['equal addresses', 'x@a.io y@a.io X@A.io', '[email-1] [email-2] [email-1]'],
    ['address in a URL', 'login=x%40a.io&n=1', 'login=[email-1]&n=1'],
    ['address after an escape', String.raw`"\nx@a.io"`, String.raw`"\n[email-1]"`],
    ['address that was cut', 'The server said: ask ada.king@corp.ex…', 'The server said: ask [email-1]…'],
  ])('is hidden: %s', (_what, before, after) => {
    expect(told(before)).toBe(after);
  });

  test.each([
    'the root cause is openai@6.49.0, see node_modules/@anthropic-ai/sdk',
    'https://gw.example.com/home/start and https://gw.example.com/users/v1',
    'lovelaces, /home, @mention',
    'https://gw.example.com/srv/users/7 and /app/server.js, /jobs/analytical/engines, /usr/lib/ssl/certs',
    'http://localhost:8080/v1/models at 12:30:45',
  ])('is not seen in ordinary text: %s', (text) => {
    expect(told(text)).toBe(text);
  });

  test('tells a folder right below the root from the path of an address', () => {
    const person = { home: '/root', folders: [], userNames: ['root'] };
    expect(told('https://gw.example.com/root or file:///root', { person })).toBe(
      'https://gw.example.com/root or file://[home]',
    );
  });

  test.each(['debian', 'mini', 'less', 'real', 'turbo', 'skipped', 'ec2-user', 'al'])(
    'leaves systems, models and common words alone where the user is called %s',
    (name) => {
      const person = { home: `/home/${name}`, folders: [], userNames: [name] };
      const text =
        'Debian GNU/Linux 12, gpt-4o-mini, gpt-4-turbo: less than 1 s, real key, skipped, al-ec2-user';
      expect(told(text, { person })).toBe(text);
    },
  );

  test('leaves the words of the report alone, whatever the user is called', () => {
    for (const name of ['doctor', 'network', 'max', 'claude', 'gateway', 'pass', 'jo']) {
      const person = { home: `/home/${name}`, folders: [], userNames: [name] };
      const before = report({ findings: [finding('key.rejected')] });
      expect(publicForm({ report: before }, { ...ADA, person }).report.checks).toEqual(before.checks);
      expect(told(`in /home/${name}/x`, { person })).toBe('in [home]/x');
    }
  });
});

/** A run against a deployment inside a company, through its proxy. */
const inside = report({
  target: {
    baseUrl: 'https://llm.corp-a.io/gw',
    openaiBaseUrl: 'https://llm.corp-a.io/gw/v1',
    anthropicBaseUrl: 'https://llm.corp-a.io/gw',
  },
  facts: {
    ...facts,
    settings: {
      ...facts.settings,
      proxyVariables: [
        { name: 'HTTPS_PROXY', shown: 'http://squidbox:3128', source: 'environment' },
        { name: 'NO_PROXY', shown: 'localhost,.intra-a.net,10.1.2.3', source: 'environment' },
      ],
    },
    network: facts.network && {
      ...facts.network,
      host: 'llm.corp-a.io',
      dns: {
        answer: { addresses: [{ address: '203.0.113.7', family: 4 }], durationMs: 1, local: false },
        failure: null,
      },
    },
    exchanges: [
      {
        ...refusedChat,
        outcome: {
          kind: 'answer',
          answer: {
            status: 302,
            headers: { via: '1.1 cachebox (squid)', location: 'https://sso.idp-a.com/login?to=x' },
            body: '',
            bodyBytes: 0,
            truncated: false,
          },
          reading: { kind: 'other' },
        },
      },
    ],
  },
});

describe('private hosts', () => {
  test('stay as they are unless asked for', () => {
    const text = 'llm.corp-a.io squidbox 10.1.2.3 a.svc.cluster.local';
    expect(told(text, {}, inside)).toBe(text);
  });

  test.each([
    ['the deployment', 'getaddrinfo ENOTFOUND llm.corp-a.io'],
    ['in other case', 'LLM.Corp-A.io'],
    ['another name of its site', 'wiki.corp-a.io and corp-a.io'],
    ['in a URL with a port', 'https://llm.corp-a.io:8443/v1'],
    ['URL-encoded', 'to=https%3A%2F%2Fllm.corp-a.io%2Fcb'],
    ['after an escape', String.raw`{"m":"x\nllm.corp-a.io \u0022corp-a.io"}`],
    ['with a wildcard', '*.corp-a.io'],
    ['in a file name', '/etc/ssl/llm.corp-a.io.pem'],
    ['the proxy, of one label', 'connect ECONNREFUSED squidbox:3128'],
    ['of NO_PROXY', 'x.intra-a.net'],
    ['of a Via header', 'Generated by cachebox (squid)'],
    ['of a redirect', 'sso.idp-a.com'],
    ['of this machine', 'from engine-01'],
    ['by its ending', 'db.prod.internal and printer.local'],
    ['of any link in a page', '<a href="//help.unknown-b.com/x">'],
    ['cut at the end', 'The server said: no route to llm.corp…'],
    ['private addresses', '10.1.2.3 192.168.0.9 172.20.1.1 100.64.0.1 fd00::1 fe80::1%eth0 ::ffff:10.0.0.1'],
    ['the public address of a hidden name', 'connect ETIMEDOUT 203.0.113.7:443'],
  ])('are hidden with --redact-hosts: %s', (_what, text) => {
    const shown = told(text, { redactHosts: true }, inside);
    expect(shown).not.toMatch(
      /corp-a|squidbox|intra-a|cachebox|idp-a|engine|internal|printer|unknown-b|llm\.c/i,
    );
    expect(shown).not.toMatch(/10\.\d|192\.168|172\.20|100\.64|fd00|fe80|203\.0\.113/);
    expect(shown).toMatch(/redacted-(?:host|ip)-\d/);
  });

  test('give equal marks for equal hosts, and URLs stay URLs', () => {
    const [first, second, other] = told(
      'https://llm.corp-a.io:8443/v1 LLM.corp-a.io b.corp-a.io',
      { redactHosts: true },
      inside,
    ).split(' ');
    expect(new URL(first ?? '').hostname).toBe(second);
    expect(new URL(first ?? '').port).toBe('8443');
    expect(other).not.toBe(second);
  });

  test('have the same mark in settings, URLs, facts and texts', () => {
    const { report: shown } = publicForm({ report: inside }, { ...ADA, redactHosts: true });
    const host = new URL(shown.target.baseUrl ?? '').hostname;
    expect(host).toMatch(/^redacted-host-\d+$/);
    expect(shown.facts).toMatchObject({ network: { host } });
  });

  test.each([
    'api.openai.com and https://docs.anthropic.com/x',
    'http://127.0.0.1:80 http://localhost ::1 0.0.0.0',
    'settings in .env.local, version 6.1.0, AA:BB:CC, 12:30:45, 8.8.8.8',
    'the gateway of this network',
  ])('are not seen in what is the same everywhere: %s', (text) => {
    expect(told(text, { redactHosts: true }, inside)).toBe(text);
  });

  test('named like a common word are hidden in URLs only', () => {
    const base = report({ target: { ...inside.target, baseUrl: 'http://gateway:3000' } });
    expect(told('the gateway at http://gateway:3000/v1', { redactHosts: true }, base)).toBe(
      'the gateway at http://redacted-host-1:3000/v1',
    );
  });
});
