import { terminalFacts } from '../settings/environment.ts';
import type { RunOptions, World } from '../settings/types.ts';
import type { Face } from '../report/face.ts';

const MIN_WIDTH = 40;
const MAX_WIDTH = 120;
const WIDTH_WITHOUT_TERMINAL = 100;

/** How text may look on a stream: colour and Unicode marks only where it can show them. */
export function faceOf(stream: NodeJS.WriteStream, options: RunOptions, world: World): Face {
  const { noColor, forceColor } = terminalFacts(world.env);
  // Some pseudo-terminals (CI, containers) say that they are zero columns wide: nothing can be redrawn on those.
  const terminal = stream.isTTY && stream.columns > 0;
  const dumb = world.env.TERM === 'dumb';
  return {
    terminal: terminal && !dumb,
    color: forceColor ?? (terminal && !noColor && !dumb),
    unicode: canShowUnicode(world, terminal),
    width: terminal ? Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, stream.columns)) : WIDTH_WITHOUT_TERMINAL,
    verbose: options.verbose,
    showHttp: options.showHttp,
    curl: options.curl,
  };
}

/** A pipe takes UTF-8; a terminal takes it unless its locale says otherwise. */
function canShowUnicode(world: World, terminal: boolean): boolean {
  if (!terminal) return true;
  const locale = world.env.LC_ALL || world.env.LC_CTYPE || world.env.LANG || '';
  if (world.env.TERM === 'linux') return false;
  return process.platform === 'win32' ? Boolean(world.env.WT_SESSION) : /utf-?8/i.test(locale);
}
