/** What the findings about the project's own code have in common: where they are, and in which language. */

import type { Facts } from '../probes/facts.ts';
import type { Place, SourceFacts } from '../project/sources/types.ts';
import { detail, listed } from './local-facts.ts';
import type { Confidence, Context, Observation } from './types.ts';

type Language = 'python' | 'node';

/** One place of the code at which a rule is broken. */
export interface Hit {
  place: Place;
  language: Language;
  /** What stands there, for the evidence. */
  shown: string;
  /** What the texts need of the first hit. */
  detail?: Record<string, string>;
  context?: Partial<Context>;
}

const MAX_EVIDENCE = 50;

const NOTHING: Pick<SourceFacts, 'clients' | 'calls' | 'keys' | 'reads' | 'missingImports'> = {
  clients: [],
  calls: [],
  keys: [],
  reads: [],
  missingImports: [],
};

/** What the sources say; nothing where they were not looked at. */
export function sourcesOf(facts: Facts): typeof NOTHING {
  return facts.project.sources ?? NOTHING;
}

/** `src/app.py:12:5`. */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** One observation of all places that break a rule; none where there is no such place. */
export function fromHits(
  hits: readonly Hit[],
  say: { measured: string; expected: string; confidence?: Confidence },
): Observation[] {
  const sorted = [...hits].sort((a, b) =>
    a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : a.place.line - b.place.line,
  );
  const [first] = sorted;
  if (first === undefined) return [];
  const places = [...new Set(sorted.map(({ place }) => placeText(place)))];
  return [
    {
      check: 'local.sources',
      confidence: say.confidence ?? 'likely',
      measured: `${listed(places)}: ${say.measured}`,
      expected: say.expected,
      evidence: sorted.slice(0, MAX_EVIDENCE).map(({ place, shown }) => `${placeText(place)}: ${shown}`),
      context: {
        ...first.context,
        detail: {
          ...first.detail,
          language: first.language,
          place: placeText(first.place),
          file: first.place.file,
        },
      },
    },
  ];
}

/** The snippet in the language of the code at fault; Python where that is not known. */
export function inLanguage(context: Context, snippets: Record<Language, string>): string {
  return context.detail['language'] === 'node' ? snippets.node : snippets.python;
}

/** ` at src/app.py:12:5`; nothing where the place is not known. */
export function atPlace(context: Context): string {
  const place = detail(context, 'place', '');
  return place === '' ? '' : ` at ${place}`;
}
