import type { Facts } from '../probes/facts.ts';
import { fix, mendFix } from './fix-texts.ts';
import { API_KEY, BASE_URL, detail, hasValue, lineOf, MODEL, writable } from './local-facts.ts';
import type { Family, Observation } from './types.ts';

const OWN_NAMES: readonly string[] = [API_KEY, BASE_URL, MODEL];
const ENVIRONMENT = 'the environment';
const REQUIRED: readonly string[] = [API_KEY, BASE_URL];

interface NearMiss {
  where: string;
  name: string;
  known: string;
  inFile: boolean;
  /** `--fix` gives it the right name. */
  mendable: boolean;
}

function nearMisses(facts: Facts): NearMiss[] {
  const { envFile, misspelledVariables = [] } = facts.settings;
  const inFile = envFile.lines.flatMap((line) =>
    line.misspelled && line.name !== null && line.known !== null
      ? [
          {
            where: lineOf(facts, line),
            name: line.name,
            known: line.known,
            inFile: true,
            mendable: envFile.unmendable?.includes(line.line) !== true,
          },
        ]
      : [],
  );
  // What the environment holds for SDKs may be another program's; only our own names are looked at there.
  const inEnvironment = misspelledVariables
    .filter(({ known }) => OWN_NAMES.includes(known))
    .map(({ name, known }) => ({ where: ENVIRONMENT, name, known, inFile: false, mendable: false }));
  return [...inFile, ...inEnvironment];
}

/** The line to write in the file, or the command that carries the value over to the right name. */
function correction(facts: Facts, { name, known, inFile }: NearMiss): string {
  const shellName = /^[A-Za-z_]\w*$/.test(name);
  return inFile || !shellName ? `${known}=${writable(facts, known)}` : `export ${known}="$${name}"`;
}

function misspelled(facts: Facts): Observation[] {
  const misses = nearMisses(facts);
  const isNeeded = ({ known }: NearMiss) => REQUIRED.includes(known) && !hasValue(facts, known);
  const worst = misses.find(isNeeded) ?? misses[0];
  if (worst === undefined) return [];
  const { where, name, known } = worst;
  return [
    {
      check: worst.inFile ? 'local.env-file' : 'local.settings',
      severity: isNeeded(worst) ? 'error' : 'warning',
      confidence: isNeeded(worst) ? 'proved' : 'likely',
      measured: `${name} in ${where}`,
      expected: known,
      evidence: misses.slice(0, 10).map((miss) => `${miss.where}: ${miss.name}, not ${miss.known}`),
      context: {
        detail: {
          where,
          name,
          known,
          mendable: misses.some(({ mendable }) => mendable) ? 'yes' : 'no',
          write: misses
            .filter((miss) => miss.inFile === worst.inFile)
            .map((miss) => correction(facts, miss))
            .join('\n'),
        },
      },
    },
  ];
}

/** Names that miss a known one narrowly. */
export const envNameCodes = {
  'env.misspelled-name': {
    severity: 'error',
    faultDomain: 'you',
    check: null,
    title: (c) => `${detail(c, 'name', 'A name')} should be ${detail(c, 'known', 'a known name')}`,
    retryHelps: false,
    expected: `${API_KEY}, ${BASE_URL}`,
    inFacts: misspelled,
    cause: (c) => `${detail(c, 'where', 'A line')} sets ${detail(c, 'name', 'a name')}, which nothing reads.`,
    fixes: (c) => {
      const inFile = c.detail['where'] !== ENVIRONMENT;
      const use = `${inFile && c.detail['mendable'] !== 'no' ? 'Or use' : 'Use'} the name ${detail(c, 'known', API_KEY)}.`;
      return [...(inFile ? mendFix(c) : []), fix(use, detail(c, 'write', `${API_KEY}=sk-ar-...`))];
    },
    recognised:
      'A name one or two letters away from a known one, or with its words joined, split or left out.',
    example: 'AGENT_ROUTER_API_KEY=sk-ar-... and then: no key found',
  },
} satisfies Family;
