import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CODES, isCode } from '../../src/codes/catalogue.ts';
import { isFault } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { ROOT } from '../helpers/npm.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The names in one table of package.json. */
function namesIn(table: string): string[] {
  const value: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, table) : undefined;
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** What stands in backticks, and the lines of shell blocks. */
const quoted = [...readme.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map((found) => found[1] ?? '');
const shellLines = [...readme.matchAll(/```sh\n([^]*?)```/g)].flatMap((found) =>
  (found[1] ?? '').split('\n'),
);
/** Commands of this tool, without what starts them: `doctor --free`. */
const commands = [...quoted, ...shellLines, ...readme.split('\n').filter((line) => line.startsWith('$ '))]
  .flatMap((text) => /(?:^|[ $])agentrouter ((?!is\b)[a-z-]+(?: [^|#]+)?)/.exec(text)?.[1] ?? [])
  .map((text) => text.trim().split(/\s+/));

const help = new Map<string, string>();

beforeAll(async () => {
  const top = (await runCli(['--help'])).stdout;
  help.set('', top);
  for (const [, name] of top.matchAll(/^ {2}([a-z][a-z-]+) /gm))
    if (name !== undefined) help.set(name, (await runCli([name, '--help'])).stdout);
});

describe('the README', () => {
  it('shows what is really printed', async () => {
    const [, line, sample] = /```text\n\$ npx agentrouter (.+)\n([^]*?)```/.exec(readme) ?? [];
    const { stdout } = await runCli((line ?? '').split(' '));
    const withoutPorts = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:0');
    expect(withoutPorts(stdout).startsWith(withoutPorts(sample ?? 'no sample'))).toBe(true);
  });

  it('names commands and options that exist', () => {
    expect(commands.length).toBeGreaterThan(10);
    for (const [name = '', ...words] of commands) {
      const shown = help.get(name);
      expect(shown, `agentrouter ${name}`).toBeDefined();
      for (const option of words.filter((word) => word.startsWith('--')))
        expect(shown, `agentrouter ${name} ${option}`).toContain(option.split('=')[0]);
    }
    const all = [...help.values()].join('\n');
    const options = quoted.flatMap((text) => text.match(/^--[a-z-]+/) ?? []);
    for (const option of options) expect(all).toContain(option);
  });

  it('tells of every command', () => {
    const told = new Set(commands.map(([name]) => name));
    const untold = [...help.keys()].filter((name) => !['', 'help'].includes(name) && !told.has(name));
    expect(untold).toEqual([]);
  });

  it('names codes and faults that exist', () => {
    const families = new Set(CODES.filter((code) => code !== 'unknown').map((code) => code.split('.')[0]));
    const named = quoted.filter((text) => /^[a-z0-9]+\.[a-z0-9-]+$/.test(text));
    const codes = named.filter((text) => families.has(text.split('.')[0]));
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
    const faults = [...readme.matchAll(/--(?:sandbox=|fault )([a-z0-9]+\.[a-z0-9-]+)/g)];
    expect(faults.map((found) => found[1] ?? '').filter((fault) => !isFault(fault))).toEqual([]);
  });

  it('says why each dependency is there', () => {
    const rows = readme.slice(readme.indexOf('### Why each dependency'));
    const untold = ['dependencies', 'devDependencies']
      .flatMap(namesIn)
      .filter((name) => !rows.includes(`\`${name}\``));
    expect(untold).toEqual([]);
  });

  it('names scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((found) => found[1] ?? '');
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((script) => !namesIn('scripts').includes(script))).toEqual([]);
  });
});
