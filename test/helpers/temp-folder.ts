import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** An empty folder that is gone when the tests of this file are over. */
export function tempFolderForFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentrouter-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
