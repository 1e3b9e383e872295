import type { ClientFacts } from '../settings/types.ts';
import type { ClientRow, Report } from './types.ts';

/** Where the SDKs and programs go that are given a key and no address (their own documentation). */
const PROVIDER_URLS = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
} as const;

function rowOf(name: string, settings: readonly ClientFacts[], target: Report['target']): ClientRow[] {
  const url = settings.find(({ kind }) => kind === 'base-url');
  const key = settings.find(({ kind }) => kind === 'key');
  const api = (url ?? key)?.api;
  if (api === undefined) return [];
  return [
    {
      name,
      api,
      baseUrl: url?.shown ?? PROVIDER_URLS[api],
      baseUrlSource: url?.source ?? null,
      baseUrlShadows: url?.shadows ?? [],
      here: url === undefined ? target.baseUrl === PROVIDER_URLS[api] : url.sameHost,
      expectedBaseUrl: api === 'openai' ? target.openaiBaseUrl : target.anthropicBaseUrl,
      key: key?.shown ?? null,
      keySource: key?.source ?? null,
      keyShadows: key?.shadows ?? [],
      sameKey: key?.sameKey ?? null,
    },
  ];
}

/** The clients that are set up on this machine, one row each: where it would really go, and with which key. */
export function clientRows(clients: readonly ClientFacts[], target: Report['target']): ClientRow[] {
  const names = [...new Set(clients.map(({ client }) => client))];
  return names.flatMap((name) =>
    rowOf(
      name,
      clients.filter(({ client }) => client === name),
      target,
    ),
  );
}
