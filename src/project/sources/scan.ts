import { join } from 'node:path';
import { readStart } from '../read-start.ts';
import { answerReads } from './answer-reads.ts';
import { modelCalls } from './calls.ts';
import { madeClients } from './clients.ts';
import { loaderInSetUp, loaderInSource } from './env-loaders.ts';
import { environmentReads, namesInEnvFile, setsItself } from './environment-use.ts';
import { findSources } from './find-files.ts';
import { isConcerned, isGenerated, isTest } from './filters.ts';
import { hardCodedKeys } from './keys.ts';
import { missingImportsIn } from './missing-imports.ts';
import { codeOf, type Code } from './notebook.ts';
import { startPacer, type Pacer } from './pacer.ts';
import { parseSource } from './parse.ts';
import type { Module } from './syntax.ts';
import type { Language, SourceFacts } from './types.ts';

const MAX_FILES = 2_000;
const MAX_FILE_BYTES = 256 * 1024;
/** The outputs stand in it as well. */
const MAX_NOTEBOOK_BYTES = 1024 * 1024;
/** Of each kind so many are kept. */
const MAX_KEPT = 200;
const AT_ONCE = 32;

const languageOf = (file: string): Language => (/\.(?:py|ipynb)$/i.test(file) ? 'python' : 'node');

function emptyFacts(): SourceFacts {
  return {
    ...{
      files: 0,
      passedOver: 0,
      // Until all was seen.
      stoppedBy: 'time',
      clients: [],
      calls: [],
      keys: [],
      reads: [],
      missingImports: [],
      notes: [],
    },
    environment: { reads: [], inEnvFile: [], loaders: [] },
  };
}

function take(module: Module, facts: SourceFacts): void {
  facts.keys.push(...hardCodedKeys(module));
  const { environment } = facts;
  environment.reads.push(...environmentReads(module));
  if (setsItself(module))
    environment.loaders.push({ language: module.language, what: `${module.file} itself` });
  const calls = modelCalls(module);
  facts.clients.push(...madeClients(module));
  facts.calls.push(...calls.map((call) => call.facts));
  facts.reads.push(...answerReads(module, calls));
}

/** At most so many of each kind; the first place of each missing import and one loader of each language. */
function bounded(facts: SourceFacts): SourceFacts {
  const { environment } = facts;
  const lists = [facts.clients, facts.calls, facts.keys, facts.reads, environment.reads];
  const over = lists.some((list) => list.length > MAX_KEPT);
  const kept = <T>(list: readonly T[]): T[] => list.slice(0, MAX_KEPT);
  const firstBy = <T>(list: readonly T[], key: (one: T) => string): T[] =>
    list.filter((one, at) => list.findIndex((earlier) => key(earlier) === key(one)) === at);
  return {
    ...facts,
    clients: kept(facts.clients),
    calls: kept(facts.calls),
    keys: kept(facts.keys),
    reads: kept(facts.reads),
    environment: {
      ...environment,
      reads: kept(environment.reads),
      loaders: firstBy(environment.loaders, ({ language }) => language),
    },
    missingImports: firstBy(facts.missingImports, ({ name, language }) => `${language} ${name}`),
    notes: over ? [...facts.notes, `Of each kind only the first ${MAX_KEPT} places were kept.`] : facts.notes,
  };
}

interface Read {
  path: string;
  /** Null where the file cannot be read, is too large, or is no code. */
  code: Code | null;
}

async function read(project: string, path: string): Promise<Read> {
  const maxBytes = path.endsWith('.ipynb') ? MAX_NOTEBOOK_BYTES : MAX_FILE_BYTES;
  const content = await readStart(join(project, path), maxBytes + 1);
  const usable = content !== null && Buffer.byteLength(content) <= maxBytes;
  return { path, code: usable ? codeOf(path, content) : null };
}

interface Scan {
  pacer: Pacer;
  facts: SourceFacts;
  missingImports: ReturnType<typeof missingImportsIn>;
}

type Looked = 'seen' | 'passed-over' | 'no-time';

async function look({ path, code }: Read, { pacer, facts, missingImports }: Scan): Promise<Looked> {
  if (code === null) return 'passed-over';
  const { text } = code;
  const loader = loaderInSource(text, languageOf(path));
  if (loader !== null) facts.environment.loaders.push(loader);
  if (!isConcerned(text) || isGenerated(text) || isTest(path, text)) return 'seen';
  const module = await parseSource(path, code, pacer);
  if (module === null) return 'no-time';
  if (module.broken) return 'passed-over';
  facts.missingImports.push(...(await missingImports(module)));
  take(module, facts);
  return 'seen';
}

/** Fills the facts as far as it comes. */
async function work(project: string, pacer: Pacer, facts: SourceFacts): Promise<void> {
  const found = await findSources(project, MAX_FILES, pacer.isOver);
  facts.environment.inEnvFile = await namesInEnvFile(project);
  facts.environment.loaders.push(...(await loadersInSetUps(project, found.setUps)));
  const scan: Scan = { pacer, facts, missingImports: missingImportsIn(project) };
  for (let at = 0; at < found.sources.length && !pacer.isOver(); at += AT_ONCE) {
    const paths = found.sources.slice(at, at + AT_ONCE);
    for (const file of await Promise.all(paths.map((path) => read(project, path)))) {
      if (pacer.isOver()) break;
      // Nested beyond what the stack holds, for one.
      const looked = await look(file, scan).catch(() => 'passed-over' as const);
      if (looked === 'no-time') break;
      facts.files += 1;
      if (looked === 'passed-over') facts.passedOver += 1;
      if (pacer.isDue()) await pacer.pause();
    }
  }
  const cut = found.cut || facts.files < found.sources.length;
  facts.stoppedBy = !cut ? null : pacer.isOver() ? 'time' : 'files';
  const { passedOver } = facts;
  if (passedOver === 1) facts.notes.push('One source file could not be read as such and was passed over.');
  if (passedOver > 1)
    facts.notes.push(`${passedOver} source files could not be read as such and were passed over.`);
}

/**
 * Looks through the sources of a folder for what they do with the SDKs. Takes 2,000 files and two seconds of this
 * program's own time at most; what it cannot read is passed over and noted. Never throws.
 *
 * @param project absolute.
 * @param signal ends it early.
 */
export async function scanSources(project: string, signal: AbortSignal): Promise<SourceFacts> {
  const facts = emptyFacts();
  const pacer = startPacer(signal);
  // A disk that does not answer holds nothing up.
  await Promise.race([work(project, pacer, facts), pacer.end]).catch(() => {
    facts.notes.push('Looking through the sources failed, so what they say is not known.');
  });
  pacer.stop();
  if (facts.stoppedBy !== null) {
    const why = facts.stoppedBy === 'time' ? 'its time was up' : 'there is more than it reads';
    facts.notes.push(`The scan of the sources stopped after ${facts.files} files: ${why}.`);
  }
  return bounded(facts);
}

async function loadersInSetUps(
  project: string,
  paths: readonly string[],
): Promise<SourceFacts['environment']['loaders']> {
  const found = await Promise.all(
    paths.map(async (path) =>
      loaderInSetUp(path, (await readStart(join(project, path), MAX_FILE_BYTES)) ?? ''),
    ),
  );
  return found.filter((loader) => loader !== null);
}
