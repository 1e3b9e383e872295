import { expect } from 'vitest';
import { KEY } from '../helpers/gateway.ts';
import { openaiError } from '../helpers/gateway-answers.ts';
import { onCalls } from '../helpers/gateway-rules.ts';
import type { Bench, World } from '../helpers/world.ts';

const ANTHROPIC_KEY = 'sk-ant-api03-test0123456789abcdefghijklmnopqrstuvwxyz';

/** Settings of Claude Code: of the user, or with a path of the project. */
const claude =
  (env: (url: string) => Record<string, string>, path = '../.claude/settings.json') =>
  ({ write, gateway }: Bench): void => {
    write(path, JSON.stringify({ env: env(gateway.url) }, null, 2));
  };

/** The config.toml of Codex with one provider. */
const codex =
  (baseUrl: (url: string) => string, keyVariable = 'AGENTROUTER_API_KEY') =>
  ({ write, gateway }: Bench): void => {
    const provider = `[model_providers.mine]\nbase_url = "${baseUrl(gateway.url)}"\nenv_key = "${keyVariable}"\n`;
    write('../.codex/config.toml', `model_provider = "mine"\n${provider}`);
  };

/** Programs that people point at a deployment, as their settings files lead them. */
export const PROGRAMS: readonly World[] = [
  {
    name: 'Claude Code and Codex as they should be',
    gives: [],
    nearMissOf: ['env.sdk-conflict', 'url.extra-v1', 'url.missing-v1'],
    cli: true,
    arrange: (bench) => {
      claude((url) => ({ ANTHROPIC_BASE_URL: `${url}/`, ANTHROPIC_AUTH_TOKEN: KEY }))(bench);
      codex((url) => `${url}/v1/`)(bench);
    },
    also: ({ report }) =>
      expect(report.clients).toMatchObject([
        { name: 'Claude Code', here: true, sameKey: true, baseUrlSource: '~/.claude/settings.json:3' },
        { name: 'Codex', here: true, sameKey: true, baseUrlSource: '~/.codex/config.toml:3' },
      ]),
  },
  {
    name: 'Claude Code with a /v1 too many',
    gives: ['url.extra-v1'],
    checks: { 'local.sdk': 'fail', 'requests.messages': 'pass' },
    arrange: claude((url) => ({ ANTHROPIC_BASE_URL: `${url}/v1`, ANTHROPIC_AUTH_TOKEN: KEY })),
    also: ({ report }) => {
      expect(report.findings[0]?.title).toContain('Claude Code');
      expect(report.findings[0]?.fixes[0]?.command).toMatch(/^"ANTHROPIC_BASE_URL": "http:\/\/[^/]+"$/);
    },
  },
  {
    name: 'Codex without /v1',
    gives: ['url.missing-v1'],
    root: null,
    arrange: codex((url) => url),
    also: ({ report }) => {
      const [found] = report.findings;
      expect(found?.fixes).toHaveLength(1);
      expect(found?.fixes[0]?.text).toContain('~/.codex/config.toml line 3');
      expect(found?.fixes[0]?.command).toMatch(/^base_url = "http:\/\/[^/]+\/v1"$/);
      expect(`${found?.title} ${found?.cause}`).not.toContain('SDK');
    },
  },
  {
    name: 'Claude Code with a /v1 too many, and no balance left',
    gives: ['balance.insufficient', 'url.extra-v1'],
    gateway: {
      withKey: [onCalls(openaiError(402, 'Insufficient balance', { code: 'insufficient_balance' }))],
    },
    arrange: claude((url) => ({ ANTHROPIC_BASE_URL: `${url}/v1`, ANTHROPIC_AUTH_TOKEN: KEY })),
  },
  {
    name: 'a /v1 too many in two files',
    gives: ['url.extra-v1'],
    arrange: (bench) => {
      claude((url) => ({ ANTHROPIC_BASE_URL: `${url}/v1`, ANTHROPIC_AUTH_TOKEN: KEY }))(bench);
      bench.write('.env', `ANTHROPIC_BASE_URL=${bench.gateway.url}/v1\n`);
      bench.write('.gitignore', '.env\n');
    },
    also: ({ report }) => {
      const [found] = report.findings;
      const places = [/\.env line 1/, /~\/\.claude\/settings\.json line 3/];
      for (const [index, place] of places.entries()) expect(found?.fixes[index]?.text).toMatch(place);
      expect(found?.measured).toMatch(/^\.env:1: .* and ~\/\.claude\/settings\.json:3: /);
    },
  },
  {
    name: 'both SDKs led elsewhere by the environment',
    gives: ['env.sdk-conflict'],
    arrange: ({ env }) => {
      env['OPENAI_BASE_URL'] = 'https://other.test/v1';
      env['ANTHROPIC_BASE_URL'] = 'https://other.test';
    },
    also: ({ report }) =>
      expect(report.findings[0]?.fixes.slice(0, 2).map(({ command }) => command)).toEqual([
        expect.stringMatching(/^export OPENAI_BASE_URL=.*\/v1$/),
        expect.stringMatching(/^export ANTHROPIC_BASE_URL=http:\/\/[^/]+$/),
      ]),
  },
  {
    name: 'Claude Code that the project leads elsewhere',
    gives: ['env.sdk-conflict'],
    arrange: claude(() => ({ ANTHROPIC_BASE_URL: 'https://other.test' }), '.claude/settings.json'),
    checks: { 'local.settings': 'warn' },
  },
  {
    name: "Claude Code with this deployment's key and another address",
    gives: ['env.sdk-conflict'],
    arrange: claude(() => ({ ANTHROPIC_BASE_URL: 'https://other.test', ANTHROPIC_AUTH_TOKEN: KEY })),
    checks: { 'local.settings': 'warn' },
  },
  {
    name: "Claude Code with this deployment's address and a key of Anthropic",
    gives: ['env.sdk-conflict'],
    arrange: claude((url) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: ANTHROPIC_KEY })),
    also: ({ report }) => expect(report.findings[0]?.measured).toContain('a key of Anthropic'),
  },
  {
    name: "Claude Code with this deployment's address and another key of it",
    gives: [],
    nearMissOf: ['env.sdk-conflict'],
    arrange: claude((url) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: `${KEY}-2` })),
  },
  {
    name: 'Claude Code whose project settings hide those of the user and of the shell',
    gives: [],
    nearMissOf: ['env.sdk-conflict'],
    cli: true,
    options: { verbose: true },
    arrange: (bench) => {
      claude(
        (url) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: KEY }),
        '.claude/settings.json',
      )(bench);
      claude(() => ({ ANTHROPIC_BASE_URL: 'https://other.test' }))(bench);
      bench.env['ANTHROPIC_AUTH_TOKEN'] = KEY;
      bench.env['ANTHROPIC_BASE_URL'] = bench.gateway.url;
    },
    also: ({ report }) =>
      expect(report.clients.find(({ name }) => name === 'Claude Code')).toMatchObject({
        baseUrlSource: '.claude/settings.json:3',
        baseUrlShadows: ['~/.claude/settings.json:3', 'environment'],
        keyShadows: ['environment'],
      }),
  },
  {
    name: 'Codex that its user sends to another provider',
    gives: ['env.sdk-conflict'],
    arrange: codex(() => 'https://other.test/v1', 'OTHER_KEY'),
    // It may be meant so: told, and nothing is counted.
    checks: { 'local.settings': 'pass' },
    also: ({ report }) => {
      expect(report.findings[0]?.severity).toBe('info');
      expect(report.verdict).toBe('healthy');
    },
  },
  {
    name: 'the deployment by another name of this machine',
    gives: [],
    nearMissOf: ['env.sdk-conflict'],
    arrange: codex((url) => `${url.replace('127.0.0.1', 'localhost')}/v1`),
  },
  {
    name: 'SDKs whose variables hold no usable URL',
    gives: ['url.invalid'],
    cli: true,
    checks: { 'local.base-url': 'pass', 'local.sdk': 'fail', 'requests.chat': 'pass' },
    arrange: ({ env, gateway }) => {
      env['OPENAI_BASE_URL'] = `${gateway.url}/v1`.replace('http://', '');
      env['ANTHROPIC_BASE_URL'] = '${GATEWAY}';
    },
    also: ({ report }) => {
      const [found] = report.findings;
      expect(found?.title).toBe('OPENAI_BASE_URL has no scheme');
      expect(found?.fixes.slice(0, 2).map(({ command }) => command)).toEqual([
        expect.stringMatching(/^export OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/v1$/),
        expect.stringMatching(/^export ANTHROPIC_BASE_URL=http:\/\/127\.0\.0\.1:\d+$/),
      ]);
    },
  },
  {
    name: 'the OpenAI SDK with a query in its base URL',
    gives: ['url.invalid'],
    checks: { 'local.sdk': 'fail', 'requests.chat': 'pass' },
    arrange: ({ env, gateway }) => {
      env['OPENAI_BASE_URL'] = `${gateway.url}/v1?api-version=2024-10-21`;
    },
    also: ({ report }) => expect(report.findings[0]?.title).toBe('OPENAI_BASE_URL has a query'),
  },
  {
    name: 'a user name and password in the base URL of this tool',
    gives: ['url.invalid'],
    cli: true,
    root: null,
    checks: { 'local.base-url': 'warn', 'requests.chat': 'pass' },
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('://', '://ann:not-for-others@');
    },
    also: ({ report }) => {
      expect(JSON.stringify(report)).not.toContain('***@');
      expect(JSON.stringify(report)).not.toContain('not-for-others');
    },
  },
  {
    name: 'Codex with a base URL for another host that is none',
    gives: ['url.invalid'],
    root: null,
    checks: { 'local.sdk': 'warn' },
    arrange: codex(() => 'other.test/v1'),
    also: ({ report }) => expect(report.findings[0]?.title).toBe('The base URL of Codex has no scheme'),
  },
  {
    name: 'variables in a .env that its reader fills in',
    gives: [],
    nearMissOf: ['url.invalid'],
    arrange: ({ write, gateway }) => {
      write('.env', `GATEWAY=${gateway.url}\nOPENAI_BASE_URL=\${GATEWAY}/v1\n`);
    },
  },
];
