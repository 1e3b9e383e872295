import type { Exchange, Facts } from '../../probes/facts.ts';
import type { WireFailure } from '../../wire/types.ts';
import { factsOf } from '../facts-of.ts';
import { code, escaped, fenced } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { countText } from '../units.ts';
import { storyOf, verdictText } from '../wording.ts';
import { hasFailed, outcomeText } from './failed-exchanges.ts';
import { findingDetails } from './findings.ts';
import { inOrderOfTime } from './in-order.ts';
import { clipped, type Section } from './section.ts';

const MOST_ERRORS = 4;
const MOST_ALIKE = 4;
const MAX_BODY_CHARS = 1_500;

/** What broke below HTTP, one line each. */
function connectionFailures(facts: Facts): string[] {
  const { network } = facts;
  if (network === null) return [];
  const failures: (WireFailure | null | undefined)[] = [
    network.dns?.failure,
    ...(network.tcp ?? []).map((attempt) => attempt.failure),
    network.proxyPath?.failure,
    network.handshake?.failure,
  ];
  const lines = failures.flatMap((failure) =>
    failure ? [`${failure.layer}: ${failure.code} ${failure.message}`] : [],
  );
  const refused = network.handshake?.tls?.authorizationError;
  return [...new Set([...lines, ...(refused ? [`tls: ${refused}`] : [])])];
}

function bodyOf({ outcome }: Exchange): string {
  if (outcome.kind === 'failure') return outcome.failure.proxyAnswer?.body ?? '';
  return outcome.kind === 'stream' ? (outcome.reading.errorData ?? outcome.answer.body) : outcome.answer.body;
}

function requestLine(exchange: Exchange): string {
  return clipped(`${exchange.method} ${exchange.url} -> ${outcomeText(exchange)}`, 400);
}

/** The requests that were answered alike, and that answer once. */
function errorLines(alike: readonly Exchange[]): string[] {
  const requests = [...new Set(alike.map(requestLine))].slice(0, MOST_ALIKE);
  const [body = ''] = alike.map(bodyOf);
  return ['', ...fenced(requests.join('\n') + (body === '' ? '' : `\n\n${clipped(body, MAX_BODY_CHARS)}`))];
}

/** Failed exchanges, those that say the same together. */
function errorsOf(facts: Facts): Exchange[][] {
  const groups = new Map<string, Exchange[]>();
  for (const exchange of inOrderOfTime(facts.exchanges)) {
    if (!hasFailed(exchange) || exchange.superseded === true) continue;
    // Ids differ from answer to answer.
    const said = `${outcomeText(exchange)} ${bodyOf(exchange).replace(/[\da-f-]{6,}/gi, '')}`;
    groups.set(said, [...(groups.get(said) ?? []), exchange]);
  }
  return [...groups.values()];
}

/** The complete error: the root cause, and the words of the server or of the connection as they came. */
export function errorMessage(report: Report): Section {
  const { root } = storyOf(report);
  const facts = factsOf(report);
  const below = facts === null ? [] : connectionFailures(facts);
  const errors = facts === null ? [] : errorsOf(facts);
  const more = errors.length - MOST_ERRORS;
  return {
    title: 'Error message',
    lines: [
      ...(root === null
        ? [`${escaped(verdictText(report))}. This run met no error.`]
        : [`**${escaped(clipped(root.title, 300))}** (${code(root.code)})`, '', ...findingDetails(root)]),
      ...(below.length === 0
        ? []
        : [
            '',
            'The connection:',
            ...fenced(
              below
                .slice(0, 8)
                .map((line) => clipped(line, 300))
                .join('\n'),
            ),
          ]),
      ...(errors.length === 0
        ? []
        : ['', 'What came back, as it came:', ...errors.slice(0, MOST_ERRORS).flatMap(errorLines)]),
      ...(more > 0 ? ['', `${countText(more, 'other error')} under "Raw exchanges".`] : []),
      '',
      'If your program printed a stack trace, paste all of it here.',
    ],
  };
}
