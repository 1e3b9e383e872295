import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/codes/context.ts';
import { baseUrlFix, keyFix, modelFix, withOptions } from '../../src/codes/setting-fix.ts';
import type { Context } from '../../src/codes/types.ts';

const URL_TO_SET = 'https://gateway.example/api/v1';
const from = (source: string | null, more: Partial<Context> = {}): Context => ({
  ...EMPTY_CONTEXT,
  ofRun: true,
  baseUrl: 'https://gateway.example',
  baseUrlSource: source,
  keySource: source,
  modelSource: source,
  ...more,
});

describe('advice to change a setting', () => {
  it('is a command of the shell where the environment sets it', () => {
    expect(baseUrlFix(from('environment'), URL_TO_SET)).toEqual({
      text: 'Set the base URL.',
      command: `export AGENTROUTER_BASE_URL=${URL_TO_SET}`,
    });
  });

  it('is a line to write, and where, where a file sets it', () => {
    expect(keyFix(from('.env:3'), 'Set the new key')).toEqual({
      text: 'Set the new key, in .env line 3.',
      command: 'AGENTROUTER_API_KEY=sk-ar-...',
    });
    expect(modelFix(from('C:\\work\\.env:12'), 'gpt-4o', 'Use gpt-4o').text).toBe(
      'Use gpt-4o, in C:\\work\\.env line 12.',
    );
  });

  it('is a line of JSON where a settings file is JSON', () => {
    const { text, command } = baseUrlFix(from('~/.claude/settings.json'), URL_TO_SET);
    expect(text).toBe('Set the base URL, in ~/.claude/settings.json.');
    expect(command).toBe(`"AGENTROUTER_BASE_URL": "${URL_TO_SET}"`);
  });

  it('is the option where an option sets it', () => {
    expect(baseUrlFix(from('--base-url'), URL_TO_SET).command).toBe(
      `npx agentrouter doctor --base-url ${URL_TO_SET}`,
    );
    expect(keyFix(from('--api-key-stdin'), 'Set the new key').command).toBe(
      'npx agentrouter doctor --api-key-stdin < key.txt',
    );
  });

  it('is what PowerShell understands on Windows', () => {
    expect(baseUrlFix(from('environment', { windows: true }), URL_TO_SET).command).toBe(
      `$env:AGENTROUTER_BASE_URL = "${URL_TO_SET}"`,
    );
  });

  it('cannot run what a server calls a model', () => {
    const { command } = modelFix(from('environment'), "x'; rm -rf ~ #$(id)", 'Use it');
    expect(command).toBe(`export AGENTROUTER_MODEL='x'\\''; rm -rf ~ #$(id)'`);
    expect(modelFix(from(null, { windows: true }), 'x"; $(id)', 'Use it').command).toBe(
      '$env:AGENTROUTER_MODEL = "x`"; `$(id)"',
    );
  });
});

describe('commands of this tool', () => {
  const advice = (command: string): { text: string; command: string } => ({ text: 'Do it.', command });

  it('carry over what was given as an option', () => {
    const { command } = withOptions(advice('npx agentrouter models --probe'), from('--base-url'));
    expect(command).toContain('npx agentrouter models --probe --base-url https://gateway.example');
  });

  it('carry over the file, the CA and the proxy of the run, and no second proxy', () => {
    const context = from('.env:2', {
      options: [
        { name: '--env-file', value: 'my settings.env' },
        { name: '--ca', value: 'ca.pem' },
        { name: '--proxy', value: 'http://proxy.example:3128' },
      ],
    });
    const told = (command: string) => withOptions(advice(command), context).command;
    expect(told('npx agentrouter check-key')).toBe(
      "npx agentrouter check-key --env-file 'my settings.env' --ca ca.pem --proxy http://proxy.example:3128",
    );
    expect(told('npx agentrouter test-connection --no-proxy --ca other.pem')).toBe(
      "npx agentrouter test-connection --no-proxy --ca other.pem --env-file 'my settings.env'",
    );
  });

  it('are told how the key comes in, and never the key', () => {
    const context = from('.env:1', { keySource: '--api-key-stdin' });
    expect(withOptions(advice('npx agentrouter check-key'), context).command).toBe(
      'npx agentrouter check-key --api-key-stdin < key.txt',
    );
  });

  it.for([
    'npx agentrouter explain key.rejected',
    'npx agentrouter doctor --sandbox',
    'npx agentrouter test-connection --base-url https://other.example',
    'pip install openai',
  ])('are left as they are where they need nothing or have it: %s', (command) => {
    expect(withOptions(advice(command), from('--base-url', { keySource: 'environment' })).command).toBe(
      command,
    );
  });

  it('are left as they are where settings come from elsewhere', () => {
    const command = 'npx agentrouter models';
    expect(withOptions(advice(command), from('.env:2')).command).toBe(command);
  });
});
