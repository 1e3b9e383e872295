import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readWhole } from '../../src/commands/console.ts';

describe('a key on standard input', () => {
  it('is read whole, however it is cut', async () => {
    const pipe = new PassThrough();
    pipe.write('sk-ar-');
    pipe.end('0123\n');
    expect(await readWhole(pipe, '--api-key-stdin', 5_000)).toBe('sk-ar-0123\n');
  });

  it('is not waited for without end', async () => {
    const silent = new PassThrough();
    silent.write('sk-ar-');
    await expect(readWhole(silent, '--api-key-stdin', 40)).rejects.toThrow('did not end within');
  });

  it('is refused where it is longer than any key', async () => {
    const long = new PassThrough();
    long.end(Buffer.alloc(1024 * 1024 + 1, 'a'));
    await expect(readWhole(long, '--api-key-stdin', 5_000)).rejects.toThrow('more than 1 MiB');
  });
});
