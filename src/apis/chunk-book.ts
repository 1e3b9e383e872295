import type { StreamReading } from './types.ts';

type Chunk = StreamReading['contentChunks'][number];

/** So many chunks are kept one by one; of more, every second, fourth, … is. */
const MAX_KEPT = 4_000;
/** Neighbouring bins of the histogram differ by one in a hundred, and so may a gap that it tells. */
const BIN_RATIO = 1.01;
const LEAST_GAP_MS = 0.01;

/** Keeps book of a stream's chunks in bounded memory: their number, when they came, and how far apart. */
export class ChunkBook {
  #kept: Chunk[] = [];
  #count = 0;
  #step = 1;
  #last: Chunk | null = null;
  #maxGapMs = 0;
  /** How many gaps fell in each bin, by logarithm. */
  readonly #gaps = new Map<number, number>();

  add(chunk: Chunk): void {
    if (this.#last !== null) this.#addGap(chunk.atMs - this.#last.atMs);
    if (this.#count % this.#step === 0) this.#kept.push(chunk);
    if (this.#kept.length > MAX_KEPT) {
      this.#kept = this.#kept.filter((_, at) => at % 2 === 0);
      this.#step *= 2;
    }
    this.#count += 1;
    this.#last = chunk;
  }

  /** What a reading holds of it; the number and the gaps only where not every chunk was kept. */
  entries(): Pick<StreamReading, 'contentChunks' | 'chunkCount' | 'chunkGapsMs'> {
    if (this.#last === null || this.#step === 1) return { contentChunks: this.#kept };
    const whole = this.#kept.at(-1) === this.#last ? this.#kept : [...this.#kept, this.#last];
    const chunkGapsMs = { p50: this.#gapAt(0.5), p95: this.#gapAt(0.95), max: this.#maxGapMs };
    return { contentChunks: whole, chunkCount: this.#count, chunkGapsMs };
  }

  #addGap(ms: number): void {
    this.#maxGapMs = Math.max(this.#maxGapMs, ms);
    const bin = ms < LEAST_GAP_MS ? -1 : Math.floor(Math.log(ms / LEAST_GAP_MS) / Math.log(BIN_RATIO));
    this.#gaps.set(bin, (this.#gaps.get(bin) ?? 0) + 1);
  }

  /** The nearest-rank percentile, to the accuracy of a bin. */
  #gapAt(share: number): number {
    const wanted = Math.ceil(share * (this.#count - 1));
    let passed = 0;
    for (const [bin, gaps] of [...this.#gaps].sort(([a], [b]) => a - b)) {
      passed += gaps;
      if (passed >= wanted) return bin < 0 ? 0 : LEAST_GAP_MS * BIN_RATIO ** (bin + 0.5);
    }
    return this.#maxGapMs;
  }
}
