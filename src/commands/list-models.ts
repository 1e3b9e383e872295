import { chatModelsFor } from '../apis/models.ts';
import { saidBy, answerOf } from '../codes/context.ts';
import { codeOfProbe } from '../codes/probed-models.ts';
import { providerOf } from '../evidence/model-names.ts';
import { nearest } from '../evidence/nearest.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { ModelRow } from '../report/types.ts';
import type { MoreOfRun } from './command-spec.ts';
import { confirm, note } from './console.ts';
import { probeModels } from './probe-models.ts';
import { UsageError } from './usage-error.ts';

/** Without a terminal to ask on, so many models are probed without `--yes`. */
const MAX_UNASKED = 25;

interface Wanted {
  pattern: string | null;
  /** The name of `--check`; the pattern then plays no part. */
  check: string | null;
  /** Call each chat model. */
  probe: boolean;
  /** Do not ask before that. */
  yes: boolean;
}

/** The rows of `agentrouter models`. @throws UsageError where so many calls need `--yes` */
export async function listModels(
  { probes, facts, options, world, signal }: MoreOfRun,
  { pattern, check, probe, yes }: Wanted,
): Promise<ModelRow[]> {
  const rows = check === null ? rowsOf(facts, pattern) : rowsNear(facts, check);
  if (!probe || rows.length === 0) return rows;
  const chat = new Set(chatModelsFor('openai', facts.models ?? []).map((model) => model.id));
  const asked = rows.filter((row) => chat.has(row.id));
  if (!(await mayProbe(asked.length, yes, signal))) return rows;
  const names = asked.map((row) => row.id);
  const results = await probeModels(names, probes, { options, world }, signal);
  return rows.map((row) => withProbe(row, results.get(row.id)));
}

/** The listed models that a pattern fits (any part of the name or provider, `*` for anything), by provider. */
function rowsOf(facts: Facts, pattern: string | null): ModelRow[] {
  const fits = matcher(pattern);
  return (facts.models ?? [])
    .map((model): ModelRow => ({ id: model.id, provider: providerOf(model.id, model.ownedBy), probe: null }))
    .filter((row) => fits(row.id) || fits(row.provider))
    .sort((a, b) => a.provider.localeCompare(b.provider) || a.id.localeCompare(b.id));
}

/** The model of that very name, else those with the nearest names. */
function rowsNear(facts: Facts, name: string): ModelRow[] {
  const names = (facts.models ?? []).map((model) => model.id);
  const wanted = names.includes(name) ? [name] : nearest(name, names);
  return rowsOf(facts, null).filter((row) => wanted.includes(row.id));
}

function matcher(pattern: string | null): (name: string) => boolean {
  if (pattern === null) return () => true;
  const parts = pattern
    .toLowerCase()
    .split('*')
    .filter((part) => part !== '');
  return (name) => {
    let from = 0;
    return parts.every((part) => {
      const at = name.toLowerCase().indexOf(part, from);
      from = at + part.length;
      return at >= 0;
    });
  };
}

async function mayProbe(count: number, yes: boolean, end: AbortSignal): Promise<boolean> {
  const words = `${count} ${count === 1 ? 'request' : 'requests'} of up to 16 tokens each`;
  if (yes) {
    await note(`Sending ${words}.`);
    return count > 0;
  }
  if (process.stdin.isTTY && process.stderr.isTTY) return confirm(`This sends ${words}. Go on?`, end);
  if (count > MAX_UNASKED) {
    throw new UsageError(
      `--probe would send ${words}; more than ${MAX_UNASKED} need --yes, or a pattern that fits fewer`,
    );
  }
  await note(`Sending ${words}.`);
  return count > 0;
}

function withProbe(row: ModelRow, exchange: Exchange | undefined): ModelRow {
  if (exchange === undefined) return row;
  const ok = succeeded(exchange.outcome);
  const answer = answerOf(exchange);
  return {
    ...row,
    probe: {
      ok,
      ms: Math.round(exchange.timings.totalMs),
      code: ok ? null : codeOfProbe(exchange),
      said: ok || answer === null ? null : saidBy(answer),
    },
  };
}
