import { describe, expect, it } from 'vitest';
import { ChunkBook } from '../../src/apis/chunk-book.ts';
import { chatStreamReader } from '../../src/apis/openai-stream.ts';
import { delta } from './streams.ts';

/** A book of so many chunks, the gap before each told by its number. */
function bookOf(count: number, gapMs: (number: number) => number): ReturnType<ChunkBook['entries']> {
  const book = new ChunkBook();
  let atMs = 0;
  for (let number = 0; number < count; number += 1) {
    book.add({ atMs, read: number, chars: 1 });
    atMs += gapMs(number);
  }
  return book.entries();
}

describe('the book of chunks', () => {
  it('keeps every chunk of a usual stream, and adds nothing', () => {
    const entries = bookOf(3_000, () => 2);
    expect(entries.contentChunks).toHaveLength(3_000);
    expect(Object.keys(entries)).toEqual(['contentChunks']);
  });

  it('keeps a few thousand of a long one, evenly, the first and the last among them', () => {
    const { contentChunks, chunkCount } = bookOf(200_001, () => 1);
    expect(chunkCount).toBe(200_001);
    expect(contentChunks.length).toBeLessThanOrEqual(4_001);
    expect(contentChunks.length).toBeGreaterThan(2_000);
    expect(contentChunks[0]?.atMs).toBe(0);
    expect(contentChunks.at(-1)?.atMs).toBe(200_000);
    const steps = contentChunks.slice(1, -1).map(({ atMs }, at) => atMs - (contentChunks[at]?.atMs ?? 0));
    expect(new Set(steps).size).toBe(1);
  });

  it('tells the gaps of a long one to a hundredth', () => {
    const gapMs = (number: number): number => (number === 7 ? 1_234.5 : number % 10 === 0 ? 40 : 5);
    const { chunkGapsMs } = bookOf(50_000, gapMs);
    expect(chunkGapsMs?.max).toBeCloseTo(1_234.5, 6);
    expect(Math.abs((chunkGapsMs?.p50 ?? 0) - 5)).toBeLessThan(0.05);
    expect(Math.abs((chunkGapsMs?.p95 ?? 0) - 40)).toBeLessThan(0.4);
  });

  it('tells of chunks that came together that there was no gap', () => {
    expect(bookOf(9_000, () => 0).chunkGapsMs).toEqual({ p50: 0, p95: 0, max: 0 });
  });
});

describe('the reading of a long stream', () => {
  it('keeps the start of the text, and counts every chunk', () => {
    const reader = chatStreamReader();
    const data = delta({ content: 'x'.repeat(100) }).replace(/^data: /, '');
    for (let number = 0; number < 10_000; number += 1)
      reader.take({ atMs: number, read: number, event: null, data });
    const reading = reader.finish([]);
    expect(reading.eventCount).toBe(10_000);
    expect(reading.chunkCount).toBe(10_000);
    expect(reading.text.length).toBeLessThanOrEqual(200_100);
    expect(reading.text).toMatch(/^x{100000}/);
  });
});
