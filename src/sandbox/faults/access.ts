import { errorReply, htmlReply } from '../replies.ts';
import type { Fault } from '../types.ts';

export const ACCESS_FAULTS = {
  'auth.header-stripped': {
    summary: 'something on the way drops the header with the key',
    atPath: (_call, route) =>
      route === 'home'
        ? null
        : errorReply(401, 'missing_api_key', 'No API key provided: the authentication header is missing'),
  },
  'auth.bearer-rejected': {
    summary: 'takes the key as x-api-key only',
    setup: { keyHeaders: ['x-api-key'] },
  },
  'auth.x-api-key-rejected': {
    summary: 'takes the key as Authorization: Bearer only',
    setup: { keyHeaders: ['authorization'] },
  },
  'auth.not-enforced': {
    summary: 'accepts any key, and none',
    setup: { keysChecked: false },
  },
  'access.client-blocked': {
    summary: 'a bot challenge answers in place of the gateway',
    inFront: () =>
      htmlReply(
        403,
        'Just a moment...',
        '<noscript>Enable JavaScript and cookies to continue</noscript>\n<script>window._cf_chl_opt = {};</script>',
        { server: 'cloudflare', 'cf-ray': '8f0000000000beef-AMS', 'cf-mitigated': 'challenge' },
      ),
  },
  'access.sign-in-required': {
    summary: 'a sign-in with user name and password stands in front',
    inFront: () =>
      htmlReply(
        401,
        '401 Authorization Required',
        '<center><h1>401 Authorization Required</h1></center>\n<hr><center>nginx/1.26.2</center>',
        { server: 'nginx/1.26.2', 'www-authenticate': 'Basic realm="Staging"' },
      ),
  },
  'access.region-blocked': {
    summary: 'refuses the country that the request comes from',
    atPath: (_call, route) =>
      route === 'home'
        ? null
        : errorReply(
            403,
            'unsupported_country_region_territory',
            'Country, region, or territory not supported',
            'request_forbidden',
          ),
  },
} satisfies Record<string, Fault>;
