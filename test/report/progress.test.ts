import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createBar } from '../../src/report/bar.ts';
import { createProgress } from '../../src/report/progress.ts';
import { PLAIN_FACE } from './samples.ts';

/** A stream that remembers; `ora` needs the cursor methods of a terminal. */
class Screen extends PassThrough {
  written = '';
  isTTY = true;
  columns = 80;
  override write(chunk: unknown): boolean {
    this.written += String(chunk);
    return true;
  }
  cursorTo(): boolean {
    return true;
  }
  moveCursor(): boolean {
    return true;
  }
  clearLine(): boolean {
    return true;
  }
}

describe('progress', () => {
  test('without a terminal is plain lines in the order of their start', async () => {
    const screen = new Screen();
    const progress = await createProgress(screen, PLAIN_FACE);
    progress.start('local');
    progress.start('network');
    progress.done('network', 'pass', '5 passed');
    expect(screen.written).toBe('');
    progress.done('local', 'warn', '1 warned, 6 passed');
    expect(screen.written).toBe('⚠ local      1 warned, 6 passed\n✓ network    5 passed\n');
  });

  test('prints what has ended when it is stopped early', async () => {
    const screen = new Screen();
    const progress = await createProgress(screen, { ...PLAIN_FACE, unicode: false });
    progress.start('local');
    progress.start('network');
    progress.done('network', 'fail', '1 failed');
    progress.stop();
    expect(screen.written).toBe('FAIL network    1 failed\n');
  });

  test('on a terminal turns for the first unfinished category and leaves its line', async () => {
    const screen = new Screen();
    const progress = await createProgress(screen, { ...PLAIN_FACE, terminal: true });
    progress.start('local');
    progress.start('network');
    progress.done('local', 'pass', '7 passed');
    progress.done('network', 'pass', '5 passed');
    progress.stop();
    expect(screen.written).toContain('✓ local      7 passed\n');
    expect(screen.written.indexOf('✓ local')).toBeLessThan(screen.written.indexOf('✓ network'));
    expect(screen.written).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] local/);
  });
});

describe('a bar', () => {
  test('fills on a terminal and goes away', () => {
    const screen = new Screen();
    const bar = createBar(screen, true, 2);
    bar.advance();
    bar.advance();
    bar.stop();
    expect(screen.written).toContain(`\r[${'#'.repeat(15)}${'-'.repeat(15)}] 1/2`);
    expect(screen.written).toContain(`\r[${'#'.repeat(30)}] 2/2`);
    expect(screen.written.endsWith('\r\u001b[K')).toBe(true);
  });
  test('writes nothing where there is no terminal', () => {
    const screen = new Screen();
    const bar = createBar(screen, false, 1);
    bar.advance();
    bar.stop();
    expect(screen.written).toBe('');
  });
});
