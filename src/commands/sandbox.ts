import { FAULTS, isFault, startSandbox } from '../sandbox/sandbox.ts';
import { note, writeResult } from './console.ts';
import { flag, text, wholeNumber, type RawOptions } from './options.ts';
import { UsageError, unknownName } from './usage-error.ts';

/** `agentrouter sandbox`: a simulated deployment on loopback, until interrupted. */
export async function sandbox(raw: RawOptions): Promise<number> {
  if (flag(raw, 'list')) {
    const width = Math.max(...FAULTS.map(({ code }) => code.length));
    await writeResult(
      FAULTS.map(({ code, summary }) => `${code.padEnd(width)}  ${summary}\n`).join(''),
      null,
    );
    return 0;
  }
  const port = wholeNumber('--port', text(raw, 'port') ?? '0', 0, 65_535);
  const fault = text(raw, 'fault');
  if (fault !== null && !isFault(fault))
    throw unknownName(
      'fault',
      fault,
      FAULTS.map(({ code }) => code),
    );
  const running = await startSandbox({ port, fault: fault !== null && isFault(fault) ? fault : null }).catch(
    (error: unknown) => {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      const message = error instanceof Error ? error.message : 'cannot listen';
      throw new UsageError(`--port ${port}: ${taken ? 'the port is in use' : message}`);
    },
  );
  await writeResult(
    [
      `Simulated deployment at ${running.baseUrl}${fault === null ? '' : ` with the fault ${fault}`}`,
      '',
      `export AGENTROUTER_BASE_URL=${running.baseUrl}`,
      `export AGENTROUTER_API_KEY=${running.apiKey}`,
      '',
    ].join('\n'),
    null,
  );
  await note('Press Ctrl-C to stop.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await running.close();
  return 0;
}
