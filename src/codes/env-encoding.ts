import { saysBadEncoding } from './pasted-words/settings.ts';
import type { Facts } from '../probes/facts.ts';
import { MEND_FIX, fix } from './fix-texts.ts';
import {
  API_KEY,
  BASE_URL,
  detail,
  envFileOf,
  hasValue,
  inRoot,
  listed,
  lineOf,
  shellWord,
} from './local-facts.ts';
import type { Context, Family, Fix, Observation } from './types.ts';

const KINDS = ['utf-16', 'binary', 'garbled', 'bom', 'crlf'] as const;
type Kind = (typeof KINDS)[number];

const MEASURED: Readonly<Record<Kind, string>> = {
  'utf-16': 'UTF-16',
  binary: 'bytes that are no text',
  garbled: 'a value that is no UTF-8',
  bom: 'UTF-8 with a byte-order mark',
  crlf: 'Windows line ends (CRLF)',
};

const CAUSE: Readonly<Record<Kind, string>> = {
  'utf-16':
    'The file is UTF-16, as > in Windows PowerShell writes it. Readers of .env files expect UTF-8 and find no names in it.',
  binary: 'The file holds bytes that no text file has, so its values are not used.',
  garbled:
    'A value has bytes that are no UTF-8, as in a file that was saved in another encoding. Readers put a replacement character there.',
  bom: 'The file begins with a byte-order mark. dotenv drops it; other readers make it part of the first name.',
  crlf: 'Each line ends with a carriage return. dotenv drops it; a shell that sources the file, and docker --env-file, keep it as part of the value.',
};

function kindOf(facts: Facts): Kind | null {
  const { encoding, problem, lines } = facts.settings.envFile;
  if (problem === 'binary') return 'binary';
  if (encoding.utf16) return 'utf-16';
  if (lines.some((line) => line.garbled)) return 'garbled';
  if (encoding.bom) return 'bom';
  const onWindows = facts.project.runtime.os.includes('Windows');
  return !onWindows && lines.some((line) => line.carriageReturn) ? 'crlf' : null;
}

/** A name that the unreadable file sets and that nothing else does. */
function lostName(facts: Facts, kind: Kind): string | null {
  const { lines } = facts.settings.envFile;
  const lost = [API_KEY, BASE_URL].filter((name) => !hasValue(facts, name));
  if (kind === 'binary') return lost[0] ?? null;
  return kind === 'utf-16' ? (lost.find((name) => lines.some((line) => line.known === name)) ?? null) : null;
}

function observe(facts: Facts): Observation[] {
  const kind = kindOf(facts);
  if (kind === null) return [];
  const file = envFileOf(facts);
  const lost = lostName(facts, kind);
  const inValues = facts.settings.envFile.lines.filter((line) => line.carriageReturn);
  const evidence =
    kind === 'crlf'
      ? `a carriage return ends the value in ${listed(inValues.map((line) => lineOf(facts, line)))}`
      : `${file} is ${MEASURED[kind]}`;
  return [
    {
      check: 'local.env-file',
      severity: lost === null ? 'warning' : 'error',
      confidence: 'proved',
      measured: `${file}: ${MEASURED[kind]}`,
      expected: 'UTF-8 without a byte-order mark, with plain line ends',
      evidence: lost === null ? [evidence] : [evidence, `${lost} cannot be read from it`],
      context: { detail: { kind, file } },
    },
  ];
}

function rewrite(c: Context): Fix {
  const kind = detail(c, 'kind', '');
  const file = shellWord(detail(c, 'file', '.env'));
  const through = (filter: string): string =>
    inRoot(c, `${filter} ${file} > ${file}.new && cat ${file}.new > ${file} && rm ${file}.new`);
  switch (kind) {
    case 'utf-16':
      return fix('Write it again as UTF-8.', through('iconv -f UTF-16 -t UTF-8'));
    case 'bom':
      return fix('Drop its first three bytes.', through('tail -c +4'));
    case 'crlf':
      return fix('Drop the carriage returns.', through("tr -d '\\r' <"));
    case 'garbled':
      return fix('If it was saved as Windows-1252, convert it.', through('iconv -f WINDOWS-1252 -t UTF-8'));
    default:
      return fix(
        'Write it again as a text file.',
        `${API_KEY}=sk-ar-...\n${BASE_URL}=https://your-deployment/v1`,
      );
  }
}

/** Env files whose bytes are not what programs that read them expect. */
export const envEncodingCodes = {
  'env.bad-encoding': {
    textSign: saysBadEncoding,
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => `${detail(c, 'file', '.env')} is not plain UTF-8`,
    retryHelps: false,
    expected: 'UTF-8 without a byte-order mark, with plain line ends',
    inFacts: observe,
    cause: (c) => {
      const kind = KINDS.find((one) => one === c.detail['kind']);
      return kind !== undefined
        ? CAUSE[kind]
        : 'The file has an encoding or line ends that readers of .env files do not expect.';
    },
    fixes: (c) => [
      ...(['binary', 'garbled'].includes(detail(c, 'kind', '')) ? [] : [MEND_FIX]),
      rewrite(c),
      fix('Or save it in your editor with the encoding UTF-8 (without BOM) and the line ends LF.'),
    ],
    recognised:
      'The .env begins with a byte-order mark, is UTF-16 or binary, or has a value that is no UTF-8 or ends in a carriage return.',
    example: "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0",
  },
} satisfies Family;
