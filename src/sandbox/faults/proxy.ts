import { htmlReply } from '../replies.ts';
import type { Fault } from '../types.ts';

export const PROXY_FAULTS = {
  'proxy.unreachable': {
    summary: 'is behind a proxy that is not running',
    certificate: {},
    proxy: 'absent',
  },
  'proxy.auth-required': {
    summary: 'is behind a proxy that wants a user name and password',
    certificate: {},
    proxy: htmlReply(407, '407 Proxy Authentication Required', '<h1>Sign in to use this proxy</h1>', {
      'proxy-authenticate': 'Basic realm="Sandbox proxy"',
    }),
  },
  'proxy.refused': {
    summary: 'is behind a proxy that forbids its address',
    certificate: {},
    proxy: htmlReply(403, '403 Forbidden', '<h1>This address is not allowed</h1>'),
  },
} satisfies Record<string, Fault>;
