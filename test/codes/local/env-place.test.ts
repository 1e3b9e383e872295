import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envPlaceCodes } from '../../../src/codes/env-place.ts';
import { keyAbsentCodes } from '../../../src/codes/key-absent.ts';
import { urlFormCodes } from '../../../src/codes/url-form.ts';
import { Place } from '../../settings/world.ts';
import { codes, findings, localFacts, type Found } from './facts.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';
const GOOD = `AGENTROUTER_API_KEY=${KEY}\nAGENTROUTER_BASE_URL=https://gateway.test/v1\n`;
const ALL = { ...envPlaceCodes, ...keyAbsentCodes, ...urlFormCodes };

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const found = (): string[] => codes(ALL, localFacts(place.load().facts));

function only(code: string): Found {
  const all = findings(ALL, localFacts(place.load().facts));
  expect(all.map((one) => one.code)).toEqual([code]);
  return all[0]!;
}

/** In a Place the folder `.git` is empty, so git knows no repository there. */
function initGit(): void {
  execFileSync('git', ['init', '-q'], { cwd: place.project });
}

describe('where the file lies', () => {
  it('is told where there is none and nothing is set', () => {
    expect(found()).toEqual(['env.file-missing W', 'key.missing E', 'url.missing E']);
  });

  it('is no fault where the environment sets all', () => {
    place.env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: 'https://gateway.test' };
    place.write('config/.env', GOOD);
    expect(found()).toEqual([]);
  });

  it('is told where it is in a subfolder, and not for a file of other names', () => {
    place.write('frontend/.env', 'VITE_TITLE=x\n');
    expect(found()).toContain('env.file-missing W');
    place.write('config/.env', GOOD);
    const all = findings(ALL, localFacts(place.load().facts));
    expect(all.map((one) => one.code)).toEqual(['env.file-wrong-place', 'key.missing', 'url.missing']);
    expect(all[0]?.texts).toContain('mv config/.env .env');
    expect(all[1]?.texts).toContain('npx agentrouter doctor --env-file config/.env');
  });

  it('is told where the line of a missing setting has no =', () => {
    place.write('.env', `AGENTROUTER_API_KEY ${KEY}\nAGENTROUTER_BASE_URL=https://gateway.test\n`);
    expect(only('key.missing').texts).toContain('.env:1 names it and is no NAME=value');
    place.write('.env', `AGENTROUTER_API_KEY=${KEY}\nAGENTROUTER_BASE_URL https://gateway.test\n`);
    expect(only('url.missing').texts).toContain('.env:2 names it and is no NAME=value');
  });

  it.runIf(process.getuid?.() === 0)('is told where it belongs to another user, who may be trusted', () => {
    chownSync(place.write('.env', GOOD), 12_345, 12_345);
    const all = findings(ALL, localFacts(place.load().facts));
    expect(all.map((one) => one.code)).toEqual(['env.file-missing', 'key.missing', 'url.missing']);
    for (const { texts } of all.slice(0, 2))
      expect(texts).toContain('npx agentrouter doctor --env-file .env\n');
  });

  it.each([
    ['no .env', null],
    ['a .env of defaults', 'NEXT_PUBLIC_TITLE="My app"\n'],
  ])('is told where a framework reads another name, beside %s', (_, defaults) => {
    if (defaults !== null) place.write('.env', defaults);
    place.write('.env.local', GOOD);
    const [wrongPlace, key] = findings(ALL, localFacts(place.load().facts));
    expect([wrongPlace?.code, key?.code]).toEqual(['env.file-wrong-place', 'key.missing']);
    expect(wrongPlace?.texts).not.toContain('mv ');
    for (const one of [wrongPlace, key])
      expect(one?.texts).toContain('npx agentrouter doctor --env-file .env.local');
  });

  it('leaves the files of a framework alone where .env sets all', () => {
    place.write('.env', GOOD);
    place.write('.env.local', 'AGENTROUTER_MODEL=gpt-4o\n');
    expect(found()).toEqual([]);
  });

  it('is told with commands that run where the tool ran', () => {
    place.write('.env', GOOD);
    place.write('src/deep/a.txt', '');
    initGit();
    const { facts } = place.load({}, 'src/deep');
    const texts = findings(ALL, localFacts(facts)).map((one) => one.texts);
    expect(texts.join()).toContain(String.raw`(cd ../.. && printf '\n%s\n' .env >> .gitignore)`);
  });

  it('is no matter of ours where git takes along a file without any setting of ours', () => {
    place.write('.env', 'NEXT_PUBLIC_TITLE=x\n');
    initGit();
    expect(found()).not.toContain('env.file-exposed W');
    place.write('.env', 'OPENAI_API_KEY=sk-proj-1\n');
    expect(found()).toContain('env.file-exposed W');
  });

  it('is told where git would take it along', () => {
    place.write('.env', GOOD);
    initGit();
    expect(only('env.file-exposed').texts).toContain(String.raw`printf '\n%s\n' .env >> .gitignore`);
    execFileSync('git', ['add', '-f', '.env'], { cwd: place.project });
    expect(only('env.file-exposed').texts).toContain('git rm --cached .env && printf');
  });

  it('is no fault where git ignores it', () => {
    place.write('.env', GOOD);
    place.write('.gitignore', '.env\n');
    initGit();
    expect(found()).toEqual([]);
  });
});
