import { connect } from 'node:net';
import { expect, it } from 'vitest';
import type { PROXY_FAULTS } from '../../src/sandbox/faults/proxy.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { describeFaults, type Shows } from './fault-table.ts';

/** What the proxy says to one request, or the code of the error. */
function askProxy(sandbox: Sandbox, request: string): Promise<string> {
  const { hostname, port } = new URL(sandbox.proxyUrl ?? '');
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${request}\r\nHost: there\r\n\r\n`));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.on('end', () => {
      socket.destroy();
      resolve(text);
    });
  });
}

function answers(status: number, words: string): Shows {
  return async (sandbox) => {
    for (const request of ['CONNECT there:443 HTTP/1.1', 'GET http://there/v1/models HTTP/1.1']) {
      const text = await askProxy(sandbox, request);
      expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(text).toContain(words);
    }
  };
}

describeFaults('proxy', {
  'proxy.unreachable': async (sandbox) => {
    expect(await askProxy(sandbox, 'CONNECT there:443 HTTP/1.1')).toBe('ECONNREFUSED');
  },
  'proxy.auth-required': answers(407, 'proxy-authenticate: Basic'),
  'proxy.refused': answers(403, 'not allowed'),
} satisfies Record<keyof typeof PROXY_FAULTS, Shows>);

it('a proxy ends with its sandbox', async () => {
  const sandbox = await sandboxForTest({ fault: 'proxy.refused' });
  await sandbox.close();
  expect(await askProxy(sandbox, 'CONNECT there:443 HTTP/1.1')).toBe('ECONNREFUSED');
});

it('no proxy is there without such a fault', async () => {
  expect((await sandboxForTest()).proxyUrl).toBeNull();
});
