import { isForeignKey } from '../evidence/foreign-key.ts';
import type { SettingsFacts } from '../settings/types.ts';

/**
 * May the key be sent to this host at all? Not where it cannot stand in a header, is no real key, is another
 * provider's, or the host was named by a file that the key's owner did not vouch for.
 */
export function keyMayBeSent(settings: SettingsFacts, host: string): boolean {
  const { key } = settings;
  if (key === null || settings.untrustedUrl) return false;
  if (key.lengthChars === 0 || key.hiddenCharacters.length > 0 || key.bearerPrefix) return false;
  if (key.masked || key.placeholder) return false;
  return settings.allowForeignKey || !isForeignKey(key, host);
}
