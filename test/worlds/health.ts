import type { World } from '../helpers/world.ts';

/** Deployments in which nothing is wrong, however they are set up. */
export const HEALTHY: readonly World[] = [
  { name: 'a healthy gateway', gives: [] },
  { name: 'a healthy gateway, as a process of its own', gives: [], cli: true },
  { name: 'an API under a prefix', gives: [], gateway: { prefix: '/api' } },
  {
    name: 'a base URL with /v1',
    gives: [],
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = `${gateway.url}/v1`;
    },
  },
  { name: 'a gateway that listens on IPv6 only', gives: [], gateway: { host: '::1' } },
];
