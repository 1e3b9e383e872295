import { parseBaseUrl } from '../evidence/base-url.ts';
import { isLoopbackHost } from '../evidence/loopback.ts';
import type { Setting } from './types.ts';

/**
 * True where a key from outside the project would go to a host that only a `.env` inside it names.
 * Loopback is always allowed. A file named with `--env-file` is the user's own choice, and never counts.
 */
export function namesUntrustedHost(apiKey: Setting, baseUrl: Setting, fileNamed: boolean): boolean {
  const keyFromOutside = apiKey.source?.kind === 'option' || apiKey.source?.kind === 'environment';
  if (fileNamed || !keyFromOutside || apiKey.value === '') return false;
  if (baseUrl.source?.kind !== 'env-file' || baseUrl.value === null) return false;
  const parsed = parseBaseUrl(baseUrl.value);
  return parsed.ok && !isLoopbackHost(parsed.url.hostname);
}
