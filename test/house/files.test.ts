import { describe, expect, it } from 'vitest';
import { filesIn } from './source-files.ts';

const MAX_LINES = 300;
const MEDIAN_LINES = 100;

const sources = filesIn('src');
const code = [...sources, ...filesIn('test'), ...filesIn('bin')].filter(({ path }) =>
  /\.(ts|js)$/.test(path),
);
const everything = [...code, ...filesIn('.ci', /^run$/), ...filesIn('.', /^(README\.md|package\.json)$/)];
const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** Lines that hold the pattern, as `path:line text`. */
function hits(files: typeof code, pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
}

describe('the files of the project', () => {
  it(`have at most ${MAX_LINES} lines each`, () => {
    const long = code.filter(({ text }) => linesOf(text) > MAX_LINES);
    expect(long.map(({ path, text }) => `${path}: ${linesOf(text)}`)).toEqual([]);
  });

  it(`have a median under ${MEDIAN_LINES} lines in src/`, () => {
    const sizes = sources
      .filter(({ path }) => path.endsWith('.ts'))
      .map(({ text }) => linesOf(text))
      .sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(MEDIAN_LINES);
  });

  it('leave nothing for later', () => {
    // Written in pieces, so that this file is no hit of its own.
    expect(
      hits(
        everything,
        new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`),
      ),
    ).toEqual([]);
  });

  it('name no path of one machine', () => {
    expect(hits(everything, new RegExp('/(' + 'work|farm|root' + ')/'))).toEqual([]);
  });

  it('run every test, and none alone', () => {
    const switched = new RegExp('\\b(it|test|describe)\\.(' + 'only|todo|skip|fails' + ')\\b');
    expect(hits(code, switched)).toEqual([]);
  });

  it('read the environment in one place, and set the exit code in one', () => {
    const readers = sources.filter(({ text }) => /(?<!")\bprocess\.env\b(?!\.)(?!`)/.test(text));
    expect(readers.map(({ path }) => path)).toEqual(['src/settings/environment.ts']);
    const setters = sources.filter(({ text }) => /\bprocess\.exitCode\s*=/.test(text));
    expect(setters.map(({ path }) => path)).toEqual(['src/cli.ts']);
  });
});
