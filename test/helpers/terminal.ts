import { BIN, runProgram, type Ran } from './cli.ts';

/** Runs a command on a pseudo-terminal, types each answer once its words were shown, and ends as the command ended. */
const ON_A_TERMINAL = `
import fcntl, json, os, pty, struct, sys, termios
asked = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, asked['columns'], 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
shown = b''
seen = 0
answers = asked['answers']
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    while answers and answers[0][0].encode() in shown[seen:]:
        seen = len(shown)
        os.write(terminal, answers.pop(0)[1].encode())
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.stdout.flush()
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 99)
`;

interface Terminal {
  env?: Record<string, string>;
  cwd?: string;
  /** Zero is what some CI systems give. */
  columns?: number;
  /** Words to wait for, and what is typed then. */
  answers?: readonly (readonly [string, string])[];
  /** Standard output goes through `cat`, as in a pipe. */
  piped?: boolean;
}

/** `stdout` is all that the terminal showed. */
export function runOnTerminal(args: readonly string[], how: Terminal = {}): Promise<Ran> {
  const { columns = 100, answers = [], env = {}, cwd, piped = false } = how;
  const command = [process.execPath, BIN, ...args];
  const inPipe = ['/bin/sh', '-c', '"$@" | cat', 'sh', ...command];
  return runProgram(
    'python3',
    ['-c', ON_A_TERMINAL, JSON.stringify({ columns, answers }), ...(piped ? inPipe : command)],
    { env: { TERM: 'xterm', ...env }, ...(cwd === undefined ? {} : { cwd }) },
  );
}
