const MAX_CANDIDATES = 4;
const AT_THE_ROOT = ['/v1', '/api/v1', '/openai/v1', '/api', ''];

/**
 * Addresses of the model list on the same host at which the API may live instead: with and without `/v1`, below
 * `/api`, and above the path that was asked.
 *
 * @param listUrl the address that was asked, which ends in `/models`.
 */
export function neighbourPaths(listUrl: string): string[] {
  const { origin, pathname } = new URL(listUrl);
  const asked = pathname.replace(/\/models\/?$/, '');
  const root = asked.replace(/\/v1$/, '');
  return [...new Set(root === '' ? AT_THE_ROOT : belowPrefix(root))]
    .filter((path) => path !== asked)
    .slice(0, MAX_CANDIDATES)
    .map((path) => `${origin}${path}/models`);
}

/** A prefix may be one too many, or the way to a console whose API is beside it. */
function belowPrefix(root: string): string[] {
  const inner = root.endsWith('/api') ? [] : [`${root}/api/v1`];
  return [`${root}/v1`, '/v1', ...inner, '/api/v1', root, '/openai/v1'];
}
