import { lastOf } from '../codes/roles.ts';
import { succeeded } from '../probes/succeeded.ts';
import { apiNotAsked, costsMoney, firstReason, type Check } from './check.ts';

/** Checks of the providers behind the gateway. */
export const upstreamChecks: readonly Check[] = [
  {
    id: 'upstream.fallback',
    category: 'upstream',
    title: 'Another provider can stand in',
    needs: ['access.bearer', 'models.list'],
    heeds: ['access.balance', 'access.rate-limit'],
    sends: ['fallback'],
    notApplicable: firstReason(apiNotAsked('openai'), costsMoney),
    undecided: (facts) => {
      const exchange = lastOf(facts, 'fallback') ?? lastOf(facts, 'deepseek');
      if (exchange === null)
        return facts.models === null ? 'there is no list' : 'only one provider is listed';
      return succeeded(exchange.outcome)
        ? null
        : `${exchange.ask.model ?? 'the other model'} did not answer either`;
    },
    gather: async ({ probes }) => {
      await probes.fallback();
    },
    summary: (facts) => {
      const exchange = lastOf(facts, 'fallback') ?? lastOf(facts, 'deepseek');
      return `${exchange?.ask.model ?? 'a model'} answered`;
    },
  },
];
