/** Pieces of advice that several codes share, filled with the user's own values. */

import { providerOf } from '../evidence/model-names.ts';
import { shellWord } from './local-facts.ts';
import type { Context, Fix } from './types.ts';

export function fix(text: string, command: string | null = null): Fix {
  return { text, command };
}

export const FROM_ELSEWHERE: Fix = fix(
  'Try from another network (a phone hotspot, without the VPN). If it works there, this network is in the way.',
  'npx agentrouter test-connection',
);

/** For faults of `.env` that have one right answer. */
export const MEND_FIX: Fix = fix(
  'Have it mended: the changes are shown first.',
  'npx agentrouter doctor --fix',
);

/** The same, where it would mend any of the lines at fault. */
export const mendFix = ({ detail: { mendable } }: Context): Fix[] => (mendable === 'no' ? [] : [MEND_FIX]);

/** For whom nothing is set up yet. */
export const WITHOUT_DEPLOYMENT: Fix = fix(
  'Without a deployment, see this tool at work on a simulated one.',
  'npx agentrouter doctor --sandbox',
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

/** An ISO 8601 time as a person reads it. */
export function clockTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** A small call that shows the bare answer. */
export function curlChat(context: Context): string {
  const model = context.model ?? context.failedModels[0] ?? 'gpt-3.5-turbo';
  return [
    `curl -v ${shellWord(`${openaiUrl(context)}/chat/completions`)} \\`,
    '  -H "Authorization: Bearer $AGENTROUTER_API_KEY" -H "Content-Type: application/json" \\',
    `  -d '{"model":"${model.replace(/['"\\]/g, '')}","max_tokens":16,"messages":[{"role":"user","content":"test"}]}'`,
  ].join('\n');
}

/** ` The request was …`, where it was this tool's own. */
export function ownRequest(context: Context): string {
  return context.ofRun
    ? " The request was this tool's own: a few words, in the form that the API documents."
    : '';
}

/** For requests of this tool's own that are refused as wrong. */
export const SHOW_OWN_REQUEST: Fix = fix(
  'See what was sent and answered, and show it to the operator.',
  'npx agentrouter doctor --only requests --show-http',
);

/** The header styles that the deployment takes, as `curl` sends them. */
export const HEADER_STYLES: Fix = fix(
  'Send the key in one of these headers.',
  '-H "Authorization: Bearer $AGENTROUTER_API_KEY"\n-H "x-api-key: $AGENTROUTER_API_KEY"',
);

/** Whom to ask, and what to bring. */
export function supportFix(context: Context): Fix {
  const id = context.requestId === null ? '' : ` Name the request id ${context.requestId}.`;
  return fix(
    `If it goes on, send the request time and the error message to the deployment's support.${id} This collects all of it, without secrets:`,
    SUPPORT_DUMP,
  );
}

const SUPPORT_DUMP = 'npx agentrouter support-dump --output support.md';

/** Where AgentRouter's own users ask, and with what (documentation of AgentRouter, Troubleshooting, "Getting Help"). */
export const ASK_FOR_HELP: Fix = fix(
  'Ask support@agentrouter.com, or in the GitHub issues or the Discord of AgentRouter. Bring the whole error message, the request without secrets, and the versions of the SDK, of Python or Node.js, and of the system. Most of it is in this file:',
  SUPPORT_DUMP,
);

const STATUS_PAGES: Readonly<Record<string, string>> = {
  OpenAI: 'https://status.openai.com',
  Anthropic: 'https://status.anthropic.com',
  DeepSeek: 'https://status.deepseek.com',
};

/** The providers of the models that failed, and the one that the error names; `other` where a name does not tell. */
export function failingProviders({ model, failedModels, provider }: Context): string[] {
  const named = [model, ...failedModels, provider].filter((name) => name !== null);
  return [...new Set(named.map((name) => providerOf(name)))];
}

/** The status pages of the providers that fail; of all where it is not known which. */
export function providerStatusFix(context: Context): Fix {
  const failing = failingProviders(context).filter((name) => Object.hasOwn(STATUS_PAGES, name));
  const names = failing.length > 0 ? failing : Object.keys(STATUS_PAGES);
  const pages = names.map((name) => `${name} ${STATUS_PAGES[name] ?? ''}`);
  return fix(`See whether the provider has an outage: ${pages.join(', ')}`);
}
