import { KEY } from '../helpers/gateway.ts';
import { proxyServer } from '../helpers/world-servers.ts';
import type { Bench, World } from '../helpers/world.ts';
import { pythonPackage, wants } from './env-sdks.ts';

function asFile(bench: Bench, path: string, more = ''): void {
  const url = bench.env['AGENTROUTER_BASE_URL'] ?? '';
  bench.env = {};
  bench.write(path, `AGENTROUTER_API_KEY=${KEY}\nAGENTROUTER_BASE_URL=${url}\n${more}`);
}

/** Files and settings of this machine that differ in one thing from those that are wrong. */
export const LOCAL_LOOKALIKES: readonly World[] = [
  {
    name: 'a .env in a subfolder beside the one in the root',
    gives: [],
    nearMissOf: ['env.file-wrong-place'],
    arrange: (bench) => {
      bench.write('config/.env', 'LEVEL=info\n');
      asFile(bench, '.env');
    },
  },
  {
    name: 'an empty value that is no business of this tool',
    gives: [],
    nearMissOf: ['env.empty-value', 'env.unparsable-line'],
    arrange: (bench) => asFile(bench, '.env', 'ROUTER_DEBUG=\n'),
  },
  {
    name: 'a key with single dots',
    gives: ['key.rejected'],
    nearMissOf: ['key.masked', 'key.bad-format'],
    arrange: ({ env }) => {
      env['AGENTROUTER_API_KEY'] = 'sk-ar-test.0123.456789abcdef';
    },
  },
  {
    name: 'a scheme in capitals',
    gives: [],
    nearMissOf: ['url.invalid'],
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('http', 'HTTP');
    },
  },
  {
    name: 'the OpenAI SDK with /v1 and a slash',
    gives: [],
    nearMissOf: ['url.missing-v1', 'url.extra-v1'],
    arrange: ({ env, gateway }) => {
      Object.assign(env, { OPENAI_BASE_URL: `${gateway.url}/v1/`, OPENAI_API_KEY: KEY });
    },
  },
  {
    name: 'a proxy with a slash and a scheme in capitals',
    gives: [],
    nearMissOf: ['proxy.invalid'],
    arrange: async (bench) => {
      bench.options['proxy'] = `HTTP://127.0.0.1:${(await proxyServer(bench)).port}/`;
    },
  },
  {
    name: 'packages whose names only begin like those of the SDKs',
    gives: [],
    nearMissOf: ['sdk.openai-missing', 'sdk.anthropic-missing'],
    arrange: (bench) => wants(bench, 'openai-whisper', 'anthropic-tools'),
  },
  {
    name: 'openai for Python at 1.0 exactly',
    gives: [],
    nearMissOf: ['sdk.openai-outdated'],
    arrange: (bench) => pythonPackage(bench, 'openai', '1.0.0'),
  },
  {
    name: 'a Python that the SDK just supports',
    gives: [],
    nearMissOf: ['runtime.outdated'],
    arrange: (bench) => pythonPackage(bench, 'openai', '9.0.0', '>=3.14'),
  },
];
