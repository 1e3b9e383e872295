import type { Format } from '../settings/types.ts';
import { fenced } from './markdown-text.ts';
import { countText } from './units.ts';

interface PlannedRequest {
  method: string;
  url: string;
  purpose: string;
  /** The answer limit that is asked for; null where no model is asked. */
  maxTokens: number | null;
  costs: boolean;
}

/** The requests of a run that is not carried out. */
export interface Plan {
  requests: PlannedRequest[];
  /** Sent once for each listed model, how many these are being known only then. */
  eachModel?: PlannedRequest;
}

interface Totals {
  requests: number;
  canCost: number;
  mostAnswerTokens: number;
}

function totalsOf({ requests }: Plan): Totals {
  const costly = requests.filter((request) => request.costs);
  return {
    requests: requests.length,
    canCost: costly.length,
    mostAnswerTokens: costly.reduce((sum, request) => sum + (request.maxTokens ?? 0), 0),
  };
}

function costText({ canCost, mostAnswerTokens }: Totals): string {
  if (canCost === 0) return 'none of them can cost money';
  return `${canCost} can cost money: at most ${countText(mostAnswerTokens, 'answer token')} in all, and a few prompt tokens each`;
}

function asText(plan: Plan): string {
  const totals = totalsOf(plan);
  const numberCells = String(plan.requests.length).length;
  const lines = plan.requests.flatMap((request, index) => [
    `${String(index + 1).padStart(numberCells + 2)}. ${request.method} ${request.url}`,
    `${' '.repeat(numberCells + 4)}${request.purpose}${limitText(request.costs ? request.maxTokens : null)}`,
  ]);
  return [
    'A healthy run would send:',
    '',
    ...lines,
    '',
    `${countText(totals.requests, 'request')}; ${costText(totals)}.`,
    ...eachModelLines(plan.eachModel),
    'After a failure, at most 8 more to tell causes apart, and retries. Nothing has been sent.',
    '',
  ].join('\n');
}

function eachModelLines(request: PlannedRequest | undefined): string[] {
  if (request === undefined) return [];
  const { method, url, maxTokens } = request;
  return [
    `Then, for each listed chat model that fits: ${method} ${url}${limitText(maxTokens)}, and a few prompt tokens.`,
  ];
}

function limitText(maxTokens: number | null): string {
  return maxTokens === null ? '' : `, at most ${countText(maxTokens, 'answer token')}`;
}

/** What `--dry-run` prints: every request that a healthy run would send, and the most that they can cost. */
export function renderPlan(plan: Plan, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ ...plan, totals: totalsOf(plan) }, null, 2)}\n`;
    case 'markdown':
      return `${fenced(asText(plan).trimEnd()).join('\n')}\n`;
    case 'text':
      return asText(plan);
  }
}
