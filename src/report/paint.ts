/** Colours and signs: the one place that knows what the terminal can show. */

import { Chalk } from 'chalk';
import type { CheckStatus, Finding, Verdict } from './types.ts';

/** What the reader's terminal can show, and what the reader asked to see. */
export interface Face {
  color: boolean;
  unicode: boolean;
  /** In cells; 100 where the output is no terminal. */
  width: number;
  verbose: boolean;
  showHttp: boolean;
  curl: boolean;
}

type Brush = (text: string) => string;

export interface Paint {
  good: Brush;
  bad: Brush;
  warn: Brush;
  faint: Brush;
  strong: Brush;
  /** Something to type. */
  command: Brush;
}

const UNICODE_SIGNS = { pass: '✓', warn: '⚠', fail: '✗', skip: '-' } as const;
const PLAIN_SIGNS = { pass: 'ok', warn: 'warn', fail: 'FAIL', skip: 'skip' } as const;

export function paintFor(face: { color: boolean }): Paint {
  const chalk = new Chalk({ level: face.color ? 1 : 0 });
  return {
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    faint: (text) => chalk.dim(text),
    strong: (text) => chalk.bold(text),
    command: (text) => chalk.cyan(text),
  };
}

/** The brush for a status: green, yellow, red, faint. */
export function brushOf(paint: Paint, status: CheckStatus): Brush {
  return { pass: paint.good, warn: paint.warn, fail: paint.bad, skip: paint.faint }[status];
}

/** `✓ ⚠ ✗ -`, or `ok warn FAIL skip` where the terminal cannot show these. */
export function signOf(face: { color: boolean; unicode: boolean }, status: CheckStatus): string {
  const sign = (face.unicode ? UNICODE_SIGNS : PLAIN_SIGNS)[status];
  return brushOf(paintFor(face), status)(sign);
}

export const STATUS_OF_SEVERITY = {
  error: 'fail',
  warning: 'warn',
  info: 'skip',
} as const satisfies Record<Finding['severity'], CheckStatus>;

export const STATUS_OF_VERDICT = {
  healthy: 'pass',
  degraded: 'warn',
  broken: 'fail',
} as const satisfies Record<Verdict, CheckStatus>;
