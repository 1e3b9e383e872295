import { parseBaseUrl, type GoodBaseUrl } from '../evidence/base-url.ts';
import type { Settings } from '../settings/types.ts';

/** Null where no base URL is set, it cannot be understood, or it is an example, which is nobody's deployment. */
export function targetOf({ facts, baseUrl }: Settings): GoodBaseUrl | null {
  const example = facts.settings.some((setting) => setting.name === baseUrl.name && setting.placeholder);
  if (facts.baseUrlTyped === null || example) return null;
  const parsed = parseBaseUrl(baseUrl.value ?? '');
  return parsed.ok ? parsed : null;
}
