import type { CodeEntry, Family } from './types.ts';
import { streamCodes } from './stream.ts';
import { toolsCodes } from './tools.ts';

const ALL = { ...streamCodes, ...toolsCodes } satisfies Family;

/** The name of a code of the catalogue. */
export type Code = keyof typeof ALL;

/** Every code that this tool can name, with all that belongs to it. */
export const CATALOGUE: Readonly<Record<Code, CodeEntry>> = ALL;

/** All codes, in the order of the catalogue. */
export const CODES: readonly Code[] = Object.keys(ALL).filter(isCode);

export function isCode(name: string): name is Code {
  return Object.hasOwn(ALL, name);
}
