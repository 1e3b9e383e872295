/** How far a run is, on standard error: one line a category. The one place that uses ora. */

import type { Category } from '../checks/ids.ts';
import type { Face } from './face.ts';
import { paperFor } from './paint.ts';
import type { CheckStatus } from './types.ts';

interface Progress {
  start: (category: Category) => void;
  /** `line` says in a few words how the category's checks ended; `worst` gives the sign. */
  done: (category: Category, worst: CheckStatus, line: string) => void;
  /** Takes a spinner that still turns off the screen, and prints what has ended but waits behind it. */
  stop: () => void;
}

const NAME_CELLS = 11;

/** Shows one category at a time, and prints their lines in the order in which they began. */
interface Screen {
  turn: (text: string) => void;
  print: (line: string) => void;
  clear: () => void;
}

function plainScreen(stream: NodeJS.WritableStream): Screen {
  return {
    turn: () => undefined,
    print: (line) => void stream.write(`${line}\n`),
    clear: () => undefined,
  };
}

async function spinnerScreen(stream: NodeJS.WritableStream, face: Face): Promise<Screen> {
  const { default: ora } = await import('ora');
  const spinner = ora({
    stream,
    spinner: face.unicode ? 'dots' : 'line',
    color: face.color ? 'cyan' : false,
    isEnabled: true,
    // Raw mode would swallow what is typed ahead, and change what Ctrl-C does.
    discardStdin: false,
  });
  return {
    turn: (text) => {
      if (spinner.isSpinning) spinner.text = text;
      else spinner.start(text);
    },
    print: (line) => {
      spinner.stop();
      stream.write(`${line}\n`);
    },
    clear: () => void spinner.stop(),
  };
}

/** A spinner on a terminal; elsewhere plain lines without escape codes. */
export async function createProgress(stream: NodeJS.WritableStream, face: Face): Promise<Progress> {
  const screen = face.terminal ? await spinnerScreen(stream, face) : plainScreen(stream);
  const paper = paperFor(face);
  /** In order of their start; null while under way. */
  const lines = new Map<Category, string | null>();

  const show = (): void => {
    for (const [category, line] of lines) {
      if (line === null) {
        screen.turn(category);
        return;
      }
      screen.print(line);
      lines.delete(category);
    }
  };

  return {
    start: (category) => {
      lines.set(category, null);
      show();
    },
    done: (category, worst, line) => {
      lines.set(category, `${paper.sign(worst)} ${category.padEnd(NAME_CELLS)}${line}`);
      show();
    },
    stop: () => {
      screen.clear();
      for (const line of lines.values()) if (line !== null) screen.print(line);
      lines.clear();
      // On a terminal the report follows right below.
      if (face.terminal) stream.write('\n');
    },
  };
}
