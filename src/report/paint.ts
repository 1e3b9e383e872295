/** Colours and signs: the one place that knows what the terminal can show. */

import { Chalk } from 'chalk';
import type { Face } from './face.ts';
import type { CheckStatus, Finding, Verdict } from './types.ts';

type Brush = (text: string) => string;

/** The face with its brushes: what every part of the text format draws with. */
export interface Paper {
  face: Face;
  good: Brush;
  bad: Brush;
  warn: Brush;
  faint: Brush;
  strong: Brush;
  /** Something to type. */
  command: Brush;
  /** `✓ ⚠ ✗ -`, or `ok warn FAIL skip` where the terminal cannot show these. */
  sign: (status: CheckStatus) => string;
}

const UNICODE_SIGNS = { pass: '✓', warn: '⚠', fail: '✗', skip: '-' } as const;
const PLAIN_SIGNS = { pass: 'ok', warn: 'warn', fail: 'FAIL', skip: 'skip' } as const;

export function paperFor(face: Face): Paper {
  const chalk = new Chalk({ level: face.color ? 1 : 0 });
  const brushes = {
    good: (text: string) => chalk.green(text),
    bad: (text: string) => chalk.red(text),
    warn: (text: string) => chalk.yellow(text),
    faint: (text: string) => chalk.dim(text),
    strong: (text: string) => chalk.bold(text),
    command: (text: string) => chalk.cyan(text),
  };
  const signs = face.unicode ? UNICODE_SIGNS : PLAIN_SIGNS;
  const brushOf = { pass: brushes.good, warn: brushes.warn, fail: brushes.bad, skip: brushes.faint };
  return { face, ...brushes, sign: (status) => brushOf[status](signs[status]) };
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
