import type { World } from './types.ts';

const SECRET_NAME = /(?:^|_)(?:API_?KEY|ACCESS_?KEY|TOKEN|SECRET|SECRET_KEY|PASSWORD|PASSWD|CREDENTIALS?)$/i;
const MIN_LENGTH = 8;

/** User name and password of a URL, as typed and decoded. */
function passwordsIn(url: string): string[] {
  const authority = /^[a-z][a-z0-9+.-]*:\/*(?!\/)([^?#]*)@/i.exec(url)?.[1] ?? /^([^/?#]*)@/.exec(url)?.[1];
  if (authority === undefined) return [];
  const password = authority.slice(authority.indexOf(':') + 1);
  const whole = /^[a-z][a-z0-9+.-]*:\/\/[^/?#:@]*:(?!\d+[/?#])(.+)@[^@/?#]+\/?$/i.exec(url)?.[1] ?? password;
  try {
    return [password, decodeURIComponent(password), whole];
  } catch {
    return [password, whole];
  }
}

/** Of a whole line in place of a value only the value is secret: the name stands in advice. */
function withoutName(value: string): string {
  return value.replace(/^\s*(?:export\s+)?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)=(?=.{8})/, '');
}

/**
 * Every secret value known before the first request: keys as they stand and without their wrapping, passwords of
 * URLs, and the values of environment variables whose names say that they are secret.
 */
export function knownSecrets(keys: readonly string[], urls: readonly string[], env: World['env']): string[] {
  const secrets = new Set<string>();
  for (const typed of keys) {
    const key = withoutName(typed);
    secrets.add(key);
    secrets.add(key.trim());
    secrets.add(key.replace(/^\s*['"]?bearer\s+/i, '').replace(/^['"\s]+|['"\s]+$/g, ''));
  }
  for (const url of urls) for (const password of passwordsIn(url)) secrets.add(password);
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.length >= MIN_LENGTH && SECRET_NAME.test(name))
      secrets.add(withoutName(value));
  }
  secrets.delete('');
  return [...secrets];
}
