import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place } from '../world.ts';

const KEY = 'sk-ar-0123456789abcdefghij';
const OTHER = 'sk-ar-9876543210zyxwvutsrq';
const URL = 'https://gateway.test';

let place: Place;
beforeEach(() => {
  place = new Place();
  place.env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: URL };
});
afterEach(() => {
  place.remove();
});

const USER = '../.claude/settings.json';
const SHARED = '.claude/settings.json';
const LOCAL = '.claude/settings.local.json';

function settings(path: string, env: Record<string, string>, more: object = {}): void {
  place.write(path, JSON.stringify({ ...more, env }, null, 2));
}

const found = (cwd = '.') =>
  place
    .load({}, cwd)
    .facts.clients.filter(({ client }) => client === 'Claude Code')
    .map(({ setting, shown, source, sameHost, sameKey }) => ({
      setting,
      shown,
      source,
      same: sameHost ?? sameKey,
    }));

describe('where Claude Code goes', () => {
  it('is told by the user settings, with file and line', () => {
    settings(USER, { ANTHROPIC_BASE_URL: URL, ANTHROPIC_AUTH_TOKEN: KEY });
    expect(found()).toEqual([
      { setting: 'ANTHROPIC_BASE_URL', shown: URL, source: '~/.claude/settings.json:3', same: true },
      {
        setting: 'ANTHROPIC_AUTH_TOKEN',
        shown: 'sk-ar-…ghij',
        source: '~/.claude/settings.json:4',
        same: true,
      },
    ]);
  });

  it('is decided by the local file before the shared one, and by that before the user file and the shell', () => {
    const urlNow = () => found().find(({ setting }) => setting === 'ANTHROPIC_BASE_URL')?.shown;
    place.env['ANTHROPIC_BASE_URL'] = 'https://shell.test';
    settings(USER, { ANTHROPIC_BASE_URL: 'https://user.test' });
    expect(urlNow()).toBe('https://user.test');
    settings(SHARED, { ANTHROPIC_BASE_URL: 'https://shared.test' });
    expect(urlNow()).toBe('https://shared.test');
    settings(LOCAL, { ANTHROPIC_BASE_URL: 'https://local.test' });
    expect(urlNow()).toBe('https://local.test');
    expect(found('.')).toMatchObject([{ source: '.claude/settings.local.json:3', same: false }]);
  });

  it.runIf(process.platform === 'linux')(
    'is decided by the settings of the organisation before all others',
    () => {
      const root = join(place.home, 'system');
      settings(LOCAL, { ANTHROPIC_BASE_URL: 'https://local.test' });
      const managed = '../system/etc/claude-code';
      settings(`${managed}/managed-settings.json`, { ANTHROPIC_BASE_URL: 'https://managed.test' });
      const ask = () => place.load({}, '.', root).facts.clients.map(({ shown, scope }) => ({ shown, scope }));
      expect(ask()).toEqual([{ shown: 'https://managed.test', scope: 'managed' }]);
      settings(`${managed}/managed-settings.d/10-first.json`, { ANTHROPIC_BASE_URL: 'https://first.test' });
      settings(`${managed}/managed-settings.d/20-last.json`, { ANTHROPIC_BASE_URL: 'https://last.test' });
      expect(ask()).toEqual([{ shown: 'https://last.test', scope: 'managed' }]);
    },
  );

  it('takes the token before the key, wherever they stand, and an empty one for none', () => {
    settings(USER, { ANTHROPIC_AUTH_TOKEN: OTHER });
    settings(SHARED, { ANTHROPIC_API_KEY: KEY });
    expect(found()).toMatchObject([{ setting: 'ANTHROPIC_AUTH_TOKEN', same: false }]);
    settings(LOCAL, { ANTHROPIC_AUTH_TOKEN: '' });
    expect(found()).toMatchObject([{ setting: 'ANTHROPIC_API_KEY', same: true }]);
  });

  it('names a program that prints the key, and does not tell which', () => {
    settings(USER, { ANTHROPIC_BASE_URL: URL }, { apiKeyHelper: '/opt/vault print my-hidden-entry' });
    expect(found().at(-1)).toMatchObject({
      setting: 'apiKeyHelper',
      source: '~/.claude/settings.json:2',
      same: null,
    });
    expect(JSON.stringify(place.load().facts)).not.toContain('my-hidden-entry');
  });

  it('is read from the nearest folder with settings, up to the git root, and from CLAUDE_CONFIG_DIR', () => {
    settings(SHARED, { ANTHROPIC_BASE_URL: 'https://shared.test' });
    mkdirSync(join(place.project, 'deep/er'), { recursive: true });
    expect(found('deep/er')).toMatchObject([{ shown: 'https://shared.test' }]);
    mkdirSync(join(place.project, 'own/.git'), { recursive: true });
    expect(found('own')).toEqual([]);
    settings('../elsewhere/settings.json', { ANTHROPIC_BASE_URL: 'https://moved.test' });
    place.env['CLAUDE_CONFIG_DIR'] = join(place.home, 'elsewhere');
    expect(found('own')).toMatchObject([
      { shown: 'https://moved.test', source: '~/elsewhere/settings.json:3' },
    ]);
  });
});

describe('nothing is told of Claude Code', () => {
  it.each([
    ['without settings of its own', () => undefined],
    ['where they set none of these variables', () => settings(USER, { EDITOR: 'vi' }, { model: 'opus' })],
    [
      'where it goes to a cloud',
      () => settings(USER, { ANTHROPIC_BASE_URL: URL, CLAUDE_CODE_USE_BEDROCK: '1' }),
    ],
  ])('%s', (_, arrange) => {
    place.env['ANTHROPIC_BASE_URL'] = URL;
    arrange();
    expect(found()).toEqual([]);
  });
});

describe('a settings file that cannot be used', () => {
  it.each([
    [
      'is a folder',
      () => mkdirSync(join(place.home, '.claude/settings.json'), { recursive: true }),
      'a folder',
    ],
    ['is a link in a circle', () => link(), null],
    ['is broken', () => place.write(USER, '{ "env": {"ANTHROPIC_BASE_URL": '), 'no JSON'],
    ['is a list', () => place.write(USER, '[1]'), 'no JSON'],
    ['is binary', () => place.write(USER, Buffer.from([0x7b, 0, 1, 2, 0xff])), 'no UTF-8'],
    ['is larger than a megabyte', () => place.write(USER, `{"a":"${'x'.repeat(1 << 20)}"}`), 'larger'],
  ])('is passed over with a note where it %s', (_, arrange, note) => {
    arrange();
    settings(SHARED, { ANTHROPIC_BASE_URL: URL });
    expect(found()).toHaveLength(1);
    const { notes = [] } = place.load().facts;
    expect(notes).toEqual(note === null ? [] : [expect.stringContaining(note)]);
    if (note !== null) expect(notes[0]).toContain('~/.claude/settings.json');
  });

  it.each([
    ['a list of variables', '{"env": ["ANTHROPIC_BASE_URL"]}'],
    ['a number for a URL', '{"env": {"ANTHROPIC_BASE_URL": 7}}'],
    ['a lone surrogate', '{"env": {"ANTHROPIC_BASE_URL": "https://\\ud800.test"}}'],
  ])('brings nothing down with %s', (_, text) => {
    place.write(USER, text);
    expect(() => place.load()).not.toThrow();
  });

  function link(): void {
    mkdirSync(join(place.home, '.claude'));
    symlinkSync('settings.json', join(place.home, '.claude/settings.json'));
  }
});

it('its keys are known as secrets, and nothing else of the files is in the facts', () => {
  settings(
    LOCAL,
    { ANTHROPIC_API_KEY: OTHER, MY_NOTES: 'private words' },
    { permissions: { allow: ['Bash(x)'] } },
  );
  settings(USER, {
    ANTHROPIC_AUTH_TOKEN: `${OTHER}2`,
    ANTHROPIC_BASE_URL: 'https://ann:pass9word@gateway.test',
  });
  const { secrets, facts } = place.load();
  expect(secrets).toEqual(expect.arrayContaining([OTHER, `${OTHER}2`, 'pass9word']));
  for (const hidden of [OTHER, 'pass9word', 'private words', 'Bash(x)'])
    expect(JSON.stringify(facts)).not.toContain(hidden);
});
