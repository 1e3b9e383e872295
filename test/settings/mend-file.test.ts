import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  chmodSync,
  lstatSync,
  chownSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvFileToMend, replaceFile } from '../../src/settings/mend-file.ts';
import { Place } from './world.ts';

const OLD = Buffer.from('A=1\n');
const NEW = Buffer.from('A=2\n');

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const filesThere = (): string[] => readdirSync(place.project).sort();

describe('reading the file to mend', () => {
  it('tells a path below a file as a problem', () => {
    place.write('settings', OLD);
    expect(readEnvFileToMend('settings/.env', place.world())).toMatchObject({
      linkTo: null,
      problem: 'unreadable',
    });
  });
});

describe('replacing a file', () => {
  it.each([0o600, 0o640, 0o664, 0o444])(
    'writes the new content, keeps mode %o, and leaves nothing beside it',
    (mode) => {
      const path = place.write('.env', OLD);
      chmodSync(path, mode);
      expect(replaceFile(path, OLD, NEW)).toBeNull();
      expect(readFileSync(path)).toEqual(NEW);
      expect(statSync(path).mode & 0o777).toBe(mode);
      expect(filesThere()).toEqual(['.env', '.git']);
    },
  );

  it.runIf(process.getuid?.() === 0)('keeps the owner and the group', () => {
    const path = place.write('.env', OLD);
    chownSync(path, 12_345, 23_456);
    expect(replaceFile(path, OLD, NEW)).toBeNull();
    expect(statSync(path)).toMatchObject({ uid: 12_345, gid: 23_456 });
  });

  it('is refused where the file changed since it was read, or is gone', () => {
    const path = place.write('.env', 'A=3\n');
    expect(replaceFile(path, OLD, NEW)).toContain('changed');
    expect(readFileSync(path, 'utf8')).toBe('A=3\n');
    expect(replaceFile(join(place.project, 'gone'), OLD, NEW)).toBe('it is gone');
    expect(filesThere()).toEqual(['.env', '.git']);
  });

  it('is refused where the file has a second name, which would keep the old content', () => {
    const path = place.write('.env', OLD);
    linkSync(path, join(place.project, 'second'));
    expect(replaceFile(path, OLD, NEW)).toContain('hard links');
    expect(readFileSync(path)).toEqual(OLD);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is refused in a folder that is read-only',
    () => {
      const path = place.write('sub/.env', OLD);
      chmodSync(join(place.project, 'sub'), 0o555);
      expect(replaceFile(path, OLD, NEW)).toContain('no permission');
      chmodSync(join(place.project, 'sub'), 0o755);
      expect(readFileSync(path)).toEqual(OLD);
    },
  );
});

describe('the file to mend', () => {
  it('is the nearest .env upwards, or the one that is named', () => {
    place.write('.env', OLD);
    place.write('sub/other.env', NEW);
    expect(readEnvFileToMend(undefined, place.world('sub'))).toMatchObject({ shown: '.env', bytes: OLD });
    expect(readEnvFileToMend('other.env', place.world('sub'))).toMatchObject({
      shown: join('sub', 'other.env'),
      bytes: NEW,
      linkTo: null,
    });
  });

  it('is what a link leads to, so that the link stays one', () => {
    const real = place.write('config/real.env', OLD);
    const link = join(place.project, '.env');
    symlinkSync(join('config', 'real.env'), link);
    const found = readEnvFileToMend(undefined, place.world());
    expect(found).toMatchObject({ path: real, shown: '.env', linkTo: join('config', 'real.env') });
    expect(replaceFile(found!.path, OLD, NEW)).toBeNull();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(real)).toEqual(NEW);
  });

  it('is none where there is none, and has a problem where it cannot be read', () => {
    expect(readEnvFileToMend(undefined, place.world())).toBeNull();
    symlinkSync('nowhere', join(place.project, '.env'));
    expect(readEnvFileToMend(undefined, place.world())?.problem).toBe('missing');
    mkdirSync(join(place.project, 'folder'));
    expect(readEnvFileToMend('folder', place.world())?.problem).toBe('directory');
  });

  it.runIf(process.getuid?.() === 0)(
    'is not read where it belongs to another user, unless it is named',
    () => {
      chownSync(place.write('.env', OLD), 12_345, 23_456);
      expect(readEnvFileToMend(undefined, place.world())?.problem).toBe('other-user');
      expect(readEnvFileToMend('.env', place.world())?.problem).toBeNull();
    },
  );
});
