import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/report/redact.ts';
import { FORMS } from './secret-forms.ts';
import { knownSecret, namedSecret, providerToken } from './secrets.ts';

const RUNS_OF_EACH_FORM = 100;
const RUNS_OF_SHAPES = 1_000;
const RUNS_OF_PIECES = 300;

/** What stands around a secret in an answer. */
const around = fc.constantFrom(
  ...([
    ['said: ', ' end'],
    ['{"message":"key ', ' refused"}'],
    ['https://h.test/v1?a=1&b=', '&c=2'],
    ['a\\n', '\\u0022'],
    ['<p title="', '">'],
    ['', ''],
  ] as const),
);

describe('a secret that the settings name', () => {
  it.each(Object.entries(FORMS))(`is hidden in this form: %s (${RUNS_OF_EACH_FORM} runs)`, (_, write) => {
    fc.assert(
      fc.property(knownSecret, around, (secret, [before, after]) => {
        const redactor = createRedactor([secret]);
        const output = redactor.text(before + write(secret) + after);
        expect(output).not.toContain(write(secret));
        expect(redactor.text(output)).toBe(output);
      }),
      { numRuns: RUNS_OF_EACH_FORM },
    );
  });

  it(`is hidden where its characters are written in several ways at once (${RUNS_OF_PIECES} runs)`, () => {
    const ways = [
      'JSON, every character escaped',
      'percent, every byte',
      'HTML by number',
      'HTML by hex number',
      'Python or JavaScript source',
    ].flatMap((name) => FORMS[name] ?? []);
    const mixed = fc.tuple(
      knownSecret,
      fc.array(fc.nat({ max: 2 * ways.length }), { minLength: 70, maxLength: 70 }),
    );
    fc.assert(
      fc.property(mixed, ([secret, choices]) => {
        const written = Array.from(secret, (character, at) =>
          (ways[choices[at] ?? 0] ?? String)(character),
        ).join('');
        const output = createRedactor([secret]).text(`a ${written} b`);
        expect(output).not.toContain(written);
      }),
      { numRuns: RUNS_OF_PIECES },
    );
  });

  it(`is hidden where a stream has cut it in two (${RUNS_OF_PIECES} runs)`, () => {
    const key = knownSecret.filter((secret) => /^sk-[\w-]{36,}$/.test(secret));
    fc.assert(
      fc.property(key, fc.nat({ max: 100 }), (secret, cut) => {
        const at = Math.min(21, secret.length) + (cut % Math.max(1, secret.length - 36));
        const output = createRedactor([secret]).value([secret.slice(0, at), secret.slice(at)]);
        for (const [index, piece] of [secret.slice(0, at), secret.slice(at)].entries())
          if (piece.length >= 21) expect(output[index]).not.toContain(piece.slice(-12, -4));
      }),
      { numRuns: RUNS_OF_PIECES },
    );
  });
});

/** The events of a stream that says `text` in pieces of a few characters. */
function streamed(text: string, chars: number): string {
  const pieces = text.match(new RegExp(`[^]{1,${chars}}`, 'gu')) ?? [];
  return pieces
    .map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
    .join('');
}

it(`a secret that a stream says in small pieces cannot be put together again (${RUNS_OF_PIECES} runs)`, () => {
  const said = fc.tuple(knownSecret, providerToken, fc.integer({ min: 2, max: 9 }));
  fc.assert(
    fc.property(said, ([secret, token, chars]) => {
      const events = streamed(`Your key is ${secret} and ${token} indeed, is it not?`, chars);
      const shown = createRedactor([secret]).value({ events }).events;
      const pieces = [...shown.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, piece]) =>
        String(JSON.parse(piece ?? '""')),
      );
      const joined = pieces.join('');
      for (const leak of [secret, secret.slice(3, -3), token, token.slice(12, -6)])
        expect(joined).not.toContain(leak);
      expect(joined).toMatch(/^Your key is \*\*\*.* indeed, is it not\?$/su);
    }),
    { numRuns: RUNS_OF_PIECES },
  );
});

/** How a token that nobody named is written. */
const ESCAPING = Object.entries(FORMS).filter(([name]) => /every|number|source|^base64|^raw/.test(name));

it.each(ESCAPING)(
  `a token of any known provider is hidden in this form: %s (${RUNS_OF_PIECES} runs)`,
  (_, write) => {
    fc.assert(
      fc.property(providerToken, (token) => {
        const written = write(`user:${token}`);
        expect(createRedactor([]).text(`said "${written}" at`)).not.toContain(written);
      }),
      { numRuns: RUNS_OF_PIECES },
    );
  },
);

it(`a token found in one text is hidden in all others, whatever its form (${RUNS_OF_PIECES} runs)`, () => {
  const form = fc.constantFrom(...Object.values(FORMS));
  fc.assert(
    fc.property(providerToken, form, (token, write) => {
      const encoded = write(token.replace(/[-_]+$/, ''));
      const [, shown] = createRedactor([]).value([`key ${token}`, `said "x${encoded}" again`]);
      expect(shown).not.toContain(encoded);
    }),
    { numRuns: RUNS_OF_PIECES },
  );
});

/** Names and signs before a secret. */
const naming = fc.constantFrom(
  ...[
    'OPENAI_API_KEY=',
    '"apiKey":"',
    String.raw`{\"authToken\": \"`,
    'token: ',
    "{'api_key': '",
    'MY_TOKEN => ',
  ],
  ...['&quot;token&quot;:&quot;', String.raw`\u0022secret\u0022\u003a\u0022`, 'Incorrect API key provided: '],
  ...[
    'x-vault-token: ',
    '--api-key ',
    '-u ann:',
    'cookie: sid=',
    '"set-cookie":["sid=',
    'https://h.test/#access_token=',
  ],
  ...[
    'a%3Ftoken%3D',
    'https://h.test/cb?code=',
    'https%3A%2F%2Fann%3A',
    'Authorization: Negotiate ',
    'passwort=',
  ],
);

it(`a value that its name gives away is hidden, whatever its form (${RUNS_OF_SHAPES} runs)`, () => {
  fc.assert(
    fc.property(
      naming,
      namedSecret,
      fc.constantFrom('', '%40h', '"', '&state=x', ' end'),
      (before, secret, after) => {
        fc.pre(!before.endsWith('ann%3A') || after === '%40h');
        expect(createRedactor([]).text(before + secret + after)).not.toContain(secret.slice(2, -4));
      },
    ),
    { numRuns: RUNS_OF_SHAPES },
  );
});

it(`a token of any known provider is hidden though nobody named it (${RUNS_OF_SHAPES} runs)`, () => {
  fc.assert(
    fc.property(providerToken, around, (token, [before, after]) => {
      const output = createRedactor([]).text(before + token + after);
      expect(output).not.toContain(token.slice(0, -8));
      expect(output).not.toContain(token.slice(14, 30));
    }),
    { numRuns: RUNS_OF_SHAPES },
  );
});
