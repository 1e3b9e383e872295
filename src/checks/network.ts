import type { Facts } from '../probes/facts.ts';
import type { Check } from './check.ts';
import { mayBeOfProxy } from '../codes/proxy-plain.ts';
import { pathMissing } from '../codes/compared-paths.ts';
import { CHECK_OF_LAYER } from '../codes/network-failures.ts';
import { lastOf } from '../codes/roles.ts';
import { lookNextDoor } from './next-door.ts';

const throughProxy = ({ network }: Facts): string | null =>
  network?.proxy ? `goes through the proxy ${network.proxy.url}` : null;

const ms = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : ` in ${Math.round(value)} ms`;

const answersHttp = (facts: Facts): boolean => {
  const list = lastOf(facts, 'list');
  return list !== null && list.outcome.kind !== 'failure';
};

const showsCertificate = ({ network }: Facts): boolean => (network?.handshake?.tls?.chain.length ?? 0) > 0;

/** Checks of the way to the deployment, in the order in which a connection is made. */
export const networkChecks: readonly Check[] = [
  {
    id: 'network.dns',
    category: 'network',
    title: 'The name resolves',
    needs: ['local.base-url'],
    sends: [],
    notApplicable: throughProxy,
    gather: ({ probes }) => probes.network.dns(),
    summary: ({ network }) => {
      const answer = network?.dns?.answer;
      const shown = (answer?.addresses ?? []).slice(0, 4).map(({ address }) => address);
      const more = (answer?.addresses.length ?? 0) - shown.length;
      return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}${ms(answer?.durationMs)}`;
    },
  },
  {
    id: 'network.tcp',
    category: 'network',
    title: 'The port answers',
    needs: ['network.dns'],
    sends: [],
    notApplicable: throughProxy,
    gather: ({ probes }) => probes.network.tcp(),
    summary: ({ network }) => {
      const fastest = (network?.tcp ?? [])
        .filter((attempt) => attempt.connectedMs !== null)
        .sort((a, b) => (a.connectedMs ?? 0) - (b.connectedMs ?? 0))[0];
      return `port ${network?.port ?? ''}${ms(fastest?.connectedMs)}`;
    },
  },
  {
    id: 'network.proxy',
    category: 'network',
    title: 'The proxy lets us through',
    needs: ['local.base-url', 'local.proxy'],
    sends: ['experiment.without-proxy'],
    notApplicable: ({ network }) =>
      network?.proxy === null && network.proxyPath === null ? 'no proxy is set' : null,
    gather: async ({ probes, facts }) => {
      await probes.network.proxy();
      if (facts.network?.proxyPath?.failure) await probes.experiment('experiment.without-proxy');
    },
    summary: ({ network }) => `${network?.proxy?.url ?? ''}${ms(network?.proxyPath?.connectedMs)}`,
  },
  {
    id: 'network.tls',
    category: 'network',
    title: 'The certificate is valid and trusted',
    needs: ['network.tcp', 'network.proxy'],
    sends: ['experiment.without-proxy'],
    notApplicable: ({ network }) => (network?.tls === false ? 'plain http' : null),
    gather: async ({ probes, facts }) => {
      await probes.network.tls();
      if (facts.network?.handshake?.failure?.layer === 'proxy')
        await probes.experiment('experiment.without-proxy');
    },
    holds: showsCertificate,
    undecided: (facts) => {
      if (showsCertificate(facts)) return null;
      const failure = facts.network?.handshake?.failure ?? null;
      return failure === null ? 'the server showed no certificate' : CHECK_OF_LAYER[failure.layer];
    },
    summary: ({ network }) => {
      const tls = network?.handshake?.tls;
      const leaf = tls?.chain[0];
      if (!tls || !leaf) return '';
      const daysLeft = Math.floor((Date.parse(leaf.validTo) - Date.now()) / 86_400_000);
      return `${tls.protocol ?? 'TLS'}, ${leaf.issuer}, ${daysLeft} days left`;
    },
  },
  {
    id: 'network.http',
    category: 'network',
    title: 'The deployment answers HTTP',
    needs: ['network.tls'],
    sends: ['list', 'list.next-page', 'experiment.without-proxy', 'experiment.path'],
    gather: async ({ probes, facts, verdictsOf }) => {
      const list = await probes.list();
      if (mayBeOfProxy(facts, list)) await probes.experiment('experiment.without-proxy');
      // Other commands first see whether a call finds the API, and look in the check of the list.
      if (facts.command === 'test-connection' && pathMissing(list, verdictsOf))
        await lookNextDoor(probes, list);
    },
    holds: answersHttp,
    undecided: (facts, outline) =>
      answersHttp(facts) ? null : (outline.blamed.get('network.http') ?? 'no answer'),
    summary: (facts) => {
      const list = lastOf(facts, 'list');
      if (list === null || list.outcome.kind === 'failure') return '';
      return `status ${list.outcome.answer.status}${ms(list.timings.ttfbMs)}`;
    },
  },
];
