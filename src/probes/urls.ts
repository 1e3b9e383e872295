import { MESSAGES_PATH } from '../apis/anthropic.ts';
import { BILLING_PATHS } from '../apis/balance.ts';
import { MODELS_PATH } from '../apis/list.ts';
import { CHAT_PATH } from '../apis/openai.ts';
import type { Role } from './facts.ts';
import { REQUESTS } from './requests.ts';

/** The base URLs that the SDK of each API needs for a deployment. */
export interface BaseUrls {
  openaiBaseUrl: string;
  anthropicBaseUrl: string;
}

/** Where the request of a role goes. The path of `balance.family` is the family's own, and is not in it. */
export function urlOf(role: Role, { openaiBaseUrl, anthropicBaseUrl }: BaseUrls): string {
  switch (REQUESTS[role].operation) {
    case 'list':
      return openaiBaseUrl + MODELS_PATH;
    case 'chat':
      return openaiBaseUrl + CHAT_PATH;
    case 'messages':
      return anthropicBaseUrl + MESSAGES_PATH;
    case 'balance': {
      const path = role === 'balance.usage' ? BILLING_PATHS.usage : BILLING_PATHS.subscription;
      return role === 'balance.family' ? anthropicBaseUrl : openaiBaseUrl + path;
    }
  }
}
