import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { lintEnv } from '../../src/settings/env-lines.ts';
import { mendEnv, type Mending } from '../../src/settings/mend-env.ts';
import { seeded } from '../report/random.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';
const PLAIN = { bom: false, utf16: false, crlf: false };
const UTF16 = { ...PLAIN, bom: true, utf16: true };

const mend = (content: string | Buffer, encoding = PLAIN, plainLineEnds = true): Mending =>
  mendEnv(Buffer.from(content), encoding, plainLineEnds);
const mended = (text: string): string => mend(text).bytes.toString('utf8');

describe('a line of interest', () => {
  it.each([
    ['quotation marks', `AGENTROUTER_API_KEY="${KEY}"`, `AGENTROUTER_API_KEY=${KEY}`],
    ['single ones, of an SDK', `OPENAI_API_KEY='${KEY}'`, `OPENAI_API_KEY=${KEY}`],
    ['backticks', 'AGENTROUTER_MODEL=`gpt-4o`', 'AGENTROUTER_MODEL=gpt-4o'],
    ['spaces around =', 'AGENTROUTER_MODEL = gpt-4o', 'AGENTROUTER_MODEL=gpt-4o'],
    ['a space behind = before quotes that stay', 'AGENTROUTER_MODEL= "a b"', 'AGENTROUTER_MODEL="a b"'],
    ['spaces at the end', 'AGENTROUTER_MODEL=gpt-4o \t', 'AGENTROUTER_MODEL=gpt-4o'],
    ['a space behind a comment', 'AGENTROUTER_MODEL = m  # a b ', 'AGENTROUTER_MODEL=m  # a b'],
    ['a misspelled name', 'AGENT_ROUTER_KEY=k', 'AGENTROUTER_API_KEY=k'],
    ['a misspelled name of an SDK', 'ANTHROPIC_APIKEY=k', 'ANTHROPIC_API_KEY=k'],
    [
      'all at once, with export',
      `  export AGENTROUTER_KEY = '${KEY}'  `,
      `  export AGENTROUTER_API_KEY=${KEY}`,
    ],
  ])('loses %s', (_, before, after) => {
    expect(mended(`X=1\n${before}\nY=2`)).toBe(`X=1\n${after}\nY=2`);
    expect(mend(after).lines).toEqual([]);
  });

  it.each([
    ['a value with a space', 'AGENTROUTER_MODEL="a b"'],
    ['a value with #', 'AGENTROUTER_API_KEY="ab#cd"'],
    ['a value with $', "AGENTROUTER_API_KEY='ab$cd'"],
    ['a value with an escape', 'AGENTROUTER_API_KEY="ab\\ncd"'],
    ['a URL with &, which a shell would end the command at', 'AGENTROUTER_BASE_URL="https://h/?a=1&b=2"'],
    ['a value with a comment behind it', 'AGENTROUTER_API_KEY="abc" # mine'],
    ['nothing in them', 'AGENTROUTER_API_KEY=""'],
    ['a letter outside ASCII', 'AGENTROUTER_API_KEY="abç"'],
    ['quotes within', `AGENTROUTER_API_KEY="'abc'"`],
  ])('keeps quotation marks around %s', (_, text) => {
    expect(mended(text)).toBe(text);
    expect(mend(text).left).toEqual([{ line: 1, fault: 'quotation marks' }]);
  });

  it.each([
    ['a command that a shell would then run', 'AGENTROUTER_MODEL = a b'],
    ['a substitution', 'AGENTROUTER_API_KEY = $(pass show key)'],
  ])('keeps spaces around = before %s', (_, text) => {
    expect(mended(text)).toBe(text);
    expect(mend(text).left).toEqual([{ line: 1, fault: 'spaces around =' }]);
  });

  it.each([
    ['a quotation mark without its pair', 'AGENTROUTER_API_KEY="abc'],
    ['a value over two lines', 'AGENTROUTER_API_KEY = "ab  \ncd"  \n'],
    ['no value', 'AGENTROUTER_API_KEY='],
    ['a colon', 'AGENTROUTER_API_KEY: abc'],
    ['a backslash before its last space', 'AGENTROUTER_API_KEY=abc\\ '],
    ['a name of its own beside the real one', 'AGENTROUTER_API_KEY=a\nAGENTROUTER_API_KEY_OLD=b'],
  ])('stays as it is with %s', (_, text) => {
    expect(mended(text)).toBe(text);
  });
});

describe('a misspelled name', () => {
  it.each([
    ['the real one is there', 'AGENTROUTER_API_KEY=a\nAGENTROUTER_KEY=b\n', [2]],
    ['the real one is there, further down and empty', 'AGENTROUTER_KEY=b\nAGENTROUTER_API_KEY=\n', [1]],
    ['two lines could be meant', 'AGENTROUTER_KEY=a\nAGENT_ROUTER_API_KEY=b\n', [1, 2]],
    ['another line refers to it', 'AGENTROUTER_KEY=a\nOPENAI_ORG=${AGENTROUTER_KEY}\n', [1]],
    ['it stands there twice', 'AGENTROUTER_KEY=a\nAGENTROUTER_KEY=b\n', [1, 2]],
  ])('stays where %s', (_, text, lines) => {
    expect(mended(text)).toBe(text);
    expect(mend(text).left.map(({ line }) => line)).toEqual(lines);
  });

  it('is mended where one of another setting stays', () => {
    expect(mended('AGENTROUTER_KEY=a\nAGENTROUTER_APIKEY=b\nAGENTROUTER_URL=http://h\n')).toBe(
      'AGENTROUTER_KEY=a\nAGENTROUTER_APIKEY=b\nAGENTROUTER_BASE_URL=http://h\n',
    );
  });
});

describe('lines of other programs', () => {
  it('keep every byte, in whatever encoding', () => {
    const others = Buffer.from(
      'DATABASE_URL = "x"  \nNOTE=\xe9\xa0 \nCERT="a\nAGENTROUTER_MODEL = m \n"\n',
      'latin1',
    );
    const result = mend(Buffer.concat([others, Buffer.from('AGENTROUTER_MODEL = m\r\n')]));
    expect(result.bytes).toEqual(Buffer.concat([others, Buffer.from('AGENTROUTER_MODEL=m\n')]));
    expect(result.lines.map(({ line }) => line)).toEqual([6]);
  });

  it('are not read as text where a line of interest has bytes that are no UTF-8', () => {
    const odd = Buffer.from('AGENTROUTER_MODEL = caf\xe9 \n', 'latin1');
    expect(mend(odd).bytes).toEqual(odd);
  });
});

describe('the encoding', () => {
  const text = `# ключ\nAGENTROUTER_API_KEY=${KEY}\n`;

  it('loses its byte-order mark, also a second one', () => {
    expect(mended(`\ufeff${text}`)).toBe(text);
    expect(mended(`\ufeff\ufeff${text}`)).toBe(text);
    expect(mend(`\ufeff${text}`).wholeFile).toEqual(['the byte-order mark goes']);
  });

  it('becomes UTF-8 from UTF-16 of either byte order, with the line faults mended as well', () => {
    const windows = `\ufeff# ключ\r\nAGENTROUTER_API_KEY = "${KEY}"\r\n`;
    const little = Buffer.from(windows, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const result = mend(bytes, UTF16);
      expect(result.bytes.toString('utf8')).toBe(text);
      expect(result.wholeFile).toEqual(['UTF-16 becomes UTF-8', 'CRLF line ends become LF, on all 2 lines']);
    }
  });

  it.each([
    ['has no byte-order mark', Buffer.from(text, 'utf16le')],
    ['is cut in the middle of a character', Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1)],
    ['has half of a surrogate pair', Buffer.from(`\ufeffA=\ud83d\n`, 'utf16le')],
    ['is UTF-32', Buffer.from('fffe00004100000042000000', 'hex')],
  ])('stays where UTF-16 %s', (_, bytes) => {
    const result = mend(bytes, UTF16);
    expect(result.bytes).toEqual(bytes);
    expect(result.left).toHaveLength(1);
  });
});

describe('carriage returns', () => {
  it('go from the whole file where every line has one', () => {
    expect(mended('DEBUG="a\r\nb"\r\nAGENTROUTER_MODEL=m\r\nX=1')).toBe(
      'DEBUG="a\nb"\nAGENTROUTER_MODEL=m\nX=1',
    );
  });

  it('go from the lines of interest only where the file is mixed', () => {
    expect(mended('X=1\r\nAGENTROUTER_MODEL=m\r\nY=2\n')).toBe('X=1\r\nAGENTROUTER_MODEL=m\nY=2\n');
  });

  it('stay where no line of interest has one, and where the system writes them itself', () => {
    expect(mended('X=1\r\nY=2\r\n')).toBe('X=1\r\nY=2\r\n');
    const windows = Buffer.from('AGENTROUTER_MODEL = m\r\nX=1\r\n');
    expect(mend(windows, PLAIN, false).bytes.toString()).toBe('AGENTROUTER_MODEL=m\r\nX=1\r\n');
  });
});

describe('what is shown', () => {
  it('has no key, no password and no comment in it', () => {
    const { lines } = mend(
      `AGENTROUTER_API_KEY = ${KEY} # was sk-ar-test-older-key-0000\nHTTPS_PROXY="http://u:word-of-pass@p:1"\n`,
    );
    expect(lines).toEqual([
      {
        line: 1,
        faults: ['spaces around ='],
        before: 'AGENTROUTER_API_KEY = sk-ar-…ghij # …',
        after: 'AGENTROUTER_API_KEY=sk-ar-…ghij # …',
      },
      {
        line: 2,
        faults: ['quotation marks'],
        before: 'HTTPS_PROXY="http://p:1"',
        after: 'HTTPS_PROXY=http://p:1',
      },
    ]);
  });

  it('comes with the secrets of the file, for whoever prints it', () => {
    const { secrets } = mend(`AGENTROUTER_KEY="${KEY}"\nHTTPS_PROXY=http://u:word-of-pass@p:1\n`);
    expect(secrets).toEqual(expect.arrayContaining([KEY, 'word-of-pass']));
  });
});

describe('for any mixture of pieces', () => {
  const pieces = [
    ...['AGENTROUTER_API_KEY', 'AGENTROUTER_KEY', 'AGENTROUTER_MODEL', 'OTHER', '=', ' = ', '=', ':'],
    ...[' ', '\n', '\n', '\r\n', '\r', '"', "'", '`', '#', 'ab', 'a b', '\\', '$x', 'export ', '\t', 'é'],
    ...['\nAGENTROUTER_MODEL = ', '\nAGENTROUTER_KEY="ab"', '\nOTHER = ', '" \n'],
    ...['\u00a0', '\u2028', '\ufeff', '"v"', "'v'"],
  ];

  it('dotenv reads the same values, other lines keep their text, and a second time changes nothing', () => {
    let changed = 0;
    for (let seed = 1; seed <= 4000; seed += 1) {
      const random = seeded(seed);
      const text = Array.from({ length: 16 }, () => random.pick(pieces)).join('');
      const result = mend(text);
      const after = result.bytes.toString('utf8');
      const say = `seed ${seed}: ${JSON.stringify(text)} became ${JSON.stringify(after)}`;
      if (after !== text) changed += 1;
      const values = (source: string): string[] => Object.entries(parse(source)).map(([, value]) => value);
      expect(values(after).sort(), say).toEqual(values(text).sort());
      expect(parse(after)['OTHER'], say).toBe(parse(text)['OTHER']);
      const known = new Set(lintEnv(text.replace(/^\ufeff+/, '')).lines.map(({ line }) => line));
      const lines = (source: string): string[] => source.replace(/^\ufeff+/, '').split(/\r\n|\r|\n/);
      lines(after).forEach((line, index) => {
        if (!known.has(index + 1)) expect(line, say).toBe(lines(text)[index]);
      });
      expect(mend(after).bytes.toString('utf8'), say).toBe(after);
    }
    expect(changed).toBeGreaterThan(400);
  });
});
