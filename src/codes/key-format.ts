import { anyOf } from '../evidence/any-of.ts';
import { isForeignKey } from '../evidence/foreign-key.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { KeyFacts } from '../settings/types.ts';
import { fix } from './fix-texts.ts';
import { gatewayFamily } from './gateway-family.ts';
import { API_KEY, detail, listed, settingOf, understoodBaseUrl } from './local-facts.ts';
import { KEY_STAND_IN, settingFix } from './setting-fix.ts';
import type { Context, Family, Fix, Observation, VerdictsOf } from './types.ts';
import {
  saysBadKeyForm,
  saysBearerTwice,
  saysForeignKey,
  saysHiddenCharacters,
} from './pasted-words/keys.ts';

type Fault = 'bearer-prefix' | 'masked' | 'placeholder' | 'hidden' | 'other-provider' | 'format';

/** The one fault of a key's shape that explains the others; a key with a bad start only is judged by the server. */
function faultOf(key: KeyFacts): Fault {
  if (key.bearerPrefix) return 'bearer-prefix';
  if (key.masked) return 'masked';
  if (key.placeholder) return 'placeholder';
  if (key.hiddenCharacters.length > 0) return 'hidden';
  return key.otherProvider === null ? 'format' : 'other-provider';
}

function observation(
  facts: Facts,
  parts: Pick<Observation, 'measured' | 'expected' | 'evidence'>,
  more: Record<string, string> = {},
): Observation {
  const source = settingOf(facts, API_KEY)?.source ?? '';
  return {
    check: 'local.key-format',
    confidence: 'proved',
    ...parts,
    context: { detail: { source, ...more } },
  };
}

function keyWithFault(facts: Facts, fault: Fault): KeyFacts | null {
  const { key } = facts.settings;
  return key !== null && faultOf(key) === fault ? key : null;
}

function hidden(facts: Facts): Observation[] {
  const key = keyWithFault(facts, 'hidden');
  if (key === null) return [];
  const places = key.hiddenCharacters.map(
    ({ index, name }) => `${name} at character ${index + 1} of ${key.lengthChars}`,
  );
  return [
    observation(
      facts,
      {
        measured: listed(places),
        expected: 'a key of visible characters only',
        evidence: places.slice(0, 10),
      },
      { places: listed(places) },
    ),
  ];
}

function otherProvider(facts: Facts): Observation[] {
  const key = keyWithFault(facts, 'other-provider');
  const host = understoodBaseUrl(facts)?.url.hostname ?? facts.network?.host ?? null;
  if (key?.otherProvider == null || host === null || facts.settings.allowForeignKey) return [];
  if (!isForeignKey(key, host)) return [];
  const provider = key.otherProvider;
  return [
    observation(
      facts,
      {
        measured: `${key.shown}, a key of ${provider}`,
        expected: `a key of ${host}`,
        evidence: [`its prefix is ${provider}'s`, `the key was not sent to ${host}`],
      },
      { provider, host, own: key.otherProviderHosts[0] ?? '' },
    ),
  ];
}

/** What the server made of the real key, as far as it was asked on something that needs a key. */
function reception(
  exchanges: readonly Exchange[],
  verdictsOf: VerdictsOf,
): 'accepted' | 'refused' | 'unknown' {
  const real = exchanges.filter((exchange) => exchange.ask.key === 'real');
  // Many deployments serve the list without looking at the key.
  if (real.some((exchange) => exchange.ask.operation !== 'list' && succeeded(exchange.outcome)))
    return 'accepted';
  return real.some((exchange) => verdictsOf(exchange)[0]?.code === 'key.rejected') ? 'refused' : 'unknown';
}

/** Families whose keys may begin otherwise are left alone. */
const STRICT_FAMILIES: readonly string[] = ['agentrouter', 'unknown'];

function badFormat(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const key = keyWithFault(facts, 'format');
  if (key === null || (key.startsWithSkAr && key.badCharacters.length === 0)) return [];
  const characters = key.badCharacters.map(
    ({ index, character }) => `${character} at character ${index + 1}`,
  );
  const received = reception(facts.exchanges, verdictsOf);
  const strict = STRICT_FAMILIES.includes(gatewayFamily(facts).family);
  if (characters.length === 0 && (received === 'unknown' || !strict)) return [];
  if (received === 'accepted' && !strict) return [];
  const measured =
    characters.length > 0
      ? `${key.shown} has ${listed(characters)}`
      : `${key.shown} does not begin with sk-ar-`;
  return [
    {
      ...observation(
        facts,
        {
          measured,
          expected: 'sk-ar- and then letters, digits, - and _',
          evidence: [measured, ...(received === 'unknown' ? [] : [`the server ${received} it`])],
        },
        { characters: listed(characters), received },
      ),
      severity: received === 'accepted' ? 'warning' : 'error',
      confidence: received === 'refused' || characters.length > 0 ? 'likely' : 'possible',
    },
  ];
}

/** @param characters `$ at character 1 and { at character 2`. */
function badCharactersText(characters: string): string {
  const why = /^\$ at character 1\b/.test(characters)
    ? 'the name of a variable stands there, and nothing has filled it in'
    : 'quotes or a name were probably copied with it';
  return `A key has letters, digits, - and _ only. This one has ${characters}: ${why}.`;
}

/** The advice to copy the key anew, to where it stands now. */
function copyAnew(
  c: Context,
  text = 'Copy the key anew from the API Keys page of the console, with its copy button, and set it',
): Fix {
  return settingFix(c, { name: API_KEY, source: c.detail['source'] ?? null }, KEY_STAND_IN, text);
}

const CHECK_AGAIN = fix('Then look again.', 'npx agentrouter check-key');

/** Faults of a key's shape. At most one of them is raised for one key. */
export const keyFormatCodes = {
  'key.bearer-prefix': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.key-format',
    title: 'The key begins with Bearer',
    retryHelps: false,
    expected: 'the key alone',
    inFacts: (facts) =>
      keyWithFault(facts, 'bearer-prefix') === null
        ? []
        : [
            observation(facts, {
              measured: 'a value that begins with Bearer',
              expected: 'the key alone',
              evidence: ['the value begins with the scheme of the Authorization header'],
            }),
          ],
    textSign: saysBearerTwice,
    cause: () =>
      'SDKs put Bearer in front of the key themselves. With yours the header says Bearer twice, and no server accepts that.',
    fixes: (c) => [copyAnew(c, 'Take the word Bearer and the space out of the value'), CHECK_AGAIN],
    recognised: 'The value of the key starts with Bearer.',
    example: 'Authorization: Bearer Bearer sk-ar-...',
  },
  'key.masked': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.key-format',
    title: 'The key is the shortened form of a web page',
    retryHelps: false,
    expected: 'the whole key',
    inFacts: (facts) => {
      const key = keyWithFault(facts, 'masked');
      return key === null
        ? []
        : [
            observation(facts, {
              measured: `${key.lengthChars} characters with a masked part`,
              expected: 'the whole key',
              evidence: ['it has a run of dots, stars or x in it'],
            }),
          ];
    },
    cause: () =>
      'The console shows a key whole only once. Later it shows a shortened form, and that is what was copied.',
    fixes: (c) => [
      copyAnew(
        c,
        'Copy the key with the copy button, or make a new one if it is no longer shown whole, and set it',
      ),
      CHECK_AGAIN,
    ],
    recognised: 'The key has three dots, stars or a long run of x in it.',
    example: 'AGENTROUTER_API_KEY=sk-ar-abc...9f2c',
  },
  'key.hidden-characters': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.key-format',
    title: 'The key has a character in it that nobody sees',
    retryHelps: false,
    expected: 'a key of visible characters only',
    failureSign: ({ failure }) =>
      anyOf(
        /illegal header value b?['"]bearer \S.*(?:\\n|\\r|\s['"])/i,
        /invalid character in header content \["?(?:authorization|x-api-key)/i,
        /invalid (?:header|HTTP header) value.*(?:authorization|api-key)/i,
        /'ascii' codec can't encode.*(?:header|position 7\b)/i,
      ).test(failure.message)
        ? { weight: 88, why: 'the client refuses the Authorization header for a character in it' }
        : null,
    inFacts: hidden,
    textSign: saysHiddenCharacters,
    cause: (c) =>
      `Copying from a chat, a document or a file with line ends adds such characters. Found: ${detail(c, 'places', 'one that a header cannot carry')}.`,
    fixes: (c) => [
      copyAnew(c),
      fix(
        'If a file feeds the variable, drop its line end.',
        `export ${API_KEY}="$(tr -d '[:space:]' < key.txt)"`,
      ),
      CHECK_AGAIN,
    ],
    recognised: 'White space, a line end, a zero-width or a typographic character in the key.',
    example: "httpx.LocalProtocolError: Illegal header value b'Bearer sk-ar-...\\n'",
  },
  'key.other-provider': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.key-format',
    title: (c) => `This is a key of ${detail(c, 'provider', 'another provider')}`,
    retryHelps: false,
    expected: 'a key of this deployment',
    inFacts: otherProvider,
    textSign: saysForeignKey,
    cause: (c) =>
      `The prefix is ${detail(c, 'provider', 'another provider')}'s. ${detail(c, 'host', 'The deployment')} does not know it, and was not shown it.`,
    fixes: (c) => [
      copyAnew(c, 'Set a key from the API Keys page of this deployment'),
      fix('If this deployment does take that key, allow it.', 'npx agentrouter doctor --allow-foreign-key'),
    ],
    recognised: 'A prefix that only one provider uses, and a host that is not that provider.',
    example: 'AGENTROUTER_API_KEY=sk-ant-...',
  },
  'key.bad-format': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.key-format',
    title: 'The key does not look like one',
    retryHelps: false,
    expected: 'sk-ar- and then letters, digits, - and _',
    supersedes: ['key.rejected'],
    inFacts: badFormat,
    textSign: saysBadKeyForm,
    cause: (c) =>
      c.detail['received'] === 'accepted'
        ? 'Keys of AgentRouter begin with sk-ar-. This one does not, and the server accepts it all the same.'
        : c.detail['characters']
          ? badCharactersText(c.detail['characters'])
          : 'Keys of AgentRouter begin with sk-ar-. This one does not, and the server refuses it: it is the key of something else, or only a part was copied.',
    fixes: (c) => [copyAnew(c), CHECK_AGAIN],
    recognised:
      'A key that does not begin with sk-ar-, or has characters that no key has, and that the server refuses.',
    example: 'AGENTROUTER_API_KEY=my-key',
  },
} satisfies Family;
