/** Texts about something else than calling a model: their words of failure mean other things. */

/** Programs and protocols whose own errors use the words of HTTP, keys and connections. */
const OTHER_PROGRAM =
  /\bsmtp(?:lib)?\b|\bimap|\bpop3|psycopg|\bpsql\b|postgres|\bpq: |pymysql|mysql|mariadb|\bredis\b|pymongo|mongodb|mongo(?:ose|Network)|sqlite|sqlalchemy|\bORA-\d|\bssh: |\bssh_|kex_exchange|\bgit@|\bfatal: (?:unable to access|could not read|repository|remote|not a git)|\bnpm (?:ERR!|error)|\byarn (?:install|error)|\bapt(?:-get)?\b|\bE: (?:Unable|Failed|The repository)|\bkubectl\b|docker (?:daemon|pull|build)|registry-1\.docker|failed to register layer|terraform|ansible|rabbitmq|amqp|kafka|elasticsearch|\bftp\b|\brsync\b|\bldap|kerberos|\bnfs\b|\bs3:|NoSuchBucket|\bcargo\b|error\[E\d{4}\]|webpack|react-dom|\bgradle\b|\bmaven\b|wp-content|\bsudo\b|\[Errno (?:2|13|28)\]|\bEACCES\b|\bEADDRINUSE\b|\bENOENT\b|PermissionError|FileNotFoundError/i;

const ABOUT_MODELS =
  /openai|anthropic|claude|\bgpt\b|gpt-\d|chatgpt|\bllms?\b|chat[/. _]?completions?|\/v1\/(?:messages|models|chat|embeddings|responses)|deepseek|litellm|langchain|llama|ollama|gemini|mistral|openrouter|agentrouter|\bsk-|api[ _-]?key|x-api-key|ai-sdk|AI_APICallError|generativelanguage|bedrock|completion|new_api|one_api|httpx|socks/i;

/** `9f2c1aa fix: …`: a list of commits tells of errors that are mended. */
const COMMIT = /^(?:[*|\\/ ]{0,20})(?:commit )?[0-9a-f]{7,40}(?: \([^)\n]{1,200}\))?(?: [^\n{]{3,200})?$/;

/** True where the text is of another program and names nothing of a model API, or is a list of commits. */
export function isOtherTopic(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const commits = lines.filter((line) => COMMIT.test(line.slice(0, 300))).length;
  if (commits > 0 && commits * 2 >= lines.length && lines.length > 1) return true;
  return OTHER_PROGRAM.test(text) && !ABOUT_MODELS.test(text);
}
