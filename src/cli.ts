import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';

const USAGE = 2;

const version = versionOf(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

function versionOf(manifest: string): string {
  const parsed: unknown = JSON.parse(manifest);
  const known = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : null;
  return typeof known === 'string' ? known : '0.0.0';
}

type Options = Readonly<Record<string, unknown>>;

/** The help that commander would print on standard error. */
let help = '';

const program = new Command('agentrouter')
  .description(
    'Find out why LLM calls fail: which link is broken, whose side it is on, and what to type next.',
  )
  .version(version)
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: () => undefined, writeErr: (text) => (help += text) })
  .exitOverride()
  .addHelpText(
    'after',
    examples('agentrouter doctor', 'agentrouter doctor --sandbox', 'agentrouter explain key.rejected'),
  );

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`;
}

function command(usage: string, description: string, ...shown: string[]): Command {
  return program
    .command(usage)
    .description(description)
    .addHelpText('after', examples(...shown));
}

const args = process.argv.slice(2);

/** Gives their options to commands that are not named: that takes time, and only a list of all needs them. */
const unnamed: (() => void)[] = [];

function describeAll(): void {
  for (const describe of unnamed.splice(0)) describe();
}

/** Gives a command the options that every network command takes. */
function network(to: Command, formats?: string): Command {
  if (args.includes(to.name())) describe(to, formats);
  else unnamed.push(() => describe(to, formats));
  return to;
}

function describe(to: Command, formats = 'text, json or markdown (default: text)'): void {
  to.option('--base-url <url>', 'the deployment, with or without /v1 (AGENTROUTER_BASE_URL)')
    .option('--api-key <key>', 'the key; shows in the process list (AGENTROUTER_API_KEY)')
    .option('--api-key-stdin', 'read the key from standard input')
    .option('--model <name>', 'the model to ask (AGENTROUTER_MODEL)')
    .option('--env-file <file>', 'read this file instead of .env')
    .option('--trust-env-file', 'send a key from outside the project to the host that its .env names')
    .option('--allow-foreign-key', "send a key that is another provider's by its form")
    .option('--proxy <url>', 'use this proxy (HTTPS_PROXY and the like)')
    .option('--no-proxy', 'use no proxy, whatever the environment says')
    .option('--ca <file>', 'trust these CA certificates as well (SSL_CERT_FILE)')
    .option('--api <api>', 'openai, anthropic or both (default: both)')
    .option('--format <format>', formats)
    .option('--output <file>', 'write the result to a file')
    .option('--timeout <ms>', 'limit of one request (default: 30s)')
    .option('--idle-timeout <ms>', 'limit of silence within a stream (default: 15s)')
    .option('--deadline <ms>', 'limit of the whole run (default: 2m)')
    .option('--retries <n>', 'how often to repeat after a transient failure (default: 1)')
    .option('--strict', 'warnings fail too')
    .option('--suppress <codes>', 'known findings: listed, not counted')
    .option('--only <ids>', 'run only these checks or categories')
    .option('--skip <ids>', 'leave these checks or categories out')
    .option('--free', 'send no request that can cost money')
    .option('--list-checks', 'list the checks, and send nothing')
    .option('--dry-run', 'list the requests and the most tokens they can cost, and send nothing')
    .option('--verbose', 'show settings, requests and how the gateway was recognised')
    .option('--quiet', 'no progress')
    .option('--show-http', 'show the raw exchanges, redacted')
    .option('--curl', 'show each request as a curl command');
}

network(
  command(
    'doctor',
    'Is anything wrong, here or there, and what do I do? Runs the whole checklist.',
    'agentrouter doctor',
    'agentrouter doctor --free --format json',
    'agentrouter doctor --fix',
    'agentrouter doctor --sandbox=balance.insufficient',
  ),
)
  .addOption(new Option('--sandbox [code]', 'run against a simulated deployment, healthy or with a fault'))
  .option('--project <dir>', 'look at the SDKs of this folder (default: the working directory)')
  .option('--no-project', 'leave the project out')
  .option('--fix', 'first mend what has one right answer in .env: shows the changes, and asks')
  .option('--yes', 'do not ask before --fix')
  .action(run(async (options) => (await import('./commands/doctor.ts')).doctor(options, version)));

network(
  command(
    'test-connection',
    'Can I reach it? URL, DNS, TCP, proxy, TLS, HTTP, each timed.',
    'agentrouter test-connection --base-url https://gateway.example.com',
    'agentrouter test-connection --no-proxy',
  ),
).action(
  run(async (options) => (await import('./commands/test-connection.ts')).testConnection(options, version)),
);

network(
  command(
    'check-key',
    'Is my key good? Form, both header styles, balance, rate limit.',
    'agentrouter check-key',
    'pass show agentrouter | agentrouter check-key --api-key-stdin',
  ),
).action(run(async (options) => (await import('./commands/check-key.ts')).checkKey(options, version)));

network(
  command(
    'models [pattern]',
    'What can I call? Lists models; --probe calls them.',
    'agentrouter models claude',
    'agentrouter models --check gpt4',
    'agentrouter models "gpt-*" --probe --concurrency 8',
  ),
)
  .option('--check <name>', 'say whether this model exists, and if not, the nearest ones')
  .option('--probe', 'call each model with a tiny request')
  .option('--concurrency <n>', 'how many calls at once (default: 4)')
  .option('--yes', 'do not ask before --probe')
  .action(
    run(async (options, pattern) => (await import('./commands/models.ts')).models(pattern, options, version)),
  );

network(
  command(
    'stream-test',
    'Does streaming work? Timeline, time to first token, gaps, how it ended.',
    'agentrouter stream-test',
    'agentrouter stream-test --api anthropic --runs 3',
  ),
)
  .option('--runs <n>', 'how many streams of each API (default: 1)')
  .option('--max-tokens <n>', 'the length of the answer (default: 64)')
  .action(run(async (options) => (await import('./commands/stream-test.ts')).streamTest(options, version)));

network(
  command(
    'support-dump',
    'Everything a support ticket needs, as Markdown to paste. Runs the checklist of doctor.',
    'agentrouter support-dump --output support.md',
    'agentrouter support-dump --redact-hosts --free',
  ).addHelpText(
    'after',
    [
      '',
      'Keys, passwords, cookies, home and project folder, user name and e-mail',
      'addresses are hidden. A file is readable by its owner only.',
      'Exit code: 1 where doctor finds an error, else 0.',
    ].join('\n'),
  ),
  'markdown, json or text (default: markdown)',
)
  .option('--redact-hosts', 'hide private host names and IP addresses too')
  .action(run(async (options) => (await import('./commands/support-dump.ts')).supportDump(options, version)));

command(
  'sandbox',
  'Starts a simulated deployment on loopback.',
  'agentrouter sandbox --list',
  'agentrouter sandbox --port 8080 --fault rate.limited',
)
  .option('--port <n>', 'the port to listen on (default: any free one)')
  .option('--fault <code>', 'fail in this way', (code, before?: string) =>
    before === undefined ? code : `${before},${code}`,
  )
  .option('--list', 'list the faults')
  .action(run(async (options) => (await import('./commands/sandbox.ts')).sandbox(options)));

command(
  'explain [text...]',
  'Offline. What does this error mean? Takes a code, or a pasted error as argument, file or standard input.',
  'agentrouter explain key.rejected',
  'agentrouter explain "Error code: 429 - insufficient_quota"',
  'agentrouter explain --file error.log --format json',
  'python app.py 2>&1 | agentrouter explain',
)
  .option('--file <file>', 'read the text, or a JSON report of this tool, from a file')
  .option('--format <format>', 'text or json (default: text)')
  .option('--verbose', 'show all of every candidate')
  .action(
    run(async (options, pasted) =>
      (await import('./commands/explain.ts')).explain(pasted ?? null, options, version),
    ),
  );

type Action = (options: Options, argument: string | undefined) => Promise<number>;

/** Wraps a command for commander, whose callbacks get the arguments, the options and the command itself. */
function run(action: Action): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const options: unknown = given.at(-2);
    const first: unknown = given.length > 2 ? given[0] : undefined;
    const argument = Array.isArray(first) && first.length > 0 ? first.join(' ') : first;
    process.exitCode = await action(
      isOptions(options) ? options : {},
      typeof argument === 'string' ? argument : undefined,
    );
  };
}

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null;
}

let told: Promise<void> | null = null;

/** Tells on standard error why it came to nothing. What fails in the wake of that is not told. */
function fail(error: unknown): Promise<void> {
  told ??= tell(error);
  return told;
}

async function tell(error: unknown): Promise<void> {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  if (error instanceof CommanderError && error.code === 'commander.help' && args[1] === undefined) {
    console.error(help.trimEnd());
    process.exitCode = USAGE;
    return;
  }
  describeAll();
  const { failureOf } = await import('./commands/failure.ts');
  const longNames = (of: Command): string[] => of.options.flatMap(({ long }) => long ?? []);
  const { lines, exitCode } = failureOf(error, args, {
    commands: program.commands.map((one) => ({ name: one.name(), options: [...longNames(one), '--help'] })),
    options: [...longNames(program), '--help'],
  });
  console.error(lines.join('\n'));
  process.exitCode = exitCode;
}

// A reader that goes away (`| head -1`) is no error of this tool.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => void fail(error).finally(() => process.exit()));

if (!program.commands.some((one) => args.includes(one.name()))) describeAll();
void program.parseAsync().catch(fail);
