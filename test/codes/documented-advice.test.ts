import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { DOCUMENTED_ADVICE } from './documented-advice.ts';

const Told = v.object({
  findings: v.array(
    v.object({
      code: v.string(),
      fixes: v.array(v.object({ text: v.string(), command: v.nullable(v.string()) })),
    }),
  ),
});

async function adviceIn(args: readonly string[], code: string): Promise<string> {
  const ran = await runCli([...args, '--format', 'json'], { timeoutMs: 55_000 });
  const finding = v.parse(Told, ran.json).findings.find((one) => one.code === code);
  return (finding?.fixes ?? []).flatMap(({ text, command }) => [text, command ?? '']).join('\n');
}

describe('the advice of the troubleshooting guide', () => {
  const told = new Map<string, string>();

  beforeAll(async () => {
    const codes = [...new Set(DOCUMENTED_ADVICE.map(({ code }) => code))];
    for (const code of codes) told.set(code, await adviceIn(['explain', code], code));
  }, 60_000);

  it.for([...DOCUMENTED_ADVICE])('$section: $advice ($code)', ({ code, says }) => {
    for (const words of says) expect(told.get(code)).toMatch(words);
  });
});

describe('what a run advises first', () => {
  it.for<[code: string, ...says: RegExp[]]>([
    ['key.rejected', /API Keys Management/, /starts with sk-ar-/],
    ['balance.insufficient', /Top up/, /cheap model/, /Lower max_tokens/],
    ['rate.limited', /Wait \d+ s \(until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\)/, /Raise the request limit/],
    ['upstream.error', /\(5, 10, 15, None\)/, /status\.openai\.com/, /request id req_/],
    ['upstream.timeout', /timeout=60\.0/, /timeout: 60_000/],
    ['stream.interrupted', /except Exception as error/, /timeout=300\.0/],
    ['tools.not-called', /content\.type == "tool_use"/],
    ['deepseek.not-configured', /DEEPSEEK_API_KEY=/],
  ])('for %s', async ([code, ...says]) => {
    const limits = ['--timeout', '4s', '--idle-timeout', '1500ms'];
    const advice = await adviceIn(
      ['doctor', `--sandbox=${code}`, '--no-project', '--quiet', ...limits],
      code,
    );
    for (const words of says) expect(advice).toMatch(words);
  });
});
