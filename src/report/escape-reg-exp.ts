/** A text as a part of a regular expression that stands for nothing but itself, with the flag `u` as well. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
