import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * The first `maxBytes` of a regular file as UTF-8, or null where there is none to read.
 * Links in a circle, folders, pipes and files without permission are all null; nothing waits.
 */
export async function readStart(path: string, maxBytes = 256 * 1024): Promise<string | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return null;
      // Some files of the system tell no size and have content all the same.
      const bytes = stats.size === 0 ? maxBytes : Math.min(stats.size, maxBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
