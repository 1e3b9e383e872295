import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckId } from '../../src/checks/ids.ts';
import type { CheckStatus } from '../../src/checks/result.ts';
import type { CODES } from '../../src/codes/catalogue.ts';
import { KEY, startGateway, type Gateway, type GatewayOptions } from './gateway.ts';

export type Code = (typeof CODES)[number];

/** A state of affairs on disk and on loopback, and what `doctor` has to say of it. */
export interface World {
  /** The state, as a sentence. */
  name: string;
  /** Every code that is to be found, the root cause first where there is one; no other may be. */
  gives: readonly Code[];
  /** Codes that this world comes near and that it must not give. */
  nearMissOf?: readonly Code[];
  /** The code of the root cause. Default: the first of `gives`; null where none is an error. */
  root?: Code | null;
  /** What is costly to make, such as a certificate, is made when the world is entered. */
  gateway?: GatewayOptions | (() => GatewayOptions);
  /** Sets up what is no gateway: files, variables, options, other servers. */
  arrange?: (bench: Bench) => void | Promise<void>;
  /** Long names, without the two hyphens. */
  options?: Readonly<Record<string, string | true>>;
  checks?: Readonly<Partial<Record<CheckId, CheckStatus>>>;
  /** What else must hold. */
  also?: (seen: Seen) => void;
  /** As a process of its own, through the built command line. */
  cli?: true;
}

/** What a world is made of, ready to be changed before the run. */
export interface Bench {
  gateway: Gateway;
  /** The working folder: a git root without commits, and without a `.env`. */
  project: string;
  home: string;
  /** The key and the base URL of the gateway stand here. */
  env: Record<string, string>;
  options: Record<string, string | true>;
  /** Writes a file of the project; gives its absolute path. */
  write: (path: string, content: string | Buffer) => string;
  /** Runs when the world is over. */
  atEnd: (task: () => void | Promise<void>) => void;
}

/** What a run showed. */
export interface Seen {
  report: Report;
  exitCode: number | null;
  stdout: string;
  stderr: string;
  gateway: Gateway;
}

/** The part of a report that worlds look at. */
export interface Report {
  exitCode: number;
  verdict: string;
  rootCause: string | null;
  findings: {
    code: string;
    severity: string;
    check: string | null;
    confidence: string;
    faultDomain: string;
    title: string;
    cause: string;
    measured: string;
    evidence: string[];
    fixes: { text: string; command: string | null }[];
  }[];
  checks: { id: string; status: CheckStatus; summary: string; skippedBecause: string | null }[];
  gateway: { family: string };
  clients: { name: string; here: boolean | null; sameKey: boolean | null; baseUrlSource: string | null }[];
  facts: { exchanges: { role: string; costs: boolean; attempt: number; adapted: string[] }[] };
}

/** A Python that is supported, with nothing installed: then the machine's own plays no part. */
const PYTHON_PLACE = '.venv/lib/python3.14/site-packages';

/** Where packages of the project's Python are found. */
export const SITE_PACKAGES = PYTHON_PLACE;

/** Starts the gateway of a world, lays out its files, and hands it all to a task; everything is gone afterwards. */
export async function inWorld<T>(world: World, task: (bench: Bench) => Promise<T>): Promise<T> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'agentrouter-world-')));
  const project = join(home, 'project');
  const write = (path: string, content: string | Buffer): string => {
    const absolute = join(project, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    return absolute;
  };
  const gateway = await startGateway(typeof world.gateway === 'function' ? world.gateway() : world.gateway);
  const ends: (() => void | Promise<void>)[] = [
    () => rmSync(home, { recursive: true, force: true }),
    () => gateway.close(),
  ];
  try {
    mkdirSync(join(project, '.git'), { recursive: true });
    mkdirSync(join(project, PYTHON_PLACE), { recursive: true });
    write('.venv/pyvenv.cfg', 'version = 3.14.0\n');
    const bench: Bench = {
      ...{ gateway, project, home, write },
      env: { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: gateway.url },
      options: { timeout: '5s', 'idle-timeout': '3s', ...world.options },
      atEnd: (end) => ends.push(end),
    };
    await world.arrange?.(bench);
    return await task(bench);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
