import { join } from 'node:path';
import { npm, ROOT } from '../helpers/npm.ts';

interface Packed {
  /** Path of the tarball. */
  tarball: string;
  /** Paths within the package, and sizes in bytes. */
  files: { path: string; size: number }[];
  unpackedBytes: number;
}

/** Packs the package as `npm publish` would, from what is built. */
export async function packInto(folder: string): Promise<Packed> {
  const printed: unknown = JSON.parse(
    await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT),
  );
  const [packed] = Array.isArray(printed) ? printed.filter(isPackResult) : [];
  if (packed === undefined) throw new Error('npm pack --json printed something else than before');
  return { tarball: join(folder, packed.filename), files: packed.files, unpackedBytes: packed.unpackedSize };
}

interface PackResult {
  filename: string;
  files: { path: string; size: number }[];
  unpackedSize: number;
}

function isPackResult(value: unknown): value is PackResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    'filename' in value &&
    typeof value.filename === 'string' &&
    'unpackedSize' in value &&
    typeof value.unpackedSize === 'number' &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every(
      (file: unknown) =>
        typeof file === 'object' &&
        file !== null &&
        'path' in file &&
        typeof file.path === 'string' &&
        'size' in file &&
        typeof file.size === 'number',
    )
  );
}
