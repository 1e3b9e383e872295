import { error, LIST, page, type Case } from './case.ts';

/** Answers of what stands on the way: proxies and name filters. */
export const NETWORK_CASES: Case[] = [
  {
    name: 'the block page of a name filter',
    is: 'dns.sinkholed',
    ask: LIST,
    status: 403,
    body: page('Pi-hole', 'This domain is blocked on this network'),
  },
  {
    name: 'the block page of a firewall, which is no name filter',
    not: 'dns.sinkholed',
    ask: LIST,
    status: 403,
    body: page('Web Page Blocked', 'FortiGuard has blocked this page'),
  },
  { name: 'a proxy that wants a password', is: 'proxy.auth-required', ask: LIST, status: 407, body: '' },
  {
    name: 'a proxy that wants a password, with a header that names Squid',
    is: 'proxy.auth-required',
    not: 'proxy.refused',
    ask: LIST,
    status: 407,
    headers: { 'x-squid-error': 'ERR_CACHE_ACCESS_DENIED 0' },
    body: page('ERROR: Cache Access Denied'),
  },
  {
    name: 'a gateway that speaks of proxies and wants a key',
    not: 'proxy.auth-required',
    status: 401,
    body: error('Authentication Error, Invalid proxy server token passed', { code: '401' }),
  },
  {
    name: 'a refusal of Squid',
    is: 'proxy.refused',
    ask: LIST,
    status: 403,
    headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
    body: page('ERROR: The requested URL could not be retrieved'),
  },
];
