/** Texts about something else than calling a model: their words of failure mean other things. */

import { anyOf } from '../any-of.ts';

/** Programs and protocols whose own errors use the words of HTTP, keys and connections. */
const OTHER_PROGRAM = anyOf(
  /\bsmtp(?:lib)?\b|\bimap|\bpop3|psycopg|\bpsql\b|postgres|\bpq: |pymysql|mysql|mariadb/im,
  /\bredis\b|pymongo|mongodb|mongo(?:ose|Network)|sqlite|sqlalchemy|clickhouse|cassandra/im,
  /memcached|\bjdbc\b|\bORA-\d|\bssh: |\bssh_|kex_exchange|\bgit@/im,
  /\bfatal: (?:unable to access|could not read|repository|remote|not a git|authentication failed)/im,
  /^remote: |\bnpm (?:ERR!|error)|\byarn (?:install|error)|\bapt(?:-get)?\b/im,
  /\bE: (?:Unable|Failed|The repository)|\bkubectl\b|\bhelm\b/im,
  /docker(?:: | daemon| pull| build)|response from daemon|registry-1\.docker/im,
  /failed to register layer|terraform|ansible|rabbitmq|amqp|mqtt|kafka|zookeeper|\betcd\b/im,
  /elasticsearch|\bftp\b|\brsync\b|\bldap|kerberos|\bnfs\b|\bs3:|NoSuchBucket/im,
  /boto(?:3|core)|\bcargo\b|error\[E\d{4}\]|webpack|react-dom|\bgradle\b|\bmaven\b/im,
  /could not install packages|\bbundler\b|proxy\.golang\.org|wp-content|\bsudo\b/im,
  /\[Errno (?:2|13|28)\]|\bEACCES\b|\bEADDRINUSE\b|\bENOENT\b|PermissionError/im,
  /FileNotFoundError/im,
);

/** Services with keys, limits and bills of their own, by name or address. */
const OTHER_SERVICE = anyOf(
  /\b(?:stripe|twilio|sendgrid|mailgun|paypal|shopify|algolia|mapbox|cloudinary|firebase|slack_sdk|telegram|discord\.py|pagerduty|datadog|gitlab|jira|bitbucket)\b/i,
  /\bapi\.(?:github|stripe|telegram|twilio|sendgrid)\.|hooks\.slack|slack\.com\/api/i,
  /discord\.com\/api|registry\.npmjs|pypi\.org|pythonhosted|maps\.googleapis/i,
  /graph\.(?:microsoft|facebook)\.com/i,
);

const ABOUT_MODELS = anyOf(
  /openai|anthropic|claude|\bgpt\b|gpt-\d|chatgpt|\bllms?\b|chat[/. _]?completions?/i,
  /\/v1\/(?:messages|models|chat|embeddings|responses)|deepseek|litellm|langchain|llama/i,
  /gemini|mistral|openrouter|agentrouter|\bsk-|ai-sdk|AI_APICallError|generativelanguage/i,
  /bedrock|InvokeModel|ConverseStream|the Converse operation|completion|new_api|one_api/i,
);

/** Words that other programs rarely use, and other services do. */
const LIKE_MODELS = /api[ _-]?key|x-api-key|httpx|socks/i;

/** `9f2c1aa fix: …`: a list of commits tells of errors that are mended. */
const COMMIT = /^(?:[*|\\/ ]{0,20})(?:commit )?[0-9a-f]{7,40}(?: \([^)\n]{1,200}\))?(?: [^\n{]{3,200})?$/;

/** True where the text is of another program or service and names nothing of a model API, or is a list of commits. */
export function isOtherTopic(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const commits = lines.filter((line) => COMMIT.test(line.slice(0, 300))).length;
  if (commits > 0 && commits * 2 >= lines.length && lines.length > 1) return true;
  if (ABOUT_MODELS.test(text)) return false;
  return OTHER_SERVICE.test(text) || (OTHER_PROGRAM.test(text) && !LIKE_MODELS.test(text));
}
