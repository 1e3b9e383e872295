import { ANTHROPIC_VERSION } from './anthropic.ts';
import type { Api } from '../evidence/types.ts';

/** Stands in recorded headers, and in printed commands, where the key stood. */
export const KEY_PLACEHOLDER = '$AGENTROUTER_API_KEY';

export type AuthStyle = 'bearer' | 'x-api-key' | 'none';

/**
 * The headers of a request to either API.
 *
 * @param key what stands in the auth header; `KEY_PLACEHOLDER` for a record of the request.
 */
export function headersFor(
  api: Api | null,
  auth: AuthStyle,
  key: string,
  version: string,
  hasBody: boolean,
): Record<string, string> {
  return {
    accept: 'application/json, text/event-stream;q=0.9',
    'user-agent': `agentrouter/${version}`,
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(api === 'anthropic' ? { 'anthropic-version': ANTHROPIC_VERSION } : {}),
    ...(auth === 'bearer' ? { authorization: `Bearer ${key}` } : {}),
    ...(auth === 'x-api-key' ? { 'x-api-key': key } : {}),
  };
}
