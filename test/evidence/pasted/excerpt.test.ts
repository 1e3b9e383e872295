import { describe, expect, it } from 'vitest';
import { createExcerpt } from '../../../src/evidence/pasted/excerpt.ts';

function excerptOf(parts: readonly string[]): string {
  const excerpt = createExcerpt();
  for (const part of parts) excerpt.push(part);
  return excerpt.text();
}

const noise = (chars: number): string => 'nothing to see here\n'.repeat(Math.ceil(chars / 20));

describe('the excerpt of a text', () => {
  it('is the text itself where it is short, however it comes in parts', () => {
    expect(excerptOf(['one ', '', 'two\n', 'three'])).toBe('one two\nthree');
  });

  it('has the start, the end, and what looks like an error between them', () => {
    const text = `START${noise(2_000_000)}Error code: 401 in the middle${noise(2_000_000)}END`;
    for (const partChars of [1_000, 65_536, text.length]) {
      const parts = Array.from({ length: Math.ceil(text.length / partChars) }, (_, index) =>
        text.slice(index * partChars, (index + 1) * partChars),
      );
      const excerpt = excerptOf(parts);
      expect(excerpt.startsWith('START')).toBe(true);
      expect(excerpt.endsWith('END')).toBe(true);
      expect(excerpt).toContain('Error code: 401 in the middle');
      expect(excerpt.length).toBeLessThan(400_000);
    }
  });

  it('stays bounded where everything looks like an error', () => {
    const lines = Array.from(
      { length: 200_000 },
      (_, index) => `error ${'abcdefghij'.charAt(index % 10)} failed`,
    );
    expect(excerptOf([lines.join('\n')]).length).toBeLessThan(400_000);
  });
});
