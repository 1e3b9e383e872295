/** Host names that everybody knows: providers, package sites, certificate authorities, documentation. */
const PUBLIC_SITES: ReadonlySet<string> = new Set(
  `agentrouter.com agentrouter.org anthropic.com claude.ai claude.com openai.com chatgpt.com deepseek.com openrouter.ai
  googleapis.com google.com mistral.ai groq.com x.ai cohere.com perplexity.ai together.ai together.xyz fireworks.ai
  litellm.ai portkey.ai newapi.pro moonshot.cn aliyuncs.com volces.com bigmodel.cn siliconflow.cn
  github.com githubusercontent.com npmjs.com npmjs.org nodejs.org python.org pypi.org readthedocs.io mozilla.org
  w3.org ietf.org rfc-editor.org microsoft.com pydantic.dev fastapi.tiangolo.com
  letsencrypt.org lencr.org digicert.com sectigo.com globalsign.com pki.goog amazontrust.com usertrust.com comodoca.com
  cloudflare.com cloudflarestatus.com jsdelivr.net unpkg.com gstatic.com bootstrapcdn.com
  your-agentrouter.com`
    .split(/\s+/)
    .filter((site) => site !== ''),
);

const SECOND_LEVEL = /^(?:ac|co|com|edu|gob|gov|mil|ne|net|nom|or|org)$/;

/** The part of a name that one owner registers: its last two labels, or three as in `example.co.uk`. */
export function siteOf(host: string): string {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const size = top.length === 2 && SECOND_LEVEL.test(second) ? 3 : 2;
  return labels.slice(-size).join('.');
}

/** True for names that tell nothing of the user, even where the user's own settings name them. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return PUBLIC_SITES.has(name) || PUBLIC_SITES.has(siteOf(name));
}

/** RFC 2606: names for documentation, as texts and fixes show them. */
export function isExampleHost(host: string): boolean {
  return /(?:^|\.)example(?:\.(?:com|org|net))?$/i.test(host);
}
