import { describe, it } from 'vitest';
import { proveWorld } from './world-run.ts';
import type { World } from './world.ts';

/** One test for each world of a table, several at a time. */
export function describeWorlds(subject: string, worlds: readonly World[]): void {
  describe.concurrent(subject, () => {
    it.for(worlds.map((world): [string, World] => [titleOf(world), world]))('%s', async ([, world]) => {
      await proveWorld(world);
    });
  });
}

function titleOf({ name, gives, nearMissOf = [] }: World): string {
  const found = gives.length === 0 ? 'nothing is wrong' : gives.join(', ');
  return `${name}: ${found}${nearMissOf.length === 0 ? '' : `; not ${nearMissOf.join(', ')}`}`;
}
