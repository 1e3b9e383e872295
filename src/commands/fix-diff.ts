import type { Mending } from '../settings/mend-env.ts';

/** What would change in an env file, line by line, in a form fit to print; empty where nothing would. */
export function diffOf({ wholeFile, lines }: Mending, shown: string): string[] {
  return [
    ...wholeFile.map((change) => `${shown}: ${change}`),
    ...lines.flatMap(({ line, faults, before, after }) => [
      `${shown}:${line}: ${faults.join(', ')}`,
      `  - ${before}`,
      `  + ${after}`,
    ]),
  ];
}

/** The faults that are left for the user to decide. */
export function leftOf({ left }: Mending, shown: string): string[] {
  if (left.length === 0) return [];
  return [
    'Left as it is, because more than one answer may be right:',
    ...left.map(({ line, fault }) => `  ${line === null ? shown : `${shown}:${line}`}: ${fault}`),
  ];
}
