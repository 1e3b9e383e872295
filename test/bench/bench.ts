import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { explain } from './explain.ts';
import { tableOf, type Measure } from './measure.ts';
import { memory } from './memory.ts';
import { coldNpx } from './npx.ts';
import { requests } from './requests.ts';
import { startUp } from './start-up.ts';
import { streams } from './streams.ts';

/** Where the last committed run is kept. `npm run` starts in the root of the project. */
const LAST = join(process.cwd(), 'test/bench/last.json');

const Saved = v.object({ measures: v.array(v.object({ name: v.string(), ratio: v.number() })) });

/** `--quick` takes few rounds: enough to see that everything runs. `--save` keeps the result as the last one. */
const quick = process.argv.includes('--quick');
const save = process.argv.includes('--save');
const rounds = (many: number, few: number): number => (quick ? few : many);

const parts: (() => Promise<Measure[]>)[] = [
  () => startUp(rounds(21, 3)),
  () => coldNpx(rounds(5, 1)),
  () => requests(rounds(5, 1)),
  () => streams(rounds(3, 1)),
  () => memory(rounds(5, 1)),
  () => explain(rounds(9, 1)),
];

const [loadBefore] = loadavg();
const measures: Measure[] = [];
for (const part of parts) measures.push(...(await part()));

const last = existsSync(LAST) ? v.parse(Saved, JSON.parse(readFileSync(LAST, 'utf8'))).measures : [];
console.log(tableOf(measures, new Map(last.map(({ name, ratio }) => [name, ratio]))));
/** What else the machine did, before this began to load it. */
const load = Math.round((loadBefore ?? 0) * 10) / 10;
const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}, load ${load} before`;
console.log(`\nOn ${machine}${quick ? '; a quick run, whose numbers say little' : ''}`);
const result = { takenAt: new Date().toISOString(), machine, load, quick, measures };
const file = save ? LAST : join(process.cwd(), 'node_modules/.bench/result.json');
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(`Written to ${file}`);
