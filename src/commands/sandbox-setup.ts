import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, isFault, type FaultName } from '../sandbox/sandbox.ts';
import { UsageError, unknownOfMany } from './usage-error.ts';

const ALL_FAULTS = 'All of them: agentrouter sandbox --list';

/** The fault of this name; null for no name. @throws UsageError where it is not the name of one fault */
export function faultNamed(name: string | null): FaultName | null {
  if (name === null || isFault(name)) return name;
  if (/[\s,]/.test(name))
    throw new UsageError(`unknown fault '${name}'. It takes one at a time. ${ALL_FAULTS}`);
  throw unknownOfMany(
    'fault',
    name,
    FAULTS.map(({ code }) => code),
    ALL_FAULTS,
  );
}

/** Writes the CA of a sandbox to a file of a folder. @returns the file's path. */
export function writeCa(pem: string, folder: string): string {
  const file = join(folder, 'sandbox-ca.pem');
  writeFileSync(file, pem);
  return file;
}
