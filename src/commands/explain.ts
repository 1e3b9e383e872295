import { CODES, type Code } from '../codes/catalogue.ts';
import { explainCode } from '../codes/explain-code.ts';
import { explainPaste, type Explanation } from '../codes/explain-paste.ts';
import { explainReport, unreadableReport } from '../codes/explain-report.ts';
import { nearest } from '../evidence/nearest.ts';
import { secretsIn } from '../evidence/pasted/secrets.ts';
import { looksLikeReport, readSavedReport } from '../evidence/pasted/saved-report.ts';
import { createRedactor } from '../report/redact.ts';
import { readWorld } from '../settings/environment.ts';
import { writeResult } from './console.ts';
import { explainedReport } from './explained-report.ts';
import { pastedText, readPastedFile, readPastedStdin, type ExplainInput } from './explain-input.ts';
import { faceOf } from './face.ts';
import { runOptions, text, type RawOptions } from './options.ts';
import { renderReport } from './render.ts';
import { UsageError } from './usage-error.ts';

/**
 * `agentrouter explain`: what an error means. Sends nothing.
 *
 * @param argument a code or a pasted error; null where the text comes from a file or standard input.
 * @returns 0 where it names a cause or a candidate, 1 for `unknown` alone.
 * @throws UsageError
 */
export async function explain(argument: string | null, raw: RawOptions, version: string): Promise<number> {
  const startedMs = Date.now();
  const format = text(raw, 'format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format takes text, json, not '${format}'`);
  const options = await runOptions({ format, verbose: raw['verbose'] });
  const code = argument === null ? null : codeNamed(argument);
  if (code !== null && format === 'text') {
    const { renderCode } = await import('../report/explain-code.ts');
    await writeResult(renderCode(explainCode(code), faceOf(process.stdout, options, readWorld())), null);
    return 0;
  }
  const input = code === null ? await inputOf(argument, text(raw, 'file')) : null;
  const explanation = input === null ? ofCode(code ?? 'unknown') : explained(input, startedMs);
  const redactor = createRedactor(input === null ? [] : secretsIn(input.excerpt));
  const named =
    input === null ||
    explanation.findings.some((finding) => finding.code !== 'unknown') ||
    explanation.rootCause === null;
  const report = explainedReport(explanation, { exitCode: named ? 0 : 1, startedMs, version });
  await writeResult(await renderReport(redactor.value(report), options, readWorld()), null);
  return report.exitCode;
}

function ofCode(code: Code): Explanation {
  return { findings: [explainCode(code).finding], rootCause: code };
}

async function inputOf(argument: string | null, file: string | null): Promise<ExplainInput> {
  if (argument !== null && file !== null) throw new UsageError('explain takes text or --file, not both');
  const input =
    file === '-' || (file === null && argument === null)
      ? await readPastedStdin()
      : file === null
        ? pastedText(argument ?? '')
        : await readPastedFile(file);
  if (input.excerpt.trim() === '')
    throw new UsageError('explain got no text. Try: agentrouter explain key.rejected');
  return input;
}

function explained({ excerpt, whole }: ExplainInput, nowMs: number): Explanation {
  if (whole === null || !looksLikeReport(whole)) return explainPaste(excerpt, nowMs);
  const saved = readSavedReport(whole);
  return saved === null ? unreadableReport() : explainReport(saved);
}

/** The code that an argument names, alone; null for a text. @throws UsageError for a near miss of a code */
function codeNamed(argument: string): Code | null {
  const name = argument
    .trim()
    .replace(/^[[`'"]+|[\]`'".,]+$/g, '')
    .toLowerCase();
  const written = CODES.find(
    (code) => code === name || code.replaceAll(/[.-]/g, '_') === name.replaceAll(/[.:-]/g, '_'),
  );
  if (written !== undefined) return written;
  const [, family] = /^([a-z]+)\.[a-z0-9_-]+$/.exec(name) ?? [];
  if (family === undefined) return null;
  const inFamily = CODES.filter((code) => code.startsWith(`${family}.`));
  const near = nearest(name, inFamily.length > 0 ? inFamily : CODES, 3);
  if (near.length === 0 && inFamily.length === 0) return null;
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Allowed: ${inFamily.join(', ')}`;
  throw new UsageError(`unknown code '${name}'. ${hint}`);
}
