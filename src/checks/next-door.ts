import { neighbourPaths } from '../evidence/neighbour-paths.ts';
import type { Exchange } from '../probes/facts.ts';
import type { Probes } from '../probes/probes.ts';
import { succeeded } from '../probes/succeeded.ts';

/** Looks for the API under neighbouring paths of the host that does not serve `list`, until one answers. */
export async function lookNextDoor(probes: Probes, list: Exchange): Promise<void> {
  for (const url of neighbourPaths(list.url)) {
    const found = await probes.experiment('experiment.path', { url });
    if (found === null || succeeded(found.outcome)) return;
  }
}
