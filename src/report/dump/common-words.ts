/**
 * Words that this tool, its texts and the APIs use themselves. As the name of a user or of a host they tell nobody
 * who that is, and hiding them wherever they stand would make a report unreadable.
 */
const WORDS: ReadonlySet<string> = new Set(
  `access account ada admin administrator agent agentrouter anthropic api app apps april auth azure babbage backend
  balance bearer bill body broken caddy cache chat check checks claude client cloud cloudfront code codex command
  compare confidence content cookie curie curl data date davinci default demo deepseek deployment dev developer dns
  doctor docker dump envoy env error event explain facts fail false family fastly file files fix frank free gateway
  gemini github google gpt grant guest guy haiku healthy home host http https info input invalid june key kong light
  limit linux list litellm llama llm local localhost macos mark max may message messages min model models network
  nginx node null ollama one-api new-api openai openrouter openresty opus output owner page pass password pat path
  pip portkey post process project provider proxy public python rate read report request requests response rich role
  root router runner runtime sandbox score sdk secret server service session settings shared skip sonnet source squid
  status stream streaming string sudo sue summary support system tcp temp test tester text time timeout title tls token tool
  tools true type ubuntu unknown upstream url usage user users valid value varnish vegur venv vercel version vscode
  warn web will windows with work worker`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const SHORTEST_NAME_CHARS = 3;

/** Can this name be hidden wherever it stands as a word, without harm to other words? */
export function isTelling(name: string): boolean {
  return name.length >= SHORTEST_NAME_CHARS && !WORDS.has(name.toLowerCase()) && !/^\d+$/.test(name);
}
