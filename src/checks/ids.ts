/** The ids of the checklist, in the order in which a reader should see them. Users and CI rely on the spelling. */
export const CHECK_IDS = [
  'local.runtime',
  'local.env-file',
  'local.settings',
  'local.key-format',
  'local.base-url',
  'local.proxy',
  'local.sdk',
  'local.sources',
  'network.dns',
  'network.tcp',
  'network.proxy',
  'network.tls',
  'network.http',
  'access.bearer',
  'access.x-api-key',
  'access.rejects-invalid-key',
  'access.balance',
  'access.rate-limit',
  'models.list',
  'models.requested',
  'models.deepseek',
  'requests.chat',
  'requests.messages',
  'streaming.openai',
  'streaming.anthropic',
  'tools.openai',
  'tools.anthropic',
  'upstream.fallback',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export function isCheckId(name: string | null): name is CheckId {
  return CHECK_IDS.some((id) => id === name);
}

export const CATEGORIES = [
  'local',
  'network',
  'access',
  'models',
  'requests',
  'streaming',
  'tools',
  'upstream',
] as const;
export type Category = (typeof CATEGORIES)[number];
