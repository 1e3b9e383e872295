import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../helpers/cli.ts';
import { ROOT } from '../helpers/npm.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';

const folder = tempFolderForFile();
const hook = join(folder, 'tell.cjs');
const hookAtFirstPacket = join(folder, 'tell-at-first-packet.cjs');

/** Prints, as the last line of standard error, which files of the package were loaded. */
const HOOK = `
process.on('exit', () => {
  const files = Object.keys(require.cache).filter((path) => !path.startsWith(__dirname));
  process.stderr.write('\\n' + JSON.stringify(files));
});`;

/** Prints, as the last line of standard error, which of them were loaded when the first connection was begun. */
const HOOK_AT_FIRST_PACKET = `
const { Socket } = require('node:net');
const { connect } = Socket.prototype;
let files;
Socket.prototype.connect = function (...args) {
  files ??= Object.keys(require.cache).filter((path) => !path.startsWith(__dirname));
  return connect.apply(this, args);
};
process.on('exit', () => process.stderr.write('\\n' + JSON.stringify(files)));`;

beforeAll(() => {
  writeFileSync(hook, HOOK);
  writeFileSync(hookAtFirstPacket, HOOK_AT_FIRST_PACKET);
});

/** The names of the files that a command line loads, without their endings. */
function loadedBy(...args: string[]): Promise<string[]> {
  return toldBy(hook, args);
}

async function toldBy(told: string, args: readonly string[]): Promise<string[]> {
  const bin = join(ROOT, 'bin/agentrouter.js');
  const { stderr } = await runProgram(process.execPath, ['--require', told, bin, ...args]);
  const files: unknown = JSON.parse(stderr.slice(stderr.lastIndexOf('\n')));
  if (!Array.isArray(files)) throw new Error('the hook printed something else');
  return files.map((file) => basename(String(file)).replace(/\.[a-z]+$/, '')).sort();
}

describe('a command line', () => {
  it('that asks for the version loads nothing but the manifest', async () => {
    expect(await loadedBy('--version')).toEqual(['agentrouter', 'package']);
    expect(await loadedBy('-V')).toEqual(['agentrouter', 'package']);
  });

  it('that asks for help loads nothing, and gets what the whole command line would say', async () => {
    expect(await loadedBy('--help')).toEqual(['agentrouter']);
    expect(await loadedBy('-h')).toEqual(['agentrouter']);
    const whole = await runProgram(process.execPath, [join(ROOT, 'dist/cli.cjs'), '--help']);
    const short = await runProgram(process.execPath, [join(ROOT, 'bin/agentrouter.js'), '--help']);
    expect(short).toEqual(whole);
    expect(short.stdout).toContain('Usage: agentrouter');
  });

  it.for([
    ['help', 'doctor'],
    ['models', '--help'],
  ])('that asks for the help of a command (%s) loads no command', async (args) => {
    expect(await loadedBy(...args)).toEqual(['agentrouter', 'cli', 'commander', 'rolldown-runtime']);
  });

  it('that explains a code loads nothing of the network', async () => {
    const loaded = await loadedBy('explain', 'key.rejected');
    expect(loaded).toContain('explain');
    for (const other of ['undici', 'eventsource-parser', 'start', 'ora', 'sandbox'])
      expect(loaded).not.toContain(other);
  });

  it('that examines a deployment loads neither the sandbox nor, without a terminal, a spinner', async () => {
    const loaded = await loadedBy(
      'doctor',
      '--base-url',
      'http://127.0.0.1:9',
      '--api-key',
      'sk-ar-0123456789abcdef',
    );
    expect(loaded).toContain('undici');
    for (const other of ['ora', 'cli-spinners', 'sandbox']) expect(loaded).not.toContain(other);
  });

  it.for(['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'])(
    'that examines a deployment (%s) loads no more than its settings before the first packet',
    async (command) => {
      const args = [command, '--base-url', 'http://127.0.0.1:9', '--api-key', 'sk-ar-0123456789abcdef'];
      const loaded = await toldBy(hookAtFirstPacket, args);
      // The names of two chunks of one name are told apart by a number.
      const others = loaded.filter((name) => name.replace(/\d$/, '') !== command && name !== 'requests');
      expect(others).toEqual(['agentrouter', 'cli', 'commander', 'common', 'rolldown-runtime', 'start']);
    },
  );

  it('that names codes to suppress loads the catalogue to check them', async () => {
    expect(await loadedBy('doctor', '--suppress', 'no.such-code')).toContain('catalogue');
    expect(await loadedBy('doctor', '--only', 'no.such-check')).not.toContain('catalogue');
  });
});
