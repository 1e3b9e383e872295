import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const MAX_HOSTS_FILE_BYTES = 4 * 1024 * 1024;

/** The hosts file of this system; Windows keeps it below its system folder. */
function hostsFilePath(): string {
  if (process.platform !== 'win32') return '/etc/hosts';
  return join('C:\\Windows', 'System32', 'drivers', 'etc', 'hosts');
}

/**
 * True where a name is this machine's own affair: listed in the hosts file, its host name,
 * or `localhost` and below (RFC 6761, section 6.3).
 */
export function isLocalName(host: string, path: string = hostsFilePath()): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (name === hostname().toLowerCase()) return true;
  return listsName(path, name);
}

function listsName(path: string, name: string): boolean {
  try {
    const facts = statSync(path);
    if (!facts.isFile() || facts.size > MAX_HOSTS_FILE_BYTES) return false;
    return readFileSync(path, 'utf8')
      .split('\n')
      .some((line) => {
        const [, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
        return names.includes(name);
      });
  } catch {
    return false;
  }
}
