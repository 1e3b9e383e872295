import { createRedactor } from '../report/redact.ts';
import { readWorld } from '../settings/environment.ts';
import { knownSecrets } from '../settings/secrets.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { errnoOf } from '../settings/errno.ts';
import { UsageError, nearestName, unknownName } from './usage-error.ts';

const USAGE = 2;
const BUG = 3;
const ISSUES = 'https://github.com/agentrouter/agentrouter/issues';

/** What a command line may hold. */
export interface Grammar {
  /** Each command's name, and its options in their long form. */
  commands: readonly { name: string; options: readonly string[] }[];
  /** The options that stand before any command. */
  options: readonly string[];
}

/** How a command that threw ends: what is printed on standard error, and the exit code. */
export interface Failure {
  lines: string[];
  exitCode: 2 | 3;
}

/**
 * Tells an error of the command line (2, one line that says what is allowed) from a bug in this tool (3, what happened
 * and how to report it; the stack only with `--verbose`). No secret of the command line or the environment is in it.
 *
 * @param args the command line, without the program.
 */
export function failureOf(error: unknown, args: readonly string[], grammar: Grammar): Failure {
  const redactor = createRedactor(knownSecrets(keysIn(args), [], readWorld().env));
  const { lines, exitCode } = told(error, args, grammar);
  return { lines: lines.map((line) => redactor.text(line)), exitCode };
}

function told(error: unknown, args: readonly string[], grammar: Grammar): Failure {
  if (error instanceof UsageError || error instanceof SettingsError)
    return { lines: [`agentrouter: ${error.message}`], exitCode: USAGE };
  const code = errnoOf(error);
  if (error instanceof Error && code.startsWith('commander.'))
    return { lines: [`agentrouter: ${usageLine(error.message, code, args, grammar)}`], exitCode: USAGE };
  const message = error instanceof Error ? error.message : String(error);
  const stack = args.includes('--verbose') && error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return {
    lines: [
      `agentrouter: a bug in this tool: ${message.replace(/\.?\s*$/, '')}. Please report it with the command you typed: ${ISSUES}`,
      ...stack,
    ],
    exitCode: BUG,
  };
}

/** One line that says what is allowed, with the nearest name. */
function usageLine(said: string, code: string, args: readonly string[], grammar: Grammar): string {
  const message = said
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  const command = grammar.commands.find(({ name }) => name === args[0]);
  const given = /'([^']+)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.help':
      return unknownName('command', args[1] ?? '', namesIn(grammar)).message;
    case 'commander.unknownCommand':
      return unknownName('command', given, namesIn(grammar)).message;
    case 'commander.unknownOption': {
      // What follows the = may be a key.
      const option = given.split('=')[0] ?? '';
      const later = grammar.commands.find(({ name }) => args.includes(name));
      if (command === undefined && later?.options.includes(option) === true)
        return `option '${option}' belongs after the command: agentrouter ${later.name} ${option}`;
      return unknownName('option', option, command?.options ?? grammar.options).message;
    }
    default:
      return `${message}. See agentrouter ${command === undefined ? '' : `${command.name} `}--help`;
  }
}

const namesIn = (grammar: Grammar): string[] => grammar.commands.map(({ name }) => name);

/** Values of `--api-key`, and of what was probably meant to be it. */
function keysIn(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const [option = '', ...rest] = arg.split('=');
    if (!option.startsWith('--') || nearestName(option, ['--api-key']) === undefined) return [];
    return [rest.length > 0 ? rest.join('=') : (args[index + 1] ?? '')];
  });
}
