import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createSemaphore } from '../../src/probes/semaphore.ts';

it('lets no more tasks run at once than it has places, and all of them in the end', async () => {
  const limited = createSemaphore(3);
  let running = 0;
  let most = 0;
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      limited(async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(index % 3);
        running -= 1;
        return index;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

it('lets tasks begin in the order in which they came', async () => {
  const limited = createSemaphore(1);
  const begun: number[] = [];
  await Promise.all(
    [0, 1, 2, 3].map((index) =>
      limited(async () => {
        begun.push(index);
        await sleep(1);
      }),
    ),
  );
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('frees the place of a task that throws', async () => {
  const limited = createSemaphore(1);
  const first = limited(() => Promise.reject(new Error('broken')));
  const second = limited(() => Promise.resolve('done'));
  await expect(first).rejects.toThrow('broken');
  await expect(second).resolves.toBe('done');
});

it('gives a place that became free to one task only', async () => {
  const limited = createSemaphore(1);
  let running = 0;
  const task = async (): Promise<number> => {
    running += 1;
    await sleep(1);
    const seen = running;
    running -= 1;
    return seen;
  };
  const first = limited(task);
  const second = limited(task);
  await first;
  expect(await Promise.all([second, limited(task), limited(task)])).toEqual([1, 1, 1]);
});
