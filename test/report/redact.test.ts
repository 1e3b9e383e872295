import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/report/redact.ts';
import { seeded } from './random.ts';

const KEY = 'sk-ar-test-Ab3dEf6hIj9lMn2pQr5tUv8x9f2c';
const SHOWN = 'sk-ar-…9f2c';

describe('a known key', () => {
  const redactor = createRedactor([KEY]);
  test.each([
    ['raw', `key ${KEY} refused`, `key ${SHOWN} refused`],
    ['in a header', `authorization: Bearer ${KEY}`, `authorization: Bearer ${SHOWN}`],
    ['lower-cased by a server', KEY.toLowerCase(), SHOWN],
    ['in a URL path, whose rest stays', `https://h/v1/${KEY}/models?a=1`, `https://h/v1/${SHOWN}/models?a=1`],
    ['twice', `${KEY} ${KEY}`, `${SHOWN} ${SHOWN}`],
    ['with control characters in it', `sk-ar-\u001b[1m${KEY.slice(6)}`, SHOWN],
    ['cut at the end of a text', `said: ${KEY.slice(0, 22)}…`, `said: ${SHOWN}…`],
  ])('is shown as prefix and last four: %s', (_name, before, after) => {
    expect(redactor.text(before)).toBe(after);
  });

  test('stays as it is where it is shown already', () => {
    expect(redactor.text(`The key ${SHOWN} is refused`)).toBe(`The key ${SHOWN} is refused`);
  });

  test.each([0, 1, 2])('is found in base64 after %i bytes', (bytes) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${'u'.repeat(bytes)}${KEY}:x`).toString(encoding);
      const rest = redactor.text(`blob ${encoded} end`);
      expect(rest).toContain(SHOWN);
      expect(Buffer.from(rest, encoding).toString('latin1')).not.toContain(KEY.slice(10, 20));
    }
  });
});

describe('a secret that is no key', () => {
  const password = 'pä/ss"<w> 1&x';
  const redactor = createRedactor([password]);
  test.each([
    ['raw', password],
    ['JSON', JSON.stringify(password).slice(1, -1)],
    ['JSON with escaped slashes', JSON.stringify(password).slice(1, -1).replace('/', '\\/')],
    ['JSON in JSON', JSON.stringify(JSON.stringify(password)).slice(3, -3)],
    ['JSON in ASCII', JSON.stringify(password).slice(1, -1).replace('ä', '\\u00e4')],
    ['URL', encodeURIComponent(password)],
    ['URL, lower-case hex', encodeURIComponent(password).replace(/%../g, (hex) => hex.toLowerCase())],
    ['form', encodeURIComponent(password).replaceAll('%20', '+')],
    ['HTML', password.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;')],
  ])('is hidden whole: %s', (_name, form) => {
    expect(redactor.text(`a ${form} b`)).toBe('a [secret-1] b');
  });

  test('has one token wherever it stands, and another than the next secret', () => {
    const two = createRedactor(['first-pass', 'second-pass']);
    expect(two.text('first-pass second-pass first-pass')).toBe('[secret-1] [secret-2] [secret-1]');
  });

  test('is left alone where it is too short to be told from ordinary text', () => {
    expect(createRedactor(['a1']).text('a1b2a1')).toBe('a1b2a1');
  });

  test('can be learnt later', () => {
    const later = createRedactor([]);
    expect(later.text('session hunter22')).toBe('session hunter22');
    later.learn('hunter22');
    expect(later.text('session hunter22')).toBe('session [secret-1]');
  });
});

describe('secrets that nobody named', () => {
  const redactor = createRedactor([]);
  test.each([
    ['x sk-ant-api03-Zz9Yy8Xx7Ww6Vv5Uu4 y', 'x sk-…5Uu4 y'],
    ['sk-abcdefghijklmnopqrstuvwxyzABCDEF', 'sk-…CDEF'],
    ['AIzaSyA1234567890abcdefghijklmnopqrstuv', 'AIz…stuv'],
    ['gsk_1234567890abcdefghijABCD', 'gsk…ABCD'],
    ['{"m":"k:\\nsk-test1234567890abcd"}', '{"m":"k:\\nsk-…abcd"}'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'jwt eyJ…dXJl'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic ***'],
    ['x-api-key: letmein99', 'x-api-key: ***'],
    ['http://ann:s3cr:et@h:8080/path', 'http://ann:***@h:8080/path'],
    ['https://h/v1/models?key=abcd1234&limit=2', 'https://h/v1/models?key=***&limit=2'],
    ['set-cookie: acw_tc=a1b2c3; Path=/; HttpOnly', 'set-cookie: acw_tc=***; Path=/; HttpOnly'],
    ['{"api_key": "abcdef123"}', '{"api_key": "***"}'],
    [
      'connect failed: host=db password=hunter2zz sslmode=on',
      'connect failed: host=db password=*** sslmode=on',
    ],
    ["DB_PASSWD: 'a1b2c3d4'", "DB_PASSWD: '***'"],
    ['aws_secret_access_key = wJalrXUtnFEMI7', 'aws_secret_access_key = ***'],
  ])('are found by their shape: %s', (before, after) => {
    expect(redactor.text(before)).toBe(after);
  });

  test.each([
    'Basic authentication is required',
    'WWW-Authenticate: Bearer realm="api"',
    'x-api-key: accepted',
    'AGENTROUTER_API_KEY=sk-ar-your-api-key',
    'Authorization: Bearer $AGENTROUTER_API_KEY',
    'model deepseek-chat-v3-0324 by task-forces',
    'https://h/v1/chat/completions?api-version=2024-10-21',
    'a key must start with sk-ar-',
    'write to support@example.com or see http://h:80/a',
    'pip install sk-learn-models',
    'password: required',
    'export HTTPS_PROXY=http://user:password@proxy:8080',
    'the secret: nobody knows',
    '最大令牌数 128',
  ])('are not seen in ordinary text: %s', (text) => {
    expect(redactor.text(text)).toBe(text);
  });
});

describe('control characters', () => {
  test('of a terminal are taken out, newlines and tabs stay', () => {
    const text = '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J a\tb\nc\r\u0000\u202e!';
    expect(createRedactor([]).text(text)).toBe('red2J a\tb\nc!');
  });
});

describe('a value', () => {
  const redactor = createRedactor([KEY, 'healthy']);
  const value = {
    verdict: 'healthy',
    count: 3,
    none: null,
    list: [`a ${KEY}`, true],
    headers: { 'set-cookie': 'id=abc; Secure', authorization: 'Bearer opaque', [`x-${KEY}`]: '1' },
  };
  test('is redacted in every string and key, and otherwise left as it was', () => {
    expect(redactor.value(value)).toEqual({
      verdict: 'healthy',
      count: 3,
      none: null,
      list: [`a ${SHOWN}`, true],
      headers: { 'set-cookie': 'id=***; Secure', authorization: 'Bearer ***', [`x-${SHOWN}`]: '1' },
    });
  });
  test('is a copy', () => {
    expect(value.list[0]).toContain(KEY);
  });
  test('cannot reach the prototype', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":"yes"}}');
    redactor.value(hostile);
    expect(Object.keys({})).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a megabyte of hostile text', () => {
  const redactor = createRedactor([KEY, 'hunter/2 "x"']);
  test.each([
    'a',
    '=',
    'sk-',
    'eyJ',
    'eyJabcdef.',
    '://',
    '://a:',
    'Bearer ',
    'authorization: ',
    'cookie: a',
    'cookie=',
    '\u001b]',
    '\u001b[0',
    '?key=',
    '"api_key" ',
    '\\nsk-a',
    `${KEY.slice(0, -1)} `,
    KEY,
    '\\u0022eyJ',
    'AIza',
  ])('of %j is read through at once', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const started = performance.now();
    redactor.text(`${text} ${KEY}`);
    // It takes some 50 ms; were the time quadratic, it would be minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('generated secrets', () => {
  const KINDS = {
    key: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
    password: 'abcXYZ019 !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~äß密',
  } as const;
  const ENCODERS: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => JSON.stringify({ a: [secret] }),
    (secret) => JSON.stringify(JSON.stringify({ secret })),
    (secret) => encodeURIComponent(secret),
    (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
    (secret) => Buffer.from(`user:${secret}`).toString('base64'),
    (secret) => Buffer.from(secret).toString('base64url'),
  ];

  test('are never left in any of their forms (400 cases)', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seeded(seed);
      const kind = random.pick(['key', 'password'] as const);
      const body = random.text(KINDS[kind], 8 + random.below(40)).trim();
      const secret = kind === 'key' ? `sk-ar-${body}` : `p${body}w9`;
      const encode = random.pick(ENCODERS);
      const redactor = createRedactor([secret]);
      const text = `${random.text('ab "\\/', random.below(12))} ${encode(secret)} ${random.text('xy{}', 5)}`;
      const clean = redactor.text(text);
      const form = encode(secret).replace(/^.*?user:/, '');
      expect(clean.includes(secret), `seed ${seed}`).toBe(false);
      expect(clean.includes(form), `seed ${seed}: ${clean}`).toBe(false);
      expect(redactor.text(clean), `seed ${seed}`).toBe(clean);
    }
  });
});
