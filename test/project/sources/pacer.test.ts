import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startPacer } from '../../../src/project/sources/pacer.ts';

/** As when another program has the processor: time passes, and this one neither computes nor waits for anything. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('the time that looking at the sources may take', () => {
  it('is up after two seconds of waiting, and ends what does not come back', async () => {
    const pacer = startPacer(new AbortController().signal);
    await Promise.race([pacer.end, sleep(30_000, null, { ref: false })]);
    expect(pacer.isOver()).toBe(true);
    expect(await pacer.pause()).toBe(false);
    pacer.stop();
  });

  it('does not pass while other programs have the processor, and is up in the end even so', async () => {
    const pacer = startPacer(new AbortController().signal);
    standStill(2_100);
    expect(pacer.isOver()).toBe(false);
    expect(await pacer.pause()).toBe(true);
    standStill(4_000);
    expect(pacer.isOver()).toBe(true);
    pacer.stop();
  });

  it('is up when the run ends', async () => {
    const run = new AbortController();
    const pacer = startPacer(run.signal);
    expect(pacer.isOver()).toBe(false);
    run.abort();
    await pacer.end;
    expect(pacer.isOver()).toBe(true);
    pacer.stop();
  });
});
