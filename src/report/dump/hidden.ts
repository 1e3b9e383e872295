import { markdownTable } from '../markdown-text.ts';
import { countText } from '../units.ts';
import type { AboutRun } from './about.ts';
import { countHidden } from './marks.ts';
import type { Section } from './section.ts';

/** Says what stands hidden in the dump above, by kind and how often. */
export function hiddenSection(markdown: string, about: AboutRun): Section {
  const rows = countHidden(markdown).map(({ kind, places, different }) => [
    kind,
    different === null ? '' : String(different),
    countText(places, 'place'),
  ]);
  return {
    title: 'Hidden',
    lines: [
      ...(rows.length === 0
        ? ['Nothing had to be hidden.']
        : markdownTable(['kind', 'different', 'where'], rows)),
      '',
      about.hostsRedacted
        ? 'Private host names and IP addresses are hidden too. Equal ones have equal numbers.'
        : 'Host names and IP addresses are shown. `--redact-hosts` hides the private ones.',
    ],
  };
}
