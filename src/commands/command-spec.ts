import type { CheckId } from '../checks/ids.ts';
import type { CheckResult } from '../checks/result.ts';
import type { Facts } from '../probes/facts.ts';
import type { Probes } from '../probes/probes.ts';
import type { Redactor } from '../report/redact.ts';
import type { Report } from '../report/types.ts';
import type { RunOptions, Settings, World } from '../settings/types.ts';
import type { Surroundings } from './surroundings.ts';

/** How a run ended, for a command that tells it in its own way. */
export interface Outcome {
  /** Redacted. */
  report: Report;
  options: RunOptions;
  settings: Settings;
  world: World;
  /** For what is told beside the report. */
  redactor: Redactor;
}

/** A run whose checks are done, while its connections are still open. */
export interface MoreOfRun {
  probes: Probes;
  facts: Facts;
  results: CheckResult[];
  options: RunOptions;
  world: World;
  signal: AbortSignal;
}

/** What is particular to one network command. */
export interface CommandSpec {
  name: string;
  /** The checks that it runs. */
  checks: readonly CheckId[] | 'all';
  /** Settings and surroundings, where not those of the process (`--sandbox`). */
  surroundings?: Surroundings;
  project: string | null;
  checkedModel?: string | null;
  atOnce?: number;
  /** The answer limit of streams, where not the usual one. */
  streamTokens?: number;
  /** How many streams of each API. */
  streamRuns?: number;
  /** Each listed chat model is called, beside the checks. */
  probesModels?: boolean;
  /** Only the list is asked for; nothing that costs is sent by a check. */
  listOnly?: boolean;
  /** What it does beside the checklist. */
  more?: (run: MoreOfRun) => Promise<Pick<Report, 'models' | 'streams'>>;
  /** Renders and writes the report, in place of `--format` and `--output`. */
  present?: (outcome: Outcome) => Promise<void>;
}
