import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, runCli, runProgram } from '../helpers/cli.ts';
import { schemaErrors } from '../report/validate.ts';

const REFUSED = 'Error code: 401 - {"error":{"message":"Invalid API key","code":"invalid_api_key"}}';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentrouter-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('explain CODE', () => {
  it('tells what a code means, how it is recognised, an example and what to do', async () => {
    const { stdout, exitCode } = await runCli(['explain', 'key.rejected']);
    expect(exitCode).toBe(0);
    for (const part of ['[key.rejected]', 'How it is recognised', 'Example', 'What to do', 'check-key']) {
      expect(stdout).toContain(part);
    }
  });

  it('is a report of one finding as JSON', async () => {
    const { json, exitCode } = await runCli(['explain', 'rate.limited', '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({
      command: 'explain',
      rootCause: 'rate.limited',
      findings: [{ code: 'rate.limited' }],
    });
  });

  it('names the nearest code for a near miss, and ends with 2', async () => {
    const { stderr, exitCode } = await runCli(['explain', 'key.rejectd']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('key.rejected');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('explain of a pasted error', () => {
  it('takes it as one argument or as several words', async () => {
    const one = await runCli(['explain', REFUSED]);
    const words = await runCli(['explain', 'Error', 'code:', '402']);
    expect([one.exitCode, words.exitCode]).toEqual([0, 0]);
    expect(one.stdout).toContain('[key.rejected]');
    expect(words.stdout).toContain('[balance.insufficient]');
  });

  it('takes it from standard input', async () => {
    const { json, exitCode } = await runCli(['explain', '--format', 'json'], { stdin: REFUSED });
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({ rootCause: 'key.rejected', exitCode: 0, checks: [], requests: [] });
  });

  it('takes it from a file, in UTF-8 or as PowerShell writes it', async () => {
    const plain = await runCli(['explain', '--file', file('plain.log', REFUSED)]);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(REFUSED, 'utf16le')]);
    const shell = await runCli(['explain', '--file', file('wide.log', wide)]);
    const bare = await runCli(['explain', '--file', file('bare.log', wide.subarray(2))]);
    expect(plain.stdout).toContain('[key.rejected]');
    expect(shell.stdout).toContain('[key.rejected]');
    expect(bare.stdout).toContain('[key.rejected]');
  });

  it('tells a person at a terminal how to give it', async () => {
    const atTerminal = [
      'import os, pty, subprocess, sys',
      'main, other = pty.openpty()',
      'p = subprocess.Popen(sys.argv[1:], stdin=other, stdout=subprocess.PIPE, stderr=subprocess.PIPE)',
      'told = p.stderr.readline()',
      "os.write(main, b'Error code: 402\\n\\x04')",
      'sys.stderr.buffer.write(told)',
      'sys.stdout.buffer.write(p.communicate()[0])',
    ].join('\n');
    const { stdout, stderr } = await runProgram('python3', [
      '-c',
      atTerminal,
      process.execPath,
      BIN,
      'explain',
    ]);
    expect(stderr).toContain('press Enter and Ctrl-D');
    expect(stdout).toContain('[balance.insufficient]');
  });

  it('ends with 1 for a text without a known error, and names no candidate', async () => {
    const { json, exitCode } = await runCli(['explain', '--format', 'json'], { stdin: 'all is well' });
    expect(exitCode).toBe(1);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({ rootCause: 'unknown', exitCode: 1 });
    expect(json).toHaveProperty('findings.length', 1);
  });

  it('ends with 0 where it names candidates', async () => {
    const { json, exitCode } = await runCli(['explain', '--format', 'json'], { stdin: 'Connection error.' });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      rootCause: 'unknown',
      findings: [{ code: 'unknown' }, { confidence: 'possible' }, {}, {}, {}],
    });
  });
});

describe('a wrong command line', () => {
  it.each([
    [['explain'], 'no text'],
    [['explain', '--file', '/no/such/file'], 'no such file'],
    [['explain', '--file', tmpdir()], 'it is a folder'],
    [['explain', 'text', '--format', 'markdown'], '--format takes text, json'],
    [['explain', 'text', '--file', 'other'], 'not both'],
  ])('%j ends with 2 and one line', async (args, words) => {
    const { stdout, stderr, exitCode } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('secrets in a pasted text', () => {
  const KEYS = [
    'sk-ar-test-0123456789abcdef0123',
    'sk-ant-test-0123456789abcdef',
    'plainkey0123456789abcdefXYZ',
    'Zm9vOmJhcg0123456789==',
  ];
  const TEXT = [
    `> POST /v1/chat/completions HTTP/1.1\n> Host: gw.quiz.example\n> Authorization: Bearer ${KEYS[0] ?? ''}\n> x-api-key: ${KEYS[2] ?? ''}\n>`,
    `< HTTP/1.1 401 Unauthorized\n<\n{"error":{"message":"Incorrect API key provided: ${KEYS[0] ?? ''} / ${KEYS[2] ?? ''}"}}`,
    `OPENAI_API_KEY=${KEYS[1] ?? ''}\nAuthorization: Basic ${KEYS[3] ?? ''}\nhttps://user:hunter2hunter2@gw.quiz.example/v1/models failed: Illegal header value b'Bearer ${KEYS[0] ?? ''}\\n'`,
  ].join('\n');

  it.each(['text', 'json'])('are never printed back as %s', async (format) => {
    const { stdout, stderr } = await runCli(['explain', '--format', format, '--verbose'], { stdin: TEXT });
    for (const secret of [...KEYS, 'hunter2hunter2']) expect(stdout + stderr).not.toContain(secret);
  });
});

describe('a text of 50 MB', () => {
  const MIB = 1024 * 1024;
  function large(name: string, part: string, last: string): string {
    const path = join(folder, name);
    const block = Buffer.from(part.repeat(Math.ceil(MIB / part.length)));
    const handle = openSync(path, 'w');
    for (let count = 0; count < 50; count += 1) writeSync(handle, block);
    writeSync(handle, last);
    closeSync(handle);
    return path;
  }

  it('is explained by the error at its end', async () => {
    const path = large('lines.log', 'INFO worker 7 took 31 ms\n', `\n${REFUSED}\n`);
    const { stdout, exitCode } = await runCli(['explain', '--file', path]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('[key.rejected]');
  });

  it('is explained by an error in its middle', async () => {
    const path = large('middle.log', 'x', '');
    const handle = openSync(path, 'r+');
    writeSync(handle, `\n${REFUSED}\n`, 20 * MIB);
    closeSync(handle);
    const { stdout } = await runCli(['explain', '--file', path]);
    expect(stdout).toContain('[key.rejected]');
  });

  it.each([
    ['brackets.txt', '{"a":['],
    ['nothing.bin', '\u0000\u0001'],
    ['words.txt', "error failed {'error': \\\""],
  ])('of nothing but noise gets an answer or unknown: %s', async (name, part) => {
    const { exitCode, stderr } = await runCli(['explain', '--file', large(name, part, '')]);
    expect([0, 1]).toContain(exitCode);
    expect(stderr).toBe('');
  });
});
