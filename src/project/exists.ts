import { stat } from 'node:fs/promises';

/** Is there a file or folder, as far as it may be seen? */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Is there at least one of these? */
export async function anyExists(paths: readonly string[]): Promise<boolean> {
  return (await Promise.all(paths.map(exists))).includes(true);
}
