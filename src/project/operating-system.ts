import { arch, platform, release, type, version } from 'node:os';
import { readStart } from './read-start.ts';

/** The operating system in one line: `Debian GNU/Linux 12 (bookworm), Linux 6.1.0, x64`. */
export async function operatingSystem(): Promise<string> {
  if (platform() === 'win32') return `${version()}, Windows ${release()}, ${arch()}`;
  if (platform() === 'darwin') return `macOS, Darwin ${release()}, ${arch()}`;
  // freedesktop.org os-release(5).
  const name = /^PRETTY_NAME="?([^"\n]{1,100})"?$/m.exec(
    (await readStart('/etc/os-release', 4096)) ?? '',
  )?.[1];
  const kernel = `${type()} ${release()}, ${arch()}`;
  return name === undefined ? kernel : `${name}, ${kernel}`;
}
