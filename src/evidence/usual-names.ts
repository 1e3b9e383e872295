import { editDistance } from './edit-distance.ts';

/** Model names that nearly every gateway uses as they stand, for telling a slip of the pen without any list. */
const USUAL_NAMES = [
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4',
  'gpt-4-turbo',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-3.5-turbo',
  'gpt-5',
  'gpt-5-mini',
  'claude-3-5-sonnet-20241022',
  'claude-3-5-haiku-20241022',
  'claude-3-opus-20240229',
  'claude-sonnet-4-5',
  'claude-haiku-4-5',
  'deepseek-chat',
  'deepseek-reasoner',
] as const;

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names with fewer letters than this are too near to each other for one letter to tell a slip. */
const MIN_LETTERS = 6;

const digits = (name: string): string => name.replace(/[^0-9]/g, '');
const letters = (name: string): string => name.replace(/[^a-z]/g, '');

/** One letter is wrong, missing, too many or out of its place, and every number is the same: versions differ by those. */
function isSlip(name: string, usual: string): boolean {
  if (digits(name) !== digits(usual) || letters(usual).length < MIN_LETTERS) return false;
  return editDistance(name, usual) <= 1;
}

/**
 * The usual name that a name differs from only by punctuation, spaces or case (`gpt4`, `Claude_3.5_Haiku_20241022`),
 * or by one letter (`gpt-4o-mnii`); null where it is a usual name itself or like none.
 */
export function usualNameFor(name: string): string | null {
  if (USUAL_NAMES.some((usual) => usual === name)) return null;
  const plain = bare(name);
  return (
    USUAL_NAMES.find((usual) => bare(usual) === plain) ??
    USUAL_NAMES.find((usual) => isSlip(plain, bare(usual))) ??
    null
  );
}
