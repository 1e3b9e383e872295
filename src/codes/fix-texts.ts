/** Pieces of advice that several codes share, filled with the user's own values. */

import type { Context, Fix } from './types.ts';

export function fix(text: string, command: string | null = null): Fix {
  return { text, command };
}

/** For faults of `.env` that have one right answer. */
export const MEND_FIX: Fix = fix(
  'Or have it mended: the changes are shown first.',
  'npx agentrouter doctor --fix',
);

/** `gateway.example.com`, or words that read well in its place. */
export function hostOf(context: Context): string {
  return context.host ?? 'the deployment';
}

/** `gpt-4o`, or `the model`. */
export function modelOf(context: Context): string {
  return context.detail['model'] ?? context.model ?? 'the model';
}

export function openaiUrl(context: Context): string {
  return context.openaiBaseUrl ?? 'https://your-deployment/v1';
}

export function anthropicUrl(context: Context): string {
  return context.anthropicBaseUrl ?? 'https://your-deployment';
}

/** ` It said: "…".`, or nothing where the server's words are not known. */
export function said(context: Context): string {
  return context.said === null ? '' : ` The server said: "${context.said}"`;
}

/** A model to try instead: one that answered, else a listed cheap one, else the documentation's examples. */
export function otherModel(context: Context): string {
  const listed = cheapModels(context).find((name) => name !== context.model);
  return context.workingModel ?? listed ?? context.nearest[0] ?? 'deepseek-chat';
}

/** Listed models whose names say that they are small; the documentation's examples where there is no list. */
export function cheapModels(context: Context): string[] {
  const small = context.models.filter((name) =>
    /mini|nano|flash|haiku|lite|small|turbo|deepseek-chat/i.test(name),
  );
  if (small.length > 0) return small.slice(0, 3);
  return context.models.length > 0 ? context.models.slice(0, 2) : ['gpt-3.5-turbo', 'deepseek-chat'];
}

/** The advice to wait, in seconds and clock time; null where the answer told no time. */
export function waitFix(context: Context): Fix | null {
  if (context.waitMs === null) return null;
  const until = context.resetAt === null ? '' : ` (until ${clockTime(context.resetAt)})`;
  if (context.waitMs === 0)
    return fix(`The reset time that the server named${until} has passed. Send the request again now.`);
  const seconds = Math.ceil(context.waitMs / 1_000);
  return fix(
    `Wait ${duration(seconds)}${until}, then send the request again.`,
    seconds <= 3_600 ? `sleep ${seconds}` : null,
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.ceil(seconds / 60)} minutes (${seconds} s)`;
  return seconds < 172_800 ? `${Math.ceil(seconds / 3_600)} hours` : `${Math.ceil(seconds / 86_400)} days`;
}

function clockTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** A small call that shows the bare answer. */
export function curlChat(context: Context, model = context.model ?? 'gpt-3.5-turbo'): string {
  return [
    `curl -v ${openaiUrl(context)}/chat/completions \\`,
    '  -H "Authorization: Bearer $AGENTROUTER_API_KEY" -H "Content-Type: application/json" \\',
    `  -d '{"model":"${model.replace(/['"\\]/g, '')}","max_tokens":16,"messages":[{"role":"user","content":"test"}]}'`,
  ].join('\n');
}

/** Whom to ask, and what to bring. */
export function supportFix(context: Context): Fix {
  const id = context.requestId === null ? '' : ` Name the request id ${context.requestId}.`;
  return fix(
    `If it goes on, send the request time and the error message to the deployment's support.${id} This collects all of it, without secrets:`,
    'npx agentrouter support-dump --output support.md',
  );
}

export const PROVIDER_STATUS =
  'Look at the status page of the provider behind the model: https://status.openai.com, https://status.anthropic.com or https://status.deepseek.com.';
