import { describe, expect, it } from 'vitest';
import { importsOfSources, roomOf, type Import } from './source-files.ts';

/** A room, or one file of it. */
type Place = string;

interface Rule {
  /** What may be imported to be run. */
  code: readonly Place[];
  /** What may be imported as types only, beside that. */
  types: readonly Place[];
}

/** Who may import whom; a room may always import its own files. The README tells it in words. */
const RULES: Readonly<Record<string, Rule>> = {
  bundle: { code: [], types: [] },
  wire: { code: [], types: [] },
  sandbox: { code: [], types: [] },
  evidence: { code: [], types: ['wire', 'settings', 'probes/facts.ts'] },
  settings: { code: ['evidence'], types: [] },
  project: {
    code: ['evidence', 'settings/key-shape.ts', 'settings/key-providers.ts'],
    types: ['settings'],
  },
  apis: { code: ['evidence'], types: ['wire'] },
  probes: { code: ['apis', 'wire', 'evidence'], types: ['project', 'settings'] },
  codes: {
    code: ['evidence', 'checks/ids.ts', 'probes/succeeded.ts'],
    types: ['probes', 'apis', 'wire', 'project', 'settings'],
  },
  checks: { code: ['probes', 'codes', 'evidence'], types: [] },
  report: {
    code: ['checks/ids.ts', 'evidence/model-names.ts'],
    types: ['checks', 'codes', 'probes', 'settings', 'evidence', 'wire'],
  },
  commands: {
    code: [
      'settings',
      'checks',
      'report',
      'sandbox',
      'probes',
      'codes',
      'apis',
      'project',
      'evidence',
      'wire',
    ],
    types: [],
  },
};

/** The room of each package from outside; valibot is wherever something from outside is checked before use. */
const ROOM_OF_PACKAGE: Readonly<Record<string, Place | readonly Place[]>> = {
  rolldown: 'bundle',
  commander: 'cli.ts',
  undici: 'wire',
  'eventsource-parser': 'wire/sse.ts',
  chalk: 'report',
  cliui: 'report',
  ora: 'report/progress.ts',
  dotenv: 'settings',
  valibot: ['apis', 'evidence'],
  '@lezer/common': 'project',
  '@lezer/javascript': 'project/sources/parse.ts',
  '@lezer/python': 'project/sources/parse.ts',
  ignore: 'project/sources/find-files.ts',
  'fastest-levenshtein': 'evidence/edit-distance.ts',
  'smol-toml': 'evidence/toml.ts',
  'node-forge': 'sandbox/certificates.ts',
};

/** Modules of Node.js that touch the network. `isIP` of `node:net` only looks at a text. */
const NETWORK_MODULES = [
  'node:net',
  'node:tls',
  'node:dns',
  'node:http',
  'node:https',
  'node:http2',
  'node:dgram',
];

const imports = importsOfSources();
const isIn = (path: string, places: readonly Place[]): boolean =>
  places.some((place) => path === place || roomOf(path) === place);
const shown = ({ from, to, kind }: Import): string => `${from} -> ${to} (${kind})`;

describe('the import rule', () => {
  it('covers every room', () => {
    const rooms = new Set(imports.map(({ from }) => roomOf(from)));
    expect([...rooms].filter((room) => room !== 'cli.ts').sort()).toEqual(Object.keys(RULES).sort());
  });

  it.for(Object.entries(RULES))('lets %s import what it may, and nothing else', ([room, { code, types }]) => {
    const broken = imports.filter(
      ({ from, to, outside, kind }) =>
        roomOf(from) === room &&
        !outside &&
        !isIn(to, [room, ...code]) &&
        !(kind === 'type' && isIn(to, types)),
    );
    expect(broken.map(shown)).toEqual([]);
  });

  it('lets the command line load the commands only when they are called', () => {
    const own = imports.filter(({ from, outside }) => from === 'cli.ts' && !outside);
    expect(own.length).toBeGreaterThan(0);
    const broken = own.filter(
      ({ to, kind }) => kind !== 'lazy' || !isIn(to, ['commands', 'evidence/nearest.ts']),
    );
    expect(broken.map(shown)).toEqual([]);
  });

  it('keeps each outside package in its room', () => {
    const packages = imports
      .filter(({ to, outside }) => outside && !to.startsWith('node:'))
      .map((one) => ({ ...one, to: one.to.replace(/^(@[^/]+\/[^/]+|[^@/][^/]*)\/.*/, '$1') }));
    const broken = packages.filter(({ from, to }) => !isIn(from, [ROOM_OF_PACKAGE[to] ?? []].flat()));
    expect(broken.map(shown)).toEqual([]);
    expect([...new Set(packages.map(({ to }) => to))].sort()).toEqual(Object.keys(ROOM_OF_PACKAGE).sort());
  });

  it('lets only the network room and the sandbox touch the network', () => {
    const broken = imports.filter(
      ({ from, to, kind, names }) =>
        NETWORK_MODULES.includes(to) &&
        kind !== 'type' &&
        !isIn(from, ['wire', 'sandbox']) &&
        !(names.length > 0 && names.every((name) => name === 'isIP')),
    );
    expect(broken.map(shown)).toEqual([]);
  });
});
