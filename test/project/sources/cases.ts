import { expect, it } from 'vitest';
import { hitsIn, type Files } from './scanned.ts';

/** What stands in a file or in several, and where the codes are that it shows: `code line` or `code file:line`. */
export type Case = [name: string, code: string | Files, gives?: readonly string[]];

/** One test for each case, in a file `app.py` or `app.ts` where no other name is given. */
export function proveCases(file: string, cases: readonly Case[]): void {
  it.for(cases)('%s', async ([, code, gives = []]) => {
    const files = typeof code === 'string' ? { [file]: code } : code;
    const wanted = gives.map((hit) => hit.replace(/^(\S+) (\d+)$/, `$1 ${file}:$2`));
    expect(await hitsIn(files)).toEqual([...wanted].sort());
  });
}
