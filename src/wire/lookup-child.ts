import { spawn } from 'node:child_process';
import type { DnsAnswer, Result } from './types.ts';
import { read } from './error-codes.ts';
import { answerOf } from './lookup.ts';
import { failed, failureAt, ok } from './result.ts';

const MAX_ANSWER_BYTES = 256 * 1024;

/** What the child runs: one lookup, its answer as one line of JSON, timed without the start of the process. */
const PROGRAM = `
const since = performance.now();
require('node:dns').lookup(process.argv[1], { all: true, verbatim: true }, (error, addresses) => {
  const ms = Math.round((performance.now() - since) * 10) / 10;
  process.stdout.write('\\n' + JSON.stringify(error ? { ms, code: error.code, message: error.message } : { ms, addresses }));
});`;

/**
 * Looks a name up in a process of its own, so that a resolver that never answers can be given up.
 * `otherwise` is called where no such process can be had. Returns how to end it.
 */
export function lookupInChild(
  name: string,
  settle: (result: Result<DnsAnswer>) => void,
  otherwise: () => void,
  program: string = PROGRAM,
): () => void {
  let text = '';
  let ended = false;
  const child = spawn(process.execPath, ['-e', program, '--', name], {
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    if (text.length < MAX_ANSWER_BYTES) text += part;
  });
  const finish = (): void => {
    if (ended) return;
    ended = true;
    const answer = parseAnswer(name, text);
    if (answer === null) otherwise();
    else settle(answer);
  };
  child.on('error', finish);
  child.on('close', finish);
  return () => {
    ended = true;
    child.kill('SIGKILL');
    child.stdout.destroy();
    child.unref();
  };
}

function parseAnswer(name: string, text: string): Result<DnsAnswer> | null {
  const answer = parseJson(text.slice(text.lastIndexOf('\n') + 1));
  const ms = read(answer, 'ms');
  if (typeof ms !== 'number') return null;
  const code = read(answer, 'code');
  const message = read(answer, 'message');
  if (typeof code === 'string' && typeof message === 'string') {
    const failure = failureAt('dns', code, message, { host: name, port: null }, performance.now());
    return failed({ ...failure, afterMs: ms });
  }
  const addresses = read(answer, 'addresses');
  if (!Array.isArray(addresses)) return null;
  const found = addresses.flatMap((entry: unknown) => {
    const address = read(entry, 'address');
    const family = read(entry, 'family');
    return typeof address === 'string' && typeof family === 'number' ? [{ address, family }] : [];
  });
  return ok(answerOf(name, found, ms));
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
