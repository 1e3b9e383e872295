import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { dialEach, dialFirst, interleave } from '../../src/wire/dial.ts';
import { isLocalName } from '../../src/wire/hosts-file.ts';
import { lookupInChild } from '../../src/wire/lookup-child.ts';
import type { DnsAnswer, Result } from '../../src/wire/types.ts';
import { failureOf, tcpServer, valueOf, wireWith } from './harness.ts';

describe('a lookup', () => {
  const folder = tempFolderForFile();

  it('of a literal address asks nobody', async () => {
    for (const host of ['127.0.0.1', '[::1]', '::1']) {
      const answer = valueOf(await wireWith().lookup(host));
      expect(answer).toMatchObject({ local: true, durationMs: 0 });
      expect(answer.addresses).toHaveLength(1);
    }
  });

  it('of localhost is local', async () => {
    const answer = valueOf(await wireWith().lookup('localhost'));
    expect(answer.local).toBe(true);
    expect(answer.addresses.map(({ address }) => address)).toContain('127.0.0.1');
  });

  it('is made once a run', () => {
    const wire = wireWith();
    expect(wire.lookup('localhost')).toBe(wire.lookup('localhost'));
  });

  const inChild = (program: string): Promise<Result<DnsAnswer> | 'otherwise'> =>
    new Promise((resolve) => lookupInChild('name.example', resolve, () => resolve('otherwise'), program));

  it('in a process of its own reads its answer', async () => {
    const addresses = [
      ...Array.from({ length: 500 }, (_each, index) => ({ address: `10.0.1.${index}`, family: 4 })),
    ];
    const said = JSON.stringify(JSON.stringify({ ms: 3, addresses }));
    const answer = await inChild(`console.log('noise'); process.stdout.write('\\n' + ${said})`);
    if (answer === 'otherwise') throw new Error('no answer');
    expect(valueOf(answer)).toMatchObject({ durationMs: 3, local: false });
    expect(valueOf(answer).addresses).toHaveLength(64);
  });

  it('in a process of its own reads its failure, and is made here where that process fails', async () => {
    const said = `process.stdout.write('\\n' + JSON.stringify({ ms: 3, code: 'ENOTFOUND', message: 'no' }))`;
    const answer = await inChild(said);
    if (answer === 'otherwise') throw new Error('no answer');
    expect(failureOf(answer)).toMatchObject({
      layer: 'dns',
      code: 'ENOTFOUND',
      host: 'name.example',
      afterMs: 3,
    });
    expect(await inChild('process.exit(9)')).toBe('otherwise');
  });

  it('that never ends is ended with its process', async () => {
    const file = join(folder, 'pid');
    const stuck = `require('fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)`;
    const settled: unknown[] = [];
    const note = (): void => void settled.push('settled');
    const end = lookupInChild(file, note, note, stuck);
    const pid = await vi.waitFor(() => {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toBe('');
      return Number(text);
    }, 20_000);
    end();
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 20_000);
    expect(settled).toEqual([]);
  });

  it('knows names of the hosts file', () => {
    const file = join(folder, 'hosts');
    writeFileSync(file, '# 1.2.3.4 commented.example\n10.0.0.1\tgateway.example  Gate # note\n');
    expect(isLocalName('GATEWAY.example.', file)).toBe(true);
    expect(isLocalName('gate', file)).toBe(true);
    expect(isLocalName('commented.example', file)).toBe(false);
    expect(isLocalName('other.example', file)).toBe(false);
    expect(isLocalName('x.localhost', '/nowhere')).toBe(true);
  });
});

describe('connecting', () => {
  const signal = new AbortController().signal;
  const four = (last: number): { address: string; family: 4 } => ({ address: `127.0.0.${last}`, family: 4 });
  const six = { address: '::1', family: 6 as const };

  it('to all addresses tells how each went', async () => {
    const port = await tcpServer((socket) => socket.resume());
    expect(await wireWith().connectAll('127.0.0.1', port)).toMatchObject([{ family: 4, failure: null }]);
    const both = await dialEach([four(1), four(2)], { host: 'x', port, limitMs: 1000, signal });
    expect(both.map(({ connectedMs }) => connectedMs !== null)).toEqual([true, false]);
    expect(both[1]?.failure).toMatchObject({ layer: 'tcp', code: 'ECONNREFUSED', address: '127.0.0.2' });
  });

  it('to a port that cuts every connection at once is a reset, to one that greets first is none', async () => {
    const cutting = await tcpServer((socket) => socket.end());
    const resetting = await tcpServer((socket) => socket.resetAndDestroy());
    for (const port of [cutting, resetting]) {
      const [only] = await wireWith().connectAll('127.0.0.1', port);
      expect(only).toMatchObject({ connectedMs: null, failure: { layer: 'tcp', code: 'ECONNRESET' } });
    }
    const greeting = await tcpServer((socket) => socket.end('220 hello\r\n'));
    expect(await wireWith().connectAll('127.0.0.1', greeting)).toMatchObject([{ failure: null }]);
  });

  it('takes the families in turn, 64 addresses at most', () => {
    const order = interleave([six, four(1), four(2), { ...six, address: '::2' }]);
    expect(order.map(({ address }) => address)).toEqual(['::1', '127.0.0.1', '::2', '127.0.0.2']);
    expect(interleave(Array.from({ length: 90 }, (_each, index) => four(index)))).toHaveLength(64);
  });

  it('goes on to the next address where one fails', async () => {
    const port = await tcpServer((socket) => socket.resume());
    const socket = valueOf(
      await dialFirst([four(9), six, four(1)], { host: 'x', port, limitMs: 1000, signal }),
    );
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it('fails with the most telling failure of all addresses', async () => {
    const nowhere = { address: 'ff::1', family: 6 as const };
    const result = await dialFirst([nowhere, four(1)], { host: 'x', port: 1, limitMs: 1000, signal });
    expect(failureOf(result).code).toBe('ECONNREFUSED');
  });

  it('of a name without addresses fails as unknown name', async () => {
    expect(failureOf(await dialFirst([], { host: 'x', port: 1, limitMs: 1000, signal })).code).toBe(
      'ENOTFOUND',
    );
  });
});
