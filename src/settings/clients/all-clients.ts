import type { Candidate } from '../pick.ts';
import type { World } from '../types.ts';
import { claudeCode } from './claude-code.ts';
import type { FoundClients, Ours } from './client-facts.ts';
import { codex } from './codex.ts';
import { sdkVariables } from './sdk-variables.ts';

/** Every client of such deployments that is set up for this user, and where it would really go. */
export function allClients(
  candidates: (name: string) => Candidate[],
  world: World,
  projectRoot: string,
  ours: Ours,
): FoundClients {
  const programs = [claudeCode, codex].map((program) => program(world, projectRoot, ours));
  return {
    facts: [...sdkVariables(candidates, ours), ...programs.flatMap(({ facts }) => facts)],
    keys: programs.flatMap(({ keys }) => keys),
    urls: programs.flatMap(({ urls }) => urls),
    notes: programs.flatMap(({ notes }) => notes),
  };
}
