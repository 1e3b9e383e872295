import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { SourceFacts } from '../project/sources/types.ts';
import { gatherProject, runtimeOnly } from '../project/gather.ts';
import type { Facts } from '../probes/facts.ts';
import { startNetworkFacts } from '../probes/network.ts';
import { createProbes, type Probes } from '../probes/probes.ts';
import type { RunOptions, Settings, World } from '../settings/types.ts';
import type { HeadStart } from '../wire/head-start.ts';
import { MAX_BODY_BYTES, createWire, type Wire } from '../wire/wire.ts';
import { targetOf } from './target.ts';

interface SessionInput {
  command: string;
  settings: Settings;
  options: RunOptions;
  world: World;
  /** The folder whose SDKs are looked at; null to leave it out. */
  project: string | null;
  version: string;
  /** The name that `models --check` asks about. */
  checkedModel?: string | null;
  /** Ends the run. */
  signal: AbortSignal;
  /** The first steps of the way, where they were taken before. */
  ahead: HeadStart | null;
  /** How many requests may be under way at once, where not the usual number. */
  atOnce?: number;
  streamTokens?: number;
  /** Only the list is asked for; nothing that costs is sent by a check. */
  listOnly?: boolean;
}

/** One run against one deployment. */
interface Session {
  facts: Facts;
  probes: Probes;
  close: () => Promise<void>;
}

/** Stands in where the base URL cannot be understood; the checks that need one are held back by then. */
const NOWHERE = new URL('http://127.0.0.1:9');

/** Prepares a run. Nothing is sent here. */
export async function openSession(input: SessionInput): Promise<Session> {
  const { settings, options } = input;
  const target = targetOf(settings);
  const url = target?.url ?? NOWHERE;
  const wire = wireFor(input);
  const facts: Facts = {
    command: input.command,
    startedAt: new Date().toISOString(),
    api: options.api,
    free: options.free || input.listOnly === true,
    settings: settings.facts,
    project: await runtimeOnly(),
    projectLookedAt: input.project !== null,
    checkedModel: input.checkedModel ?? null,
    network: target === null ? null : startNetworkFacts(wire, url),
    exchanges: [],
    models: null,
    chosen: { openai: null, anthropic: null },
    balance: null,
    limits: {
      timeoutMs: options.timeoutMs,
      idleTimeoutMs: options.idleTimeoutMs,
      deadlineMs: options.deadlineMs,
    },
  };
  const probes = createProbes({
    facts,
    wire,
    url,
    openaiBaseUrl: target?.openaiBaseUrl ?? NOWHERE.origin,
    anthropicBaseUrl: target?.anthropicBaseUrl ?? NOWHERE.origin,
    key: target === null ? null : settings.apiKey.value,
    madeUpKey: `sk-ar-made-up-${randomBytes(12).toString('hex')}`,
    model: settings.model,
    retries: options.retries,
    signal: input.signal,
    version: input.version,
    gatherProject: () => gatherProject(input.project, input.world),
    scanSources: () => scanProject(input.project, input.world, input.signal),
    ...(input.atOnce === undefined ? {} : { atOnce: input.atOnce }),
    ...(input.streamTokens === undefined ? {} : { streamTokens: input.streamTokens }),
  });
  return { facts, probes, close: () => wire.close() };
}

/**
 * What the sources of a project say; null without a project. A home folder or the root of a disk is none: what lies
 * there belongs to many.
 */
async function scanProject(
  project: string | null,
  world: World,
  signal: AbortSignal,
): Promise<SourceFacts | null> {
  const folder = project === null ? null : resolve(world.cwd, project);
  if (folder === null || folder === resolve(world.home) || folder === dirname(folder)) return null;
  const { scanSources } = await import('../project/sources/scan.ts');
  return scanSources(folder, signal);
}

function wireFor({ settings, options, signal, ahead }: SessionInput): Wire {
  return createWire({
    timeoutMs: options.timeoutMs,
    idleTimeoutMs: options.idleTimeoutMs,
    signal,
    proxy: settings.proxy,
    caFile: settings.caFile?.path ?? null,
    nodeExtraCaCerts: settings.nodeExtraCaCerts,
    maxBodyBytes: MAX_BODY_BYTES,
    ahead,
  });
}
