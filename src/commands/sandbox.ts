import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS, startSandbox, type FaultName, type Sandbox } from '../sandbox/sandbox.ts';
import { note, writeResult } from './console.ts';
import { errnoOf } from '../settings/errno.ts';
import { filled, flag, text, wholeNumber, type RawOptions } from './options.ts';
import { faultNamed, writeCa } from './sandbox-setup.ts';
import { UsageError } from './usage-error.ts';

/** What ends it: Ctrl-C, a supervisor, or the terminal that goes away. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `agentrouter sandbox`: a simulated deployment on loopback, until interrupted. */
export async function sandbox(raw: RawOptions): Promise<number> {
  if (flag(raw, 'list')) {
    await listFaults();
    return 0;
  }
  const port = wholeNumber('--port', text(raw, 'port') ?? '0', 0, 65_535);
  const fault = faultNamed(filled(raw, 'fault', '--fault'));
  const ended = new Promise<void>((resolve) => {
    for (const signal of ENDS) process.once(signal, () => resolve());
  });
  const running = await start(port, fault);
  const folder = running.ca === null ? null : mkdtempSync(join(tmpdir(), 'agentrouter-'));
  try {
    const caFile = running.ca === null || folder === null ? null : writeCa(running.ca.pem, folder);
    await writeResult(howToUse(running, fault, caFile), null);
    await note('Each request shows here. Press Ctrl-C to stop.');
    await ended;
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true });
    await running.close();
  }
  return 0;
}

async function listFaults(): Promise<void> {
  const width = Math.max(...FAULTS.map(({ code }) => code.length));
  const lines = FAULTS.map(({ code, summary }) => `${code.padEnd(width)}  ${summary}\n`);
  await writeResult(lines.join(''), null);
}

/** @throws UsageError where the port cannot be had */
async function start(port: number, fault: FaultName | null): Promise<Sandbox> {
  try {
    return await startSandbox({ port, fault, log: (line) => void note(line) });
  } catch (error) {
    if (errnoOf(error) === 'EADDRINUSE')
      throw new UsageError(`--port ${port}: the port is in use. Without --port it takes a free one`);
    if (errnoOf(error) === 'EACCES')
      throw new UsageError(`--port ${port}: this user may not listen on it. Take one above 1023`);
    throw error;
  }
}

/** What to type in another terminal. */
function howToUse(running: Sandbox, fault: FaultName | null, caFile: string | null): string {
  const { baseUrl, apiKey, ca, proxyUrl } = running;
  const summary = FAULTS.find(({ code }) => code === fault)?.summary ?? 'nothing is wrong';
  const trusted = caFile !== null && ca?.trusted === true;
  const lines = [
    `Simulated deployment at ${baseUrl}`,
    fault === null ? 'It is healthy.' : `Fault ${fault}: ${summary}.`,
    '',
    'In another terminal:',
    '',
    `export AGENTROUTER_BASE_URL=${baseUrl}`,
    `export AGENTROUTER_API_KEY=${apiKey}`,
    // Node.js adds the one to its roots; Python replaces its own by the other.
    ...(trusted ? [`export NODE_EXTRA_CA_CERTS=${caFile}`, `export SSL_CERT_FILE=${caFile}`] : []),
    ...(proxyUrl === null ? [] : [`export HTTPS_PROXY=${proxyUrl}`]),
    'npx agentrouter doctor',
    `curl -i${trusted ? ` --cacert ${caFile}` : ''} -H "Authorization: Bearer $AGENTROUTER_API_KEY" "$AGENTROUTER_BASE_URL/v1/models"`,
    ...(caFile !== null && !trusted ? ['', `The CA to trust as the remedy: ${caFile}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
