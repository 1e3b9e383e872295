import { error, type Case } from './case.ts';

export const KEY_LIMIT_CASES: Case[] = [
  {
    name: 'a code for an address outside the list, with 401',
    is: 'key.forbidden',
    status: 401,
    body: { success: false, code: 'IP_NOT_IN_WHITELIST', msg: 'Token refused here' },
  },
  {
    name: 'an address in numbers outside the allow list, with 401',
    is: 'key.forbidden',
    status: 401,
    body: error('Client address 203.0.113.7 is not on the allow list of this token'),
  },
  {
    name: 'a key that lacks a scope, with 401',
    is: 'key.forbidden',
    status: 401,
    body: error('Not open to this key; create a key with the scope messages:write', {
      type: 'authentication_error',
    }),
  },
];
