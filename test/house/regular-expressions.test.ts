import { join } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { ROOT } from '../helpers/npm.ts';
import { filesIn } from './source-files.ts';

interface Expression {
  /** Where it stands, as `path:line`. */
  place: string;
  source: string;
  flags: string;
}

/** What dotenv reads lines with, taken over to the letter so that both read them alike; files are limited in size. */
const AS_ELSEWHERE = ['src/settings/env-lines.ts'];

/** Every regular expression of a file that is written out: literals, and `new RegExp` of one text. */
function expressionsIn({ path, text }: { path: string; text: string }): Expression[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
      found.push({ place, source, flags });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') {
      const [source, flags] = (node.arguments ?? []).map(textOf);
      if (source !== undefined && source !== null) found.push({ place, source, flags: flags ?? '' });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of an expression that is one, raw or not; null where it is put together. */
function textOf(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  const raw =
    ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw' ? node.template : null;
  return raw !== null && ts.isNoSubstitutionTemplateLiteral(raw) ? (raw.rawText ?? null) : null;
}

/**
 * Where an expression goes through a text again and again: exponentially, or because two of its repetitions can share
 * out the same characters. Repetitions that only begin anew at each place of a text are no part of this.
 */
function slownessOf({ source, flags }: Expression): string[] {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: false } });
  return [...new Set(reports.map(({ type, exponential }) => `${type}${exponential ? ', exponential' : ''}`))];
}

describe('the regular expressions', () => {
  const all = filesIn('src', /\.ts$/).flatMap(expressionsIn);

  it('take a time that does not explode with the length of a text', () => {
    expect(all.length).toBeGreaterThan(500);
    const slow = all
      .filter(({ place }) => !AS_ELSEWHERE.some((path) => place.startsWith(`${path}:`)))
      .flatMap((one) => slownessOf(one).map((how) => `${one.place} /${one.source}/${one.flags}: ${how}`));
    expect(slow).toEqual([]);
  });

  it('take no longer where they are put together when their module is loaded', async () => {
    const made: Expression[] = [];
    class Noted extends RegExp {
      constructor(pattern: string | RegExp, flags?: string) {
        super(pattern, flags);
        made.push({ place: 'put together', source: this.source, flags: this.flags });
      }
    }
    vi.stubGlobal('RegExp', Noted);
    try {
      const modules = filesIn('src', /(?<!\.d)\.ts$/).filter(
        ({ path }) => !/^src\/(cli\.ts|bundle\/)/.test(path),
      );
      for (const { path } of modules) await import(join(ROOT, path));
    } finally {
      vi.unstubAllGlobals();
    }
    expect(made.length).toBeGreaterThan(20);
    const slow = made.flatMap((one) => slownessOf(one).map((how) => `/${one.source}/${one.flags}: ${how}`));
    expect(slow).toEqual([]);
  });

  it.each([
    [String.raw`^(\w+\s?)*$`, 'exponential'],
    [String.raw`^\s*[a-z ]*:$`, 'Trade'],
  ])('would be found out: %s', (source, how) => {
    expect(slownessOf({ place: '', source, flags: '' }).join()).toContain(how);
  });
});
