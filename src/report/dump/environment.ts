import { factsOf } from '../facts-of.ts';
import { escaped, markdownTable } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { cell, clipped, firstRows, type Section } from './section.ts';

const MOST_SDKS = 20;
const MOST_NOTES = 5;

/** SDKs on the disk, those that the project asks for, and what could not be looked at. */
export function sdkVersions(report: Report): Section {
  const facts = factsOf(report);
  const { sdks } = report.environment;
  const wanted = facts?.project.wanted ?? [];
  const notes = facts?.project.notes ?? [];
  const rows = sdks.map(({ name, language, version, path }) => [
    cell(name),
    language,
    cell(version),
    cell(path),
  ]);
  const asked = wanted.map(({ name, file, line }) =>
    cell(`${name} in ${file}${line === null ? '' : `:${line}`}`),
  );
  return {
    title: 'SDK versions',
    lines: [
      ...(rows.length === 0
        ? ['No OpenAI or Anthropic SDK was found from the working directory.']
        : markdownTable(['SDK', 'language', 'version', 'path'], firstRows(rows, MOST_SDKS))),
      ...(asked.length === 0 ? [] : ['', `The project asks for: ${asked.slice(0, MOST_SDKS).join(', ')}`]),
      ...notes.slice(0, MOST_NOTES).flatMap((note) => ['', escaped(clipped(note, 200))]),
    ],
  };
}

export function runtimeVersions(report: Report): Section {
  const { node, python } = report.environment;
  return {
    title: 'Python and Node.js versions',
    lines: [
      `- Python: ${python === null ? 'not found' : cell(python)}`,
      `- Node.js: ${cell(node)} (runs this tool)`,
    ],
  };
}

export function operatingSystem(report: Report): Section {
  return { title: 'Operating system', lines: [cell(report.environment.os)] };
}
