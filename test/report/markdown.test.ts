import { describe, expect, test } from 'vitest';
import { code, escaped, fenced } from '../../src/report/markdown-text.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import {
  degraded,
  finding,
  healthy,
  keyRejected,
  modelsRun,
  PLAIN_FACE,
  report,
  streamRun,
} from './samples.ts';

describe('a report as Markdown', () => {
  const lines = renderMarkdown(keyRejected).split('\n');
  test('has verdict, root cause, fixes and checklist', () => {
    expect(lines[0]).toBe('# Broken: The key sk-ar-…9f2c is not accepted (`key.rejected`)');
    expect(lines).toContain('- **Whose side**: You (proved); trying again does not help');
    expect(lines).toContain('2. Write the new key into .env, line 1:');
    expect(lines).toContain('   AGENTROUTER_API_KEY=sk-ar-your-api-key');
    expect(lines).toContain('| `access.bearer` | State of access.bearer | **failed** | key.rejected |');
    expect(lines).toContain('| `access.balance` | State of access.balance | skipped | needs access.bearer |');
  });
  test('has the same words as the text format', () => {
    const text = renderText(keyRejected, { ...PLAIN_FACE, width: 400 });
    for (const words of [
      'You (proved); trying again does not help',
      'The deployment does not know this key. It was deleted, or mistyped.',
      'a made-up key gets the same',
      '28 checks: 22 passed, 1 with warnings, 1 failed, 4 skipped',
    ]) {
      expect(text).toContain(words);
      expect(lines.join('\n')).toContain(words);
    }
  });
  test('is short where all is well', () => {
    const healthyLines = renderMarkdown(healthy).split('\n');
    expect(healthyLines[0]).toBe('# Healthy: https://gw.example.com');
    expect(healthyLines.join('\n')).not.toContain('## Warnings');
  });
  test('tells warnings, and suppressed findings by name', () => {
    const text = renderMarkdown(degraded);
    expect(text).toContain('### Title of balance.low (`balance.low`)');
    expect(text).toContain('Suppressed, not counted: `http.slow`');
  });
  test('has tables of models and streams', () => {
    expect(renderMarkdown(modelsRun)).toContain(
      '| openai | `gpt-4o` | no | 95 ms | model.no-channel: no channel \\| here |',
    );
    expect(renderMarkdown(streamRun)).toContain(
      '| anthropic | `claude-3-5-haiku-20241022` | cut before the end |',
    );
  });
  test('cannot be broken out of by what a server said', () => {
    const hostile = report({
      findings: [
        finding('request.invalid', {
          measured: '</details><img src=x> | [a](b)\n# heading',
          fixes: [{ text: 'Try.', command: 'echo "```"\n\n\n# end' }],
        }),
      ],
    });
    const text = renderMarkdown(hostile);
    expect(text).toContain('\\</details\\>\\<img src=x\\> \\| \\[a\\](b) # heading');
    expect(text).toContain('   ````\n   echo "```"\n   \n   \n   # end\n   ````');
  });
});

describe('pieces of Markdown', () => {
  test('take a text of nothing but backticks, however many', () => {
    const text = '` '.repeat(300_000);
    expect(fenced(text)[0]).toBe('```');
    expect(code(text).startsWith('``')).toBe(true);
  });
  test('a code span holds backticks', () => {
    expect(code('a`b``c')).toBe('```a`b``c```');
    expect(code('`x`')).toBe('`` `x` ``');
  });
  test('a fence is longer than any inside', () => {
    expect(fenced('````')[0]).toBe('`````');
  });
  test('names with underscores stay readable', () => {
    expect(escaped('max_tokens _is_ *not* set')).toBe('max_tokens \\_is\\_ \\*not\\* set');
  });
});
