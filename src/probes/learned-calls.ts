import type { Call } from '../apis/call.ts';
import { wantsCompletionLimit } from '../apis/models.ts';
import type { RequestPlan } from './requests.ts';

interface Learned {
  change: Partial<Call>;
  /** The lowest answer limit that the model takes, where it refused a lower one. */
  leastTokens: number;
  notes: readonly string[];
}

/** What refusals taught about each model's parameters, so that no later call has to be refused for the same. */
export interface LearnedCalls {
  /** The call as it has to be, and in words what that changes. */
  apply: (call: Call) => { call: Call; notes: readonly string[] };
  remember: (before: Call, after: Call, notes: readonly string[]) => void;
}

export function createLearnedCalls(): LearnedCalls {
  const learned = new Map<string, Learned>();
  const nameOf = ({ api, model, tool }: Call): string => `${api} ${tool ? 'tool' : 'plain'} ${model}`;
  return {
    apply: (call) => {
      const known = learned.get(nameOf(call));
      if (known === undefined) return { call, notes: [] };
      const maxTokens = Math.max(call.maxTokens, known.leastTokens);
      return { call: { ...call, ...known.change, maxTokens }, notes: known.notes };
    },
    remember: (before, after, notes) => {
      const { limitParameter, refusedLimits = [], streamUsage, toolChoice, maxTokens } = after;
      const known = learned.get(nameOf(after))?.leastTokens ?? 0;
      learned.set(nameOf(after), {
        change: { limitParameter, refusedLimits, streamUsage, toolChoice },
        leastTokens: maxTokens > before.maxTokens ? maxTokens : known,
        notes,
      });
    },
  };
}

/** The call of a role before anything is known of the model; null for requests that ask no model. */
export function firstCall(
  request: RequestPlan,
  order: { model: string | null; maxTokens?: number },
): Call | null {
  if (request.maxTokens === null || request.api === null || order.model === null) return null;
  const reasons = request.api === 'openai' && wantsCompletionLimit(order.model);
  return {
    api: request.api,
    model: order.model,
    maxTokens: order.maxTokens ?? request.maxTokens,
    stream: request.stream,
    tool: request.tool,
    limitParameter: reasons ? 'max_completion_tokens' : 'max_tokens',
    toolChoice: 'forced',
    streamUsage: true,
    long: request.stream && !request.tool,
  };
}
