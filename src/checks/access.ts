import { FREE_KEY_PROOFS, keyProvedFree } from '../codes/free-key-proof.ts';
import { keyRefused, keyTaken } from '../codes/compared-auth.ts';
import { pathMissing } from '../codes/compared-paths.ts';
import { gatewayFamily } from '../codes/gateway-family.ts';
import { verdictsOf, type Outline } from '../codes/judge.ts';
import { lastOf } from '../codes/roles.ts';
import { limitSummary } from '../codes/limit-summary.ts';
import type { Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { apiNotAsked, askPlain, type Bench, type Check } from './check.ts';

const NEEDS_KEY = ['network.http', 'local.key-format', 'local.settings'] as const;

const NOT_FAR_ENOUGH = 'no call got far enough to tell';

/**
 * A key is proved where a call got past it, and a made-up one does not: without cost only where the gateway answers
 * the two differently.
 */
const unproved =
  (api: 'openai' | 'anthropic', role: 'chat' | 'messages') =>
  (facts: Facts, outline: Outline): string | null => {
    if (facts.free) {
      return keyProvedFree(facts, api, verdictsOf)
        ? null
        : '--free: a made-up key is answered in the same way';
    }
    const [asked, id] =
      role === 'chat'
        ? (['requests.chat', 'access.bearer'] as const)
        : (['requests.messages', 'access.x-api-key'] as const);
    if (outline.own.has('access.rejects-invalid-key')) return 'every key is accepted, so this proves nothing';
    if (keyTaken(lastOf(facts, role), verdictsOf)) return null;
    const blamed = outline.blamed.get(asked);
    if (blamed === id) return 'this header is not read here';
    return blamed ?? (outline.own.get(asked)?.severity === 'error' ? asked : NOT_FAR_ENOUGH);
  };

const acceptedSummary = (facts: Facts, role: 'chat' | 'messages'): string => {
  if (facts.free) return 'told apart from a made-up key, without cost';
  const exchange = lastOf(facts, role);
  if (exchange === null || exchange.outcome.kind === 'failure') return 'no answer';
  const { status } = exchange.outcome.answer;
  return succeeded(exchange.outcome)
    ? `status ${status} on a real call`
    : `key accepted; the call then failed for another reason (status ${status})`;
};

async function gatherBearer(bench: Bench): Promise<void> {
  const { probes, facts, verdictsOf } = bench;
  if (facts.free) {
    await Promise.all([probes.list(), ...FREE_KEY_PROOFS.openai.map((role) => probes.ask(role))]);
    return;
  }
  const [list, chat] = await Promise.all([probes.list(), probes.ask('chat')]);
  // Where the other API is not asked for, only this tells whether it is the one that is served.
  if (facts.api === 'openai' && succeeded(list.outcome) && pathMissing(chat, verdictsOf))
    await probes.experiment('experiment.messages.other-model');
  if (!keyRefused(chat, verdictsOf)) return;
  const messages = facts.api === 'openai' ? null : await probes.ask('messages');
  const refusals = [list, chat, messages].filter((exchange) => keyRefused(exchange, verdictsOf)).length;
  if (keyRefused(messages, verdictsOf) || refusals >= MAX_REFUSALS) return;
  const other = await probes.experiment('experiment.chat.x-api-key');
  if (keyTaken(other, verdictsOf)) await probes.experiment('experiment.list.x-api-key');
}

/** A failure behind the gateway, or a limit of one model, leaves others worth asking; any other failure does not. */
function bearerHolds(facts: Facts): boolean {
  const chat = lastOf(facts, 'chat');
  if (facts.free || keyTaken(chat, verdictsOf)) return true;
  return chat !== null && /^(?:upstream|rate)\./.test(verdictsOf(chat)[0]?.code ?? '');
}

/** A refused key is tried so often and no more: some gateways block after a few. */
const MAX_REFUSALS = 3;

async function gatherXApiKey(bench: Bench): Promise<void> {
  const { probes, facts, verdictsOf } = bench;
  if (facts.free) {
    await Promise.all(FREE_KEY_PROOFS.anthropic.map((role) => probes.ask(role)));
    return;
  }
  const messages = await probes.ask('messages');
  if (!keyRefused(messages, verdictsOf)) return;
  const chat = facts.api === 'anthropic' ? null : await probes.ask('chat');
  if (facts.api === 'anthropic' || keyTaken(chat, verdictsOf))
    await probes.experiment('experiment.messages.bearer');
}

/** The made-up key goes out before a model is known; where that decides nothing it is tried once with a known one. */
async function gatherMadeUp({ probes, facts, verdictsOf }: Bench): Promise<void> {
  if (facts.free) return;
  const [madeUp, real] =
    facts.api === 'anthropic'
      ? (['messages.made-up', 'messages'] as const)
      : (['chat.made-up', 'chat'] as const);
  const first = await probes.ask(madeUp);
  // Whether this is the gateway's way to refuse, or nothing is reached at all, another request tells.
  if (first.outcome.kind === 'failure') {
    await probes.list();
    return;
  }
  if (succeeded(first.outcome) || keyRefused(first, verdictsOf)) return;
  const list = await probes.list();
  if (!probes.hasKey || !succeeded(list.outcome)) return;
  const call = await probes.ask(real);
  if (succeeded(call.outcome) && call.ask.model !== first.ask.model) await probes.askAgain(madeUp, null);
}

function madeUpRefused(facts: Facts): boolean {
  const roles = [
    'chat.made-up',
    'messages.made-up',
    'free.chat.made-up',
    'list.made-up',
    'free.messages.made-up',
  ] as const;
  return roles.some((role) => {
    const outcome = lastOf(facts, role)?.outcome;
    return outcome?.kind === 'answer' && (outcome.answer.status === 401 || outcome.answer.status === 403);
  });
}

/** Checks of what the key may do. */
export const accessChecks: readonly Check[] = [
  {
    id: 'access.bearer',
    category: 'access',
    title: 'The key is accepted as Authorization: Bearer',
    needs: NEEDS_KEY,
    sends: [
      'list',
      'chat',
      'free.chat',
      'free.chat.made-up',
      'list.made-up',
      'experiment.chat.x-api-key',
      'experiment.messages.other-model',
    ],
    notApplicable: apiNotAsked('openai'),
    undecided: unproved('openai', 'chat'),
    holds: bearerHolds,
    gather: gatherBearer,
    summary: (facts) => acceptedSummary(facts, 'chat'),
  },
  {
    id: 'access.x-api-key',
    category: 'access',
    title: 'The key is accepted as x-api-key',
    needs: NEEDS_KEY,
    sends: ['messages', 'free.messages', 'free.messages.made-up', 'experiment.messages.bearer'],
    notApplicable: apiNotAsked('anthropic'),
    undecided: unproved('anthropic', 'messages'),
    gather: gatherXApiKey,
    summary: (facts) => acceptedSummary(facts, 'messages'),
  },
  {
    id: 'access.rejects-invalid-key',
    category: 'access',
    title: 'A made-up key is refused',
    needs: ['network.tcp', 'network.proxy', 'network.tls', 'local.base-url'],
    sends: ['chat.made-up', 'messages.made-up', 'list'],
    undecided: (facts, outline) =>
      outline.own.has('access.rejects-invalid-key') || madeUpRefused(facts)
        ? null
        : facts.free
          ? '--free'
          : 'the answer to a made-up key does not tell',
    gather: gatherMadeUp,
    summary: () => 'refused, as it should be',
  },
  {
    id: 'access.balance',
    category: 'access',
    title: 'There is credit left',
    needs: ['access.bearer'],
    // Beside the first real calls: with those of both APIs a key that is refused has then been tried three times.
    beside: {
      needs: NEEDS_KEY,
      gather: async ({ probes, facts }) => {
        const list = lastOf(facts, 'list');
        if (!facts.free && list !== null && succeeded(list.outcome)) await probes.subscription();
      },
    },
    sends: ['balance.subscription', 'balance.usage', 'balance.family', 'chat', 'messages'],
    undecided: (facts) =>
      facts.balance === null && !anyCallWorked(facts)
        ? 'the deployment does not tell the balance, and no call worked'
        : null,
    gather: async ({ probes, facts }) => {
      await probes.balance(gatewayFamily(facts).family);
      if (!facts.free && !tellsEnough(facts)) await askPlain({ probes, facts });
    },
    summary: ({ balance }) => {
      if (balance === null) return 'a real call was paid for; the balance is not told';
      if (balance.unlimited) return 'no limit on this key';
      const { remainingUsd, grantedUsd, unit } = balance;
      if (remainingUsd === null) return `${grantedUsd?.toFixed(2) ?? '?'} ${unit} granted`;
      return `${remainingUsd.toFixed(2)} ${unit} left${grantedUsd === null ? '' : ` of ${grantedUsd.toFixed(2)}`}`;
    },
  },
  {
    id: 'access.rate-limit',
    category: 'access',
    title: 'The rate limit leaves room',
    needs: ['access.bearer'],
    sends: ['list', 'chat', 'messages'],
    undecided: (facts, outline) =>
      outline.own.has('access.rate-limit') || limitSummary(facts) !== null
        ? null
        : 'the deployment tells no rate limit',
    gather: async ({ probes, facts }) => {
      if (!facts.free) await askPlain({ probes, facts });
    },
    summary: (facts) => limitSummary(facts) ?? '',
  },
];

const LITTLE_USD = 1;

/** Is there so much left that no call need prove it? */
function tellsEnough({ balance }: Facts): boolean {
  return balance !== null && (balance.unlimited || (balance.remainingUsd ?? 0) >= LITTLE_USD);
}

function anyCallWorked(facts: Facts): boolean {
  return facts.exchanges.some((exchange) => exchange.ask.model !== null && succeeded(exchange.outcome));
}
