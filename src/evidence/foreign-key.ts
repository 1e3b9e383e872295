import type { KeyFacts } from '../settings/types.ts';

/**
 * True where a key is unmistakably another provider's and the host is none of that provider's:
 * such a key is not sent. An unknown host counts as a foreign one.
 */
export function isForeignKey(
  key: Pick<KeyFacts, 'otherProvider' | 'otherProviderHosts'> | null,
  host: string | null,
): boolean {
  if (key?.otherProvider == null) return false;
  const name = host?.toLowerCase() ?? '';
  return !key.otherProviderHosts.some((own) => name === own || name.endsWith(`.${own}`));
}
