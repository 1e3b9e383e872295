import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

/** A sandbox that ends with the test that started it, and answers without a wait unless told otherwise. */
export async function sandboxForTest(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ latencyMs: 0, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}
