import type { Exchange } from '../probes/facts.ts';
import type { Probes } from '../probes/probes.ts';
import { createBar } from '../report/bar.ts';
import type { RunOptions, World } from '../settings/types.ts';
import { faceOf } from './face.ts';

/** Calls each model once; how many go at once was set when the run was opened. */
export async function probeModels(
  names: readonly string[],
  probes: Probes,
  { options, world }: { options: RunOptions; world: World },
  signal: AbortSignal,
): Promise<Map<string, Exchange>> {
  const results = new Map<string, Exchange>();
  const drawn = faceOf(process.stderr, options, world).terminal && !options.quiet;
  const bar = createBar(process.stderr, drawn, names.length);
  await Promise.all(
    names.map(async (name) => {
      const exchange = await probes.callModel(name);
      if (!signal.aborted) results.set(name, exchange);
      bar.advance();
    }),
  );
  bar.stop();
  return results;
}
