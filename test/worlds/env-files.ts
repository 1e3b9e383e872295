import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { KEY } from '../helpers/gateway.ts';
import type { Bench, World } from '../helpers/world.ts';

/** The settings of the bench in a `.env`, and none in the environment. */
function inFile(bench: Bench, text: (key: string, url: string) => string | Buffer, path = '.env'): void {
  const url = bench.env['AGENTROUTER_BASE_URL'] ?? '';
  bench.env = {};
  bench.write(path, text(KEY, url));
}

const LINES = (key: string, url: string): string =>
  `AGENTROUTER_API_KEY=${key}\nAGENTROUTER_BASE_URL=${url}\n`;

/** A repository in the project's folder, which ignores what is given. */
function repository(bench: Bench, ignored: string): void {
  execFileSync('git', ['init', '-q', bench.project], {
    env: { PATH: process.env['PATH'], HOME: bench.home },
  });
  bench.write('.gitignore', ignored);
}

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

/** What can be wrong with a `.env`, each beside what only looks like it. */
export const ENV_FILES: readonly World[] = [
  {
    name: 'a .env as it should be',
    gives: [],
    nearMissOf: [
      'env.file-missing',
      'env.file-wrong-place',
      'env.quoted-value',
      'env.spaces',
      'env.empty-value',
    ],
    cli: true,
    arrange: (bench) => inFile(bench, LINES),
    checks: { 'local.env-file': 'pass' },
  },
  {
    name: 'no .env and no settings',
    gives: ['key.missing', 'url.missing', 'env.file-missing'],
    cli: true,
    arrange: (bench) => {
      bench.env = {};
    },
    checks: { 'network.dns': 'skip', 'requests.chat': 'skip' },
  },
  {
    name: 'a .env in a subfolder only',
    gives: ['key.missing', 'url.missing', 'env.file-wrong-place'],
    nearMissOf: ['env.file-missing'],
    arrange: (bench) => inFile(bench, LINES, 'config/.env'),
  },
  {
    name: 'values in quotes',
    gives: ['env.quoted-value'],
    arrange: (bench) =>
      inFile(bench, (key, url) => `AGENTROUTER_API_KEY="${key}"\nAGENTROUTER_BASE_URL='${url}'\n`),
  },
  {
    name: "another program's value in quotes",
    gives: [],
    nearMissOf: ['env.quoted-value', 'env.spaces', 'env.misspelled-name'],
    arrange: (bench) => inFile(bench, (key, url) => `${LINES(key, url)}GREETING = "hello there"  \n`),
  },
  {
    name: 'spaces around the equals sign',
    gives: ['env.spaces'],
    cli: true,
    arrange: (bench) =>
      inFile(bench, (key, url) => `AGENTROUTER_API_KEY = ${key}\nAGENTROUTER_BASE_URL=${url}\n`),
  },
  {
    name: 'a byte-order mark before a comment',
    gives: ['env.bad-encoding'],
    root: null,
    arrange: (bench) => inFile(bench, (key, url) => `\uFEFF# settings\n${LINES(key, url)}`),
  },
  {
    name: 'a file in UTF-16',
    gives: ['env.bad-encoding'],
    root: 'env.bad-encoding',
    arrange: (bench) => inFile(bench, (key, url) => utf16(LINES(key, url))),
  },
  {
    name: 'a file in UTF-8 with letters beyond ASCII',
    gives: [],
    nearMissOf: ['env.bad-encoding', 'env.unparsable-line'],
    arrange: (bench) => inFile(bench, (key, url) => `# Schlüssel für café 設定\n${LINES(key, url)}`),
  },
  {
    name: 'a line that is no assignment',
    gives: ['env.unparsable-line'],
    arrange: (bench) => inFile(bench, (key, url) => `${LINES(key, url)}please do not commit\n`),
  },
  {
    name: 'a # right behind a part of the value',
    gives: ['env.unparsable-line'],
    arrange: (bench) => inFile(bench, (key, url) => LINES(`${key}#mine`, url)),
    also: ({ report }) => expect(report.findings[0]?.title).toBe('A # cuts a value in .env'),
  },
  {
    name: 'a # that begins a comment',
    gives: [],
    nearMissOf: ['env.unparsable-line'],
    arrange: (bench) => inFile(bench, (key, url) => LINES(`${key} # mine`, url)),
  },
  {
    name: 'comments and blank lines',
    gives: [],
    nearMissOf: ['env.unparsable-line'],
    arrange: (bench) => inFile(bench, (key, url) => `# one\n\n  # two = three\n${LINES(key, url)}`),
  },
  {
    name: 'export, which only docker run cannot read',
    gives: ['env.unparsable-line'],
    checks: { 'local.env-file': 'pass' },
    arrange: (bench) => inFile(bench, (key, url) => `export ${LINES(key, url)}`),
    also: ({ report }) => {
      expect(report.findings[0]?.severity).toBe('info');
      expect(report.verdict).toBe('healthy');
    },
  },
  {
    name: 'a misspelled name in place of the real one',
    gives: ['env.misspelled-name'],
    cli: true,
    arrange: (bench) =>
      inFile(bench, (key, url) => `AGENT_ROUTER_API_KEY=${key}\nAGENTROUTER_BASE_URL=${url}\n`),
  },
  {
    name: 'a misspelled name beside the real one',
    gives: ['env.misspelled-name'],
    root: null,
    arrange: (bench) => inFile(bench, (key, url) => `AGENTROUTER_KEY=${key}\n${LINES(key, url)}`),
  },
  {
    name: 'a name of another program that is not far off',
    gives: [],
    nearMissOf: ['env.misspelled-name', 'key.missing'],
    arrange: (bench) =>
      inFile(bench, (key, url) => `${LINES(key, url)}AGENTROUTER_LOG_LEVEL=debug\nROUTER_API_KEY=abc\n`),
  },
  {
    name: 'a key that is set to nothing',
    gives: ['env.empty-value'],
    cli: true,
    arrange: (bench) => inFile(bench, (_, url) => `AGENTROUTER_API_KEY=\nAGENTROUTER_BASE_URL=${url}\n`),
  },
  {
    name: 'an absent CI secret in the environment',
    gives: ['env.empty-value'],
    nearMissOf: ['key.missing'],
    cli: true,
    arrange: ({ env }) => {
      env['AGENTROUTER_API_KEY'] = '';
    },
  },
  {
    name: 'the example key of the documentation',
    gives: ['env.placeholder'],
    nearMissOf: ['key.rejected', 'key.bad-format'],
    checks: { 'local.key-format': 'skip' },
    arrange: (bench) =>
      inFile(bench, (_, url) => `AGENTROUTER_API_KEY=sk-ar-your-api-key\nAGENTROUTER_BASE_URL=${url}\n`),
    also: ({ gateway }) => {
      if (gateway.calls.some(({ key }) => key === 'sk-ar-your-api-key'))
        throw new Error('the example key was sent');
    },
  },
  {
    name: 'the example address of the documentation',
    gives: ['env.placeholder'],
    nearMissOf: ['dns.not-found', 'url.invalid'],
    arrange: (bench) =>
      inFile(
        bench,
        (key) => `AGENTROUTER_API_KEY=${key}\nAGENTROUTER_BASE_URL=https://your-agentrouter.com/v1\n`,
      ),
  },
  {
    name: 'a .env and an environment that disagree',
    gives: ['env.shadowed'],
    arrange: ({ write, gateway }) => {
      write('.env', LINES('sk-ar-test-another-key-0123456789', gateway.url));
    },
  },
  {
    name: 'a key that was exported long ago, and another in the .env',
    gives: ['key.rejected', 'env.shadowed'],
    checks: { 'access.bearer': 'fail' },
    arrange: ({ env, write, gateway }) => {
      env['AGENTROUTER_API_KEY'] = 'sk-ar-test-an-older-key-0123456789';
      write('.env', LINES(KEY, gateway.url));
    },
    also: ({ report }) => expect(report.findings[0]?.fixes[0]?.command).toBe('unset AGENTROUTER_API_KEY'),
  },
  {
    name: 'a .env and an environment that agree',
    gives: [],
    nearMissOf: ['env.shadowed'],
    arrange: ({ write, gateway }) => {
      write('.env', LINES(KEY, gateway.url));
    },
  },
  {
    name: 'a .env that git does not ignore',
    gives: ['env.file-exposed'],
    arrange: (bench) => {
      inFile(bench, LINES);
      repository(bench, 'node_modules\n.venv\n');
    },
  },
  {
    name: 'a .env that git tracks',
    gives: ['env.file-exposed'],
    cli: true,
    arrange: (bench) => {
      inFile(bench, LINES);
      repository(bench, '.env\n');
      execFileSync('git', ['-C', bench.project, 'add', '-f', '.env'], { stdio: 'ignore' });
    },
  },
  {
    name: 'a .env that git ignores',
    gives: [],
    nearMissOf: ['env.file-exposed'],
    cli: true,
    arrange: (bench) => {
      inFile(bench, LINES);
      repository(bench, '.env\n');
    },
  },
  {
    name: 'a key from outside, and a host that only a .env names',
    gives: ['env.untrusted-url', 'url.insecure'],
    cli: true,
    // Every system takes 0.0.0.0 to itself, and nobody counts it as loopback.
    arrange: ({ env, write, gateway }) => {
      delete env['AGENTROUTER_BASE_URL'];
      write('.env', `AGENTROUTER_BASE_URL=${gateway.url.replace('127.0.0.1', '0.0.0.0')}\n`);
    },
    checks: { 'requests.chat': 'skip' },
  },
  {
    name: 'a key from outside, and loopback in the .env',
    gives: [],
    nearMissOf: ['env.untrusted-url'],
    cli: true,
    arrange: ({ env, write, gateway }) => {
      delete env['AGENTROUTER_BASE_URL'];
      write('.env', `AGENTROUTER_BASE_URL=${gateway.url}\n`);
    },
  },
];
