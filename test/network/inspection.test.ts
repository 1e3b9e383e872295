import { afterAll, describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { Authority, HOST, secured } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { startMitmproxy, startUnaskedMitmproxy } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

/** mitmproxy on the way to a gateway that works; `trusted` by the file of its CA. */
const inspected = (
  name: string,
  trusted: boolean,
  start: (net: Namespace) => Promise<string>,
  env: Readonly<Record<string, string>>,
): Fault => ({
  name,
  needs: ['nginx', 'mitmdump'],
  arrange: async (net) => {
    await secured(net, [by.server(), by.issuer]);
    await start(net);
  },
  url: `https://${HOST}`,
  env: ({ folder }) => ({
    ...env,
    ...(trusted ? { NODE_EXTRA_CA_CERTS: `${folder}/mitmproxy/mitmproxy-ca-cert.pem` } : {}),
  }),
  gives: ['tls.intercepted'],
  ...(trusted
    ? {
        root: null,
        also: ({ findings }) => expect(findings.map(({ severity }) => severity)).toContain('info'),
      }
    : { tells: ['mitmproxy', 'NODE_EXTRA_CA_CERTS'] }),
});

const PROXY = { HTTPS_PROXY: 'http://127.0.0.1:8080' };

const INSPECTED: readonly Fault[] = [
  inspected('mitmproxy whose CA this machine does not trust', false, startMitmproxy, PROXY),
  inspected('mitmproxy whose CA this machine trusts', true, startMitmproxy, PROXY),
  inspected('mitmproxy that no setting names, and is not trusted', false, startUnaskedMitmproxy, {}),
  inspected('mitmproxy that no setting names, and is trusted', true, startUnaskedMitmproxy, {}),
];

describe('an inspecting proxy', () => proveFaults(INSPECTED));
