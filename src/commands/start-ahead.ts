import type { CheckId } from '../checks/ids.ts';
import type { BaseUrlNote } from '../evidence/base-url.ts';
import type { RunOptions, Settings } from '../settings/types.ts';
import { startAhead, type HeadStart } from '../wire/head-start.ts';
import { targetOf } from './target.ts';

/** What is no fault of a base URL. Any other peculiarity may hold the network back, which is for the checks to say. */
const FAULTLESS: ReadonlySet<BaseUrlNote> = new Set(['had-v1', 'no-v1', 'other-version']);

/**
 * Begins a run's way to the deployment, before the checklist is loaded. Null where nothing may be sent, or where a
 * local fault might hold the checks back.
 */
export function startRunAhead(
  checks: readonly CheckId[],
  settings: Settings,
  options: RunOptions,
  signal: AbortSignal,
): HeadStart | null {
  const target = targetOf(settings);
  if (options.dryRun || !checks.includes('network.http')) return null;
  if (target === null || !target.notes.every((note) => FAULTLESS.has(note))) return null;
  const { proxy } = settings;
  const everyAddress = checks.includes('network.tcp');
  return startAhead(target.url, { timeoutMs: options.timeoutMs, signal, proxy, everyAddress });
}
