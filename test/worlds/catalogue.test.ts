import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/codes/catalogue.ts';
import { filesIn } from '../house/source-files.ts';
import type { Code, World } from '../helpers/world.ts';
import { ADAPTATIONS } from './adaptations.ts';
import { ACCESS } from './answers-access.ts';
import { MONEY } from './answers-money.ts';
import { PLACES } from './answers-places.ts';
import { MODELS, REQUESTS } from './answers-requests.ts';
import { UPSTREAM } from './answers-upstream.ts';
import { CODE } from './code.ts';
import { ENV_FILES } from './env-files.ts';
import { PROGRAMS } from './env-programs.ts';
import { SDKS } from './env-sdks.ts';
import { BASE_URLS, KEYS } from './env-settings.ts';
import { HEALTHY } from './health.ts';
import { LISTS } from './lists.ts';
import { ANSWER_LOOKALIKES } from './lookalikes.ts';
import { LOCAL_LOOKALIKES } from './lookalikes-here.ts';
import { PROXIES, SILENT, WAY } from './network.ts';
import { FREE_RUNS, PAIRS, TLS_PAIRS } from './promises.ts';
import { SHAPES } from './shapes.ts';
import { STREAMS, TOOLS } from './streams.ts';
import { TLS } from './tls.ts';

const TABLES = {
  ...{ HEALTHY, ENV_FILES, KEYS, BASE_URLS, PROGRAMS, SDKS, WAY, SILENT, PROXIES, TLS, ACCESS, MONEY },
  ...{ REQUESTS, MODELS, UPSTREAM, PLACES, STREAMS, TOOLS, ADAPTATIONS, LISTS, FREE_RUNS },
  ...{ PAIRS, TLS_PAIRS, SHAPES, CODE, ANSWER_LOOKALIKES, LOCAL_LOOKALIKES },
};
const WORLDS: readonly World[] = Object.values(TABLES).flat();

/** A world that is near more codes than these is near none of them in particular. */
const MAX_NEIGHBOURS = 4;

/** Codes that no world on loopback can show, why, and what shows them. */
const WITHOUT_A_WORLD: Partial<Record<Code, string>> = {
  'net.ipv6-broken':
    'loopback is left out of the comparison; test/network/tcp.test.ts shows it in a network of its own',
};

describe('the worlds', () => {
  it.for(CODES.filter((code) => WITHOUT_A_WORLD[code] === undefined))('show %s', (code) => {
    expect(WORLDS.some(({ gives }) => gives.includes(code))).toBe(true);
  });

  it.for([...CODES])('come near %s in particular without showing it', (code) => {
    const near = WORLDS.filter(({ nearMissOf = [] }) => nearMissOf.includes(code));
    const close = near.filter(({ nearMissOf = [] }) => nearMissOf.length <= MAX_NEIGHBOURS);
    expect(close.map(({ name }) => name)).not.toEqual([]);
  });

  it('that stand for a near miss differ from a deployment where nothing was touched', () => {
    const untouched = WORLDS.filter(
      ({ gateway, arrange, options, nearMissOf = [] }) =>
        nearMissOf.length > 0 && gateway === undefined && arrange === undefined && options === undefined,
    );
    expect(untouched.map(({ name }) => name)).toEqual([]);
  });

  it('are all run, and all counted here', () => {
    const sources = filesIn('test/worlds', /\.ts$/);
    const tables = sources.flatMap(({ text }) =>
      [...text.matchAll(/^export const ([A-Z_]+): readonly World\[\]/gm)].map(([, name]) => name),
    );
    const run = sources.flatMap(({ text }) =>
      [...text.matchAll(/describeWorlds\('[^']+', ([A-Z_]+)\)/g)].map(([, name]) => name),
    );
    expect(run.toSorted()).toEqual(tables.toSorted());
    expect(Object.keys(TABLES).toSorted()).toEqual(tables.toSorted());
  });

  it('that stand for a near miss do not give the code themselves', () => {
    const both = WORLDS.filter(({ gives, nearMissOf = [] }) =>
      nearMissOf.some((code) => gives.includes(code)),
    );
    expect(both.map(({ name }) => name)).toEqual([]);
  });

  it('have names of their own', () => {
    const names = WORLDS.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
