import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandLine } from '../../src/settings/load.ts';
import { loadSettings } from '../../src/settings/load.ts';
import type { Settings, World } from '../../src/settings/types.ts';

/** A temporary home folder with a project in it, which is also a git root. */
export class Place {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'agentrouter-test-')));
  readonly project = join(this.home, 'project');
  env: Record<string, string> = {};

  constructor() {
    mkdirSync(join(this.project, '.git'), { recursive: true });
  }

  write(path: string, content: string | Buffer): string {
    const absolute = join(this.project, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    return absolute;
  }

  /** @param systemRoot where the folders of the system begin: not this machine's own. */
  world(cwd = '.', systemRoot = join(this.home, 'no-system')): World {
    return {
      systemRoot,
      env: { PATH: process.env['PATH'], ...this.env },
      cwd: join(this.project, cwd),
      home: this.home,
      uid: process.getuid?.() ?? null,
    };
  }

  load(commandLine: CommandLine = {}, cwd = '.', systemRoot?: string): Settings {
    return loadSettings(commandLine, this.world(cwd, systemRoot));
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
