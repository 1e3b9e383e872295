import type { Check } from '../checks/check.ts';
import { parseBaseUrl } from '../evidence/base-url.ts';
import { isDeepSeek } from '../evidence/model-names.ts';
import type { Facts, Role } from '../probes/facts.ts';
import { REQUESTS, type RequestPlan } from '../probes/requests.ts';
import { urlOf, type BaseUrls } from '../probes/urls.ts';
import { renderPlan, type Plan } from '../report/dry-run.ts';
import type { Redactor } from '../report/redact.ts';
import { MODEL } from '../settings/known-names.ts';
import type { RunOptions } from '../settings/types.ts';
import { writeResult } from './console.ts';

/** What is to be sent, by checks and by a command itself. */
interface PlannedRun {
  checks: readonly Check[];
  facts: Facts;
  /** The answer limit of streams, where not the usual one. */
  streamTokens?: number;
  /** How many streams of each API. */
  streamRuns?: number;
  /** Each listed chat model is called. */
  probesModels?: boolean;
}

/** `--dry-run`: every request that a healthy run would send, and the most tokens they can cost. Sends nothing. */
export async function printPlan(
  { checks, facts, streamTokens, streamRuns = 1, probesModels = false }: PlannedRun,
  options: RunOptions,
  redactor: Redactor,
): Promise<number> {
  const plan: Plan = redactor.value({
    requests: plannedRoles(checks, facts).flatMap((role) => {
      const isStream = role === 'stream.openai' || role === 'stream.anthropic';
      if (!isStream) return [planned(role, facts)];
      const request = planned(role, facts);
      const one = { ...request, maxTokens: streamTokens ?? request.maxTokens };
      return Array.from({ length: streamRuns }, () => one);
    }),
    ...(probesModels ? { eachModel: planned('probe-model', facts) } : {}),
  });
  await writeResult(renderPlan(plan, options.format), options.output);
  return 0;
}

/** The roles of a healthy run in the order of sending; experiments come only after a failure. */
function plannedRoles(checks: readonly Check[], facts: Facts): Role[] {
  const sent = checks
    .filter((check) => (check.notApplicable?.(facts) ?? null) === null)
    .flatMap((check) => check.sends)
    .filter((role) => !role.startsWith('experiment.'))
    .filter((role) => wanted(role, facts));
  const order = Object.keys(REQUESTS);
  // Where DeepSeek answers, it is the other provider that is asked, unless it is the one that all calls go to.
  const stoodIn = sent.includes('deepseek') && !isDeepSeek(modelNamed(facts));
  return [...new Set(sent)]
    .filter((role) => role !== 'fallback' || !stoodIn)
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function modelNamed({ settings }: Facts): string {
  return settings.settings.find(({ name }) => name === MODEL)?.shown ?? '';
}

function wanted(role: Role, facts: Facts): boolean {
  const request: RequestPlan = REQUESTS[role];
  const ofOneApi = request.operation === 'chat' || request.operation === 'messages';
  if (ofOneApi && facts.api !== 'both' && request.api !== facts.api) return false;
  // Only where the first two are not served, and where the list has several pages.
  if (role === 'balance.family' || role === 'list.next-page') return false;
  if (role === 'messages.made-up' && facts.api !== 'anthropic') return false;
  const onlyForFree = role.startsWith('free.') || role === 'list.made-up';
  return facts.free ? !request.costs : !onlyForFree;
}

function planned(role: Role, facts: Facts): Plan['requests'][number] {
  const request: RequestPlan = REQUESTS[role];
  return {
    method: request.operation === 'list' || request.operation === 'balance' ? 'GET' : 'POST',
    url: urlOf(role, basesOf(facts)),
    purpose: request.purpose,
    maxTokens: request.maxTokens,
    costs: request.costs,
  };
}

/** Where the base URL is not known or cannot be understood, the paths are shown all the same. */
function basesOf(facts: Facts): BaseUrls {
  const parsed = parseBaseUrl(facts.settings.baseUrlTyped ?? '');
  return parsed.ok ? parsed : { openaiBaseUrl: '(no base URL)/v1', anthropicBaseUrl: '(no base URL)' };
}
