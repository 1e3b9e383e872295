import { join } from 'node:path';
import { npm, ROOT } from '../helpers/npm.ts';

interface Packed {
  /** Path of the tarball. */
  tarball: string;
  /** Paths within the package. */
  files: string[];
}

/** Packs the package as `npm publish` would, from what is built. */
export async function packInto(folder: string): Promise<Packed> {
  const printed: unknown = JSON.parse(
    await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT),
  );
  const [packed] = Array.isArray(printed) ? printed.filter(isPackResult) : [];
  if (packed === undefined) throw new Error('npm pack --json printed something else than before');
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
}

interface PackResult {
  filename: string;
  files: { path: string }[];
}

function isPackResult(value: unknown): value is PackResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    'filename' in value &&
    typeof value.filename === 'string' &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every(
      (file: unknown) =>
        typeof file === 'object' && file !== null && 'path' in file && typeof file.path === 'string',
    )
  );
}
