import { execFileSync, spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chunksOfFile, chunksOfPipe, type ReadLimits } from '../../src/commands/pasted-chunks.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';

const MIB = 1024 * 1024;
const LIMITS: ReadLimits = { silenceMs: 300, noticeMs: 50, writerMs: 200, maxBytes: 4 * MIB };

const folder = tempFolderForFile();

interface Read {
  text: string;
  notes: string[];
}

async function gathered(chunks: (tell: (line: string) => void) => AsyncIterable<Uint8Array>): Promise<Read> {
  const notes: string[] = [];
  const parts: Buffer[] = [];
  for await (const chunk of chunks((line) => notes.push(line))) parts.push(Buffer.from(chunk));
  return { text: Buffer.concat(parts).toString('latin1'), notes };
}

/** What a shell command prints, through a pipe that stays open until it ends. */
async function fromPipe(command: string): Promise<Read> {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    return await gathered((tell) => chunksOfPipe(child.stdout, LIMITS, tell));
  } finally {
    child.stdout.destroy();
    child.kill('SIGKILL');
  }
}

const fromFile = (path: string): Promise<Read> => gathered((tell) => chunksOfFile(path, LIMITS, tell));

function pipeNamed(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}

describe('text from a pipe', () => {
  it('is read to its end, without a note', async () => {
    expect(await fromPipe('echo first; echo second')).toEqual({ text: 'first\nsecond\n', notes: [] });
  });

  it('that does not come is told of, and not waited for without end', async () => {
    await expect(fromPipe('exec sleep 30')).rejects.toThrow('no text within');
  });

  it('is told of while it does not come, and read when it comes', async () => {
    const { text, notes } = await fromPipe('sleep 0.15; echo late');
    expect(text).toBe('late\n');
    expect(notes).toEqual([expect.stringContaining('Waiting for text')]);
  });

  it('is taken as it is where no more of it comes', async () => {
    const { text, notes } = await fromPipe('echo begun; exec sleep 30');
    expect(text).toBe('begun\n');
    expect(notes).toEqual([expect.stringContaining('what came so far')]);
  });

  it('without an end is read up to the size limit', async () => {
    const { text, notes } = await fromPipe('yes error');
    expect(text.length).toBeGreaterThanOrEqual(4 * MIB);
    expect(text.length).toBeLessThan(6 * MIB);
    expect(notes).toEqual([expect.stringContaining('first 4 MiB')]);
  });
});

describe('text from a file', () => {
  it('beyond the size limit is its start and its end', async () => {
    const path = join(folder, 'large.log');
    writeFileSync(path, 'start');
    truncateSync(path, 30 * MIB);
    writeFileSync(path, 'end', { flag: 'a' });
    const { text } = await fromFile(path);
    expect(text.length).toBeLessThan(6 * MIB);
    expect([text.startsWith('start'), text.endsWith('end')]).toEqual([true, true]);
  });

  it('that is a pipe without a writer ends soon, with nothing', async () => {
    expect((await fromFile(pipeNamed('alone'))).text).toBe('');
  });

  it('that is a pipe is read to the end of its writer', async () => {
    const path = pipeNamed('written');
    const writer = spawn('sh', ['-c', 'sleep 0.1; { echo one; sleep 0.1; echo two; } > "$0"', path]);
    expect((await fromFile(path)).text).toBe('one\ntwo\n');
    writer.kill();
  });

  it('that is a pipe whose writer is silent is not waited for without end', async () => {
    const path = pipeNamed('silent');
    const writer = spawn('sh', ['-c', 'exec sleep 30 > "$0"', path]);
    await expect(fromFile(path)).rejects.toThrow('no text within');
    writer.kill('SIGKILL');
  });

  it('without an end is read up to the size limit', async () => {
    expect((await fromFile('/dev/zero')).text.length).toBeLessThan(6 * MIB);
  });
});
