/**
 * Words that this tool, its texts and the APIs use themselves. As the name of a user or of a host they tell nobody
 * who that is, and hiding them wherever they stand would make a report unreadable.
 */
const WORDS: ReadonlySet<string> = new Set(
  `access account ada admin administrator agent agentrouter alpine anthropic apache api app apps april arch
  ask auth azure azureuser babbage backend balance bearer bill bitnami body broken cache caddy call centos chat
  check checks ci circleci city claude client cloud cloudfront code coder codespace codespaces codex command
  compare confidence connection console content cookie cost curie curl daemon data date davinci day debian
  deepseek default demo deploy deployer deployment dev developer dns docker doctor dump ec2-user end engine env
  envoy error event explain facts fail failed false family fast fastly fedora file files first fix flash found
  frank free fresh gateway gemini gemma gentoo github gitlab gitpod glm good google gpt grant guest guy haiku hash
  healthy hidden home host hour http https info input instruct invalid issue jenkins jovyan json june kali key
  kimi kind know kong large less light limit line linux list lite litellm llama llm local localhost loop machine
  macos made main mark master max may medium member message messages min mini mint mistral mixtral mode model
  models money month more mysql name nano need needs network new-api next nginx nobody node nonroot nothing nova
  null office ollama one-api only opc open openai openresty openrouter opus other output own owner page paris part
  pass password pat path person phi phone pi pip place plan pool port portkey post postgres preview price private
  pro process product project provided provider proxy public python qwen rate read real reason reasoner redis
  refused region reply report request requests response retry rich right rocky role root route router runner
  running runtime same sandbox score sdk second secret seen self send sent server service session set settings
  shared shown side simple site skip skipped small sonnet source space spark speed squid start state status step
  store stream streaming string sudo sue summary support suse system tcp team temp terms test tester text than
  then time timeout titan title tls today token tool tools true trust try turbo two type ubuntu unknown unlimited
  update upstream url usage user users usual vagrant valid value varnish vegur venv vercel version vision vscode
  wait warn warning way weather web website week whole wide will windows with word work worker wrong www-data year
  zone`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const SHORTEST_NAME_CHARS = 3;

/** Can this name be hidden wherever it stands as a word, without harm to other words? */
export function isTelling(name: string): boolean {
  return name.length >= SHORTEST_NAME_CHARS && !WORDS.has(name.toLowerCase()) && !/^\d+$/.test(name);
}
