import type { Exchange } from '../../probes/facts.ts';
import { factsOf } from '../facts-of.ts';
import { code, fenced } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { durationText } from '../units.ts';
import { hasFailed } from './failed-exchanges.ts';
import { cell, clipped, type Section } from './section.ts';

const MOST_REQUESTS = 3;
const MAX_BODY_CHARS = 1_500;

/** The requests to show: those that failed, else the first real call; one for each kind. */
function telling(exchanges: readonly Exchange[]): Exchange[] {
  const failed = exchanges.filter(hasFailed);
  const shown =
    failed.length > 0
      ? failed
      : exchanges.filter(({ ask, method }) => method === 'POST' && ask.key === 'real').slice(0, 1);
  return [...new Map(shown.map((exchange) => [exchange.role, exchange])).values()];
}

function requestText({ method, url, requestHeaders, requestBody, adapted }: Exchange): string {
  const headers = Object.entries(requestHeaders).map(([name, value]) => `${name}: ${clipped(value, 200)}`);
  const lines = [
    ...adapted.map((change) => `# adapted: ${change}`),
    `${method} ${clipped(url, 400)}`,
    ...headers,
  ];
  return lines.join('\n') + (requestBody === null ? '' : `\n\n${clipped(requestBody, MAX_BODY_CHARS)}`);
}

/** Base URLs, models and limits of the run, and the requests that failed as they were sent, without the key. */
export function requestParameters(report: Report): Section {
  const facts = factsOf(report);
  const { openaiBaseUrl, anthropicBaseUrl, baseUrl } = report.target;
  const models = (['openai', 'anthropic'] as const).flatMap((api) => {
    const chosen = facts?.chosen[api] ?? null;
    return chosen === null ? [] : [`- Model (${api}): ${cell(chosen.name)}, from ${chosen.why}`];
  });
  const requests = telling(facts?.exchanges ?? []);
  return {
    title: 'Request parameters',
    lines: [
      `- Base URL: ${baseUrl === null ? 'not set' : cell(baseUrl)}`,
      ...(openaiBaseUrl === null ? [] : [`- Base URL for the OpenAI API: ${cell(openaiBaseUrl)}`]),
      ...(anthropicBaseUrl === null ? [] : [`- Base URL for the Anthropic API: ${cell(anthropicBaseUrl)}`]),
      ...models,
      ...(facts === null
        ? []
        : [
            `- APIs: ${facts.api}${facts.free ? `, ${code('--free')}` : ''}`,
            `- Limits: ${durationText(facts.limits.timeoutMs)} per request, ${durationText(facts.limits.idleTimeoutMs)} of silence in a stream`,
          ]),
      `- Gateway: ${cell(report.gateway.family)}${report.gateway.evidence.length === 0 ? '' : `, by ${cell(report.gateway.evidence.join('; '))}`}`,
      ...(requests.length === 0
        ? ['', report.requests.length === 0 ? 'No request was sent.' : 'No model was called.']
        : []),
      ...requests
        .slice(0, MOST_REQUESTS)
        .flatMap((exchange) => ['', ...fenced(requestText(exchange), 'http')]),
    ],
  };
}
