import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { runProgram, type Ran } from '../helpers/cli.ts';
import { npm, RegistryUnreachable } from '../helpers/npm.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { schemaErrors } from '../report/validate.ts';
import { packInto } from './pack.ts';

const SUPPORTED = ['20.18.1', '22', '24', '26'];
const TOO_OLD = ['16', '18'];
const SETUP_MS = 240_000;

const folder = tempFolderForFile();
/** Why the package could not be installed here, where it could not. */
let unreachable: string | null = null;

beforeAll(async () => {
  const { tarball } = await packInto(folder);
  unreachable = await install(tarball, join(folder, 'app'));
}, SETUP_MS);

/** Installs into a folder of its own; tells why where the registry is out of reach. */
async function install(what: string, into: string): Promise<string | null> {
  mkdirSync(into);
  writeFileSync(join(into, 'package.json'), '{ "private": true }');
  try {
    await npm(['install', what], into);
    return null;
  } catch (error) {
    if (error instanceof RegistryUnreachable) return error.message;
    throw error;
  }
}

/** Skips a test by name, and says why in every report. */
function skip(context: TestContext, why: string): never {
  console.warn(`Skipped: ${context.task.name}: ${why}`);
  context.skip(why);
}

/** The folder of a Node.js that npm's `node` package brings; skips the test by name where it cannot be had. */
async function nodeOf(version: string, context: TestContext): Promise<string> {
  if (unreachable !== null) skip(context, `the package cannot be installed: ${unreachable}`);
  const prefix = join(folder, `node-${version}`);
  const reason = await install(`node@${version}`, prefix);
  if (reason !== null) skip(context, `Node.js ${version} cannot be had: ${reason}`);
  const bin = join(prefix, 'node_modules', 'node', 'bin');
  if (!existsSync(join(bin, 'node'))) skip(context, `npm brought no Node.js ${version} for this platform`);
  return bin;
}

/** Runs the installed command by its name, as a shell would find it. */
function installed(nodeFolder: string, ...args: string[]): Promise<Ran> {
  const bins = join(folder, 'app', 'node_modules', '.bin');
  return runProgram(join(bins, 'agentrouter'), args, {
    env: { PATH: [nodeFolder, process.env['PATH']].join(delimiter) },
  });
}

describe('the installed package', () => {
  it.for(SUPPORTED)(
    'tells its version, shows its help and finds the sandbox healthy on Node.js %s',
    { timeout: SETUP_MS },
    async (version, context) => {
      const node = await nodeOf(version, context);
      expect((await runProgram(join(node, 'node'), ['--version'])).stdout).toMatch(`v${version}`);

      const told = await installed(node, '--version');
      expect(told).toMatchObject({ exitCode: 0, stderr: '' });
      expect(told.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);

      const help = await installed(node, '--help');
      expect(help).toMatchObject({ exitCode: 0, stderr: '' });
      expect(help.stdout).toContain('Usage: agentrouter');

      const run = await installed(node, 'doctor', '--sandbox', '--quiet', '--format', 'json');
      expect(run).toMatchObject({ exitCode: 0, stderr: '', json: { verdict: 'healthy', rootCause: null } });
      expect(schemaErrors(run.json)).toEqual([]);
    },
  );

  it.for(TOO_OLD)(
    'says in one line that Node.js %s is too old',
    { timeout: SETUP_MS },
    async (version, context) => {
      const node = await nodeOf(version, context);
      const run = await installed(node, 'doctor');
      expect(run).toMatchObject({ exitCode: 3, stdout: '' });
      expect(run.stderr).toMatch(/^agentrouter needs Node\.js 20\.18 or newer; this is v1[68]\.[^\n]*\n$/);
    },
  );
});
