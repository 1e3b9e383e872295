import { isAbsolute, relative, sep } from 'node:path';

/** A path as reports name it: relative inside the project, below `~` inside the home folder, else whole. */
export function shownPath(path: string, project: string, home: string): string {
  for (const [base, prefix] of [
    [project, ''],
    [home, `~${sep}`],
  ] as const) {
    const inside = relative(base, path);
    if (inside !== '' && inside.split(sep)[0] !== '..' && !isAbsolute(inside)) return prefix + inside;
  }
  return path;
}
