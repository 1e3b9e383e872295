import type { Deployment, Route } from './types.ts';

const ROUTES: Readonly<Record<string, Route>> = {
  '/models': 'list',
  '/dashboard/billing/subscription': 'subscription',
  '/dashboard/billing/usage': 'usage',
  '/chat/completions': 'chat',
  '/messages': 'messages',
};

/** What a path leads to, null where it leads nowhere. */
export function routeOf(path: string, deployment: Deployment): Route | null {
  if (path === '/') return 'home';
  if (!path.startsWith(`${deployment.prefix}/`)) return null;
  const rest = path.slice(deployment.prefix.length);
  if (/^\/models\/[^/]+$/.test(rest)) return 'model';
  const route = Object.hasOwn(ROUTES, rest) ? ROUTES[rest] : undefined;
  if (route === undefined) return null;
  if (route === 'chat' && !deployment.apis.includes('openai')) return null;
  if (route === 'messages' && !deployment.apis.includes('anthropic')) return null;
  return route;
}

export function methodOf(route: Route): 'GET' | 'POST' {
  return isModelCall(route) ? 'POST' : 'GET';
}

/** Does this route lead to a model, and so cost something? */
export function isModelCall(route: Route): boolean {
  return route === 'chat' || route === 'messages';
}
