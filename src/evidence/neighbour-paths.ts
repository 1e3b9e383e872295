const CANDIDATES = ['/v1', '/api/v1', '/openai/v1', '/api'] as const;
const MAX_CANDIDATES = 4;

/**
 * Addresses of the model list on the same host at which the API may live instead: with and without `/v1`, below
 * `/api`, and above the path that was asked.
 *
 * @param listUrl the address that was asked, which ends in `/models`.
 */
export function neighbourPaths(listUrl: string): string[] {
  const { origin, pathname } = new URL(listUrl);
  const asked = pathname.replace(/\/models$/, '');
  const root = asked.replace(/\/v1$/, '');
  const paths = [...CANDIDATES, ...(root === '' ? [] : [root, `${root}/api/v1`]), ''];
  return [...new Set(paths)]
    .filter((path) => path !== asked)
    .slice(0, MAX_CANDIDATES)
    .map((path) => `${origin}${path}/models`);
}
