import { errorReply, invalidKey } from '../replies.ts';
import type { Fault } from '../types.ts';

export const KEY_FAULTS = {
  'key.rejected': {
    summary: 'answers 401 to every key',
    atPath: (_call, route) => (route === 'home' ? null : invalidKey()),
  },
  'key.disabled': {
    summary: 'says that the key is disabled',
    withKey: () => errorReply(401, 'api_key_disabled', 'This API key has been disabled'),
  },
  'key.forbidden': {
    summary: 'knows the key and refuses the address it is used from, with 403',
    withKey: () =>
      errorReply(
        403,
        'ip_not_allowed',
        'This API key may not be used from this IP address',
        'permission_error',
      ),
  },
  'account.blocked': {
    summary: 'says that the account is suspended',
    withKey: () =>
      errorReply(403, 'account_suspended', 'This account has been suspended', 'permission_error'),
  },
} satisfies Record<string, Fault>;
