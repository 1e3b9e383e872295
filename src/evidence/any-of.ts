/**
 * One pattern that matches what any of its parts does, tried in their order. It keeps long patterns readable: a few
 * wordings a line.
 *
 * @throws Error where the parts differ in their flags.
 */
export function anyOf(first: RegExp, ...more: readonly RegExp[]): RegExp {
  const { flags } = first;
  if (more.some((part) => part.flags !== flags)) throw new Error(`flags differ from ${flags}`);
  return new RegExp([first, ...more].map(({ source }) => source).join('|'), flags);
}
