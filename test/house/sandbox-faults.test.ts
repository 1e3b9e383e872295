import { describe, expect, it } from 'vitest';
import { CODES, isCode, type Code } from '../../src/codes/catalogue.ts';
import { FAULTS } from '../../src/sandbox/sandbox.ts';

const FILE = 'a file or a variable of the user says it, before anything is sent';
const KEY = 'the key itself says it, before anything is sent';
const ADDRESS = 'the base URL itself says it, before anything is sent';
const PROXY_SETTING = 'the proxy variables themselves say it';
const NAMES = 'resolvers cause it, and the name of the sandbox needs none';
const ROUTE = 'routers and firewalls cause it, and none stands in front of loopback';
const CODE = "the project's own code says it";
const INSTALLED = 'what is installed on the machine causes it';

/** Codes that neither a deployment nor what stands in front of it can cause, and why. */
const NOT_A_SERVERS_DOING: Readonly<Partial<Record<Code, string>>> = {
  'env.file-missing': FILE,
  'env.file-wrong-place': FILE,
  'env.quoted-value': FILE,
  'env.spaces': FILE,
  'env.unparsable-line': FILE,
  'env.file-exposed': FILE,
  'env.empty-value': FILE,
  'env.placeholder': FILE,
  'env.shadowed': FILE,
  'env.untrusted-url': FILE,
  'env.bad-encoding': FILE,
  'env.misspelled-name': FILE,
  'env.sdk-conflict': FILE,
  'key.missing': KEY,
  'key.bearer-prefix': KEY,
  'key.masked': KEY,
  'key.hidden-characters': KEY,
  'key.other-provider': KEY,
  'key.bad-format': KEY,
  'url.missing': ADDRESS,
  'url.invalid': ADDRESS,
  'url.insecure': ADDRESS,
  'url.missing-v1': ADDRESS,
  'url.extra-v1': ADDRESS,
  'url.endpoint-included': ADDRESS,
  'deepseek.misspelled': 'the name that is asked for says it',
  'dns.not-found': NAMES,
  'dns.failed': NAMES,
  'tcp.timeout': ROUTE,
  'tcp.unreachable': ROUTE,
  'net.ipv6-broken': ROUTE,
  'proxy.invalid': PROXY_SETTING,
  'proxy.conflict': PROXY_SETTING,
  'proxy.not-bypassed': PROXY_SETTING,
  'sdk.openai-outdated': INSTALLED,
  'sdk.openai-missing': INSTALLED,
  'sdk.anthropic-missing': INSTALLED,
  'sdk.incompatible': INSTALLED,
  'runtime.outdated': INSTALLED,
  'code.anthropic-url-with-v1': CODE,
  'code.openai-url-without-v1': CODE,
  'code.model-misspelled': CODE,
  'code.deepseek-misspelled': CODE,
  'code.deepseek-wrong-sdk': CODE,
  'code.missing-max-tokens': CODE,
  'code.incomplete-message': CODE,
  'code.hard-coded-key': CODE,
  'code.env-not-loaded': CODE,
  'code.content-type-unchecked': CODE,
  'code.delta-unchecked': CODE,
  'code.stream-unguarded': CODE,
};

describe('the sandbox', () => {
  it.for(CODES)('can cause %s, or it is no doing of a server', (code) => {
    const causes = FAULTS.some((fault) => fault.code === code);
    const why = NOT_A_SERVERS_DOING[code] ?? null;
    expect(why === null, why ?? 'no fault, and no reason why there is none').toBe(causes);
  });

  it('has no fault that is no code', () => {
    expect(FAULTS.filter(({ code }) => !isCode(code))).toEqual([]);
  });
});
