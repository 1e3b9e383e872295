/** How Python, Node and their package managers word SDKs and runtimes that do not fit. */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

export const saysOldOpenai = byWords([
  {
    weight: 91,
    words: anyOf(
      /'(?:Async)?OpenAI' object has no attribute '(?:chat|responses|completions|models)'/i,
      /module '?openai'? has no attribute '?(?:(?:Async)?OpenAI|ChatCompletion|chat|AzureOpenAI)'?/i,
      /cannot import name '(?:(?:Async|Azure)?OpenAI|AsyncAzureOpenAI)' from '?openai/i,
    ),
  },
]);

export const saysIncompatibleSdk = byWords([
  {
    weight: 90,
    words: /no longer supported in openai>=1\.0\.0|APIRemovedInV1|no longer supported[^.\n]{0,40}openai/i,
  },
  {
    weight: 86,
    words:
      /(?:Client|__init__)\S* got an unexpected keyword argument '(?:proxies|proxy|http_client|socket_options)'/i,
    when: ({ text }) => /openai|anthropic|httpx|client\.__init__/i.test(text),
  },
  {
    weight: 86,
    words:
      /ImportError: cannot import name '\w+' from '(?:typing_extensions|pydantic|httpx|httpcore|anyio|jiter|openai|anthropic)[\w.]*'|ModuleNotFoundError: No module named '(?:openai|anthropic|httpx|pydantic|pydantic_core)\.[\w.]+'/,
    when: ({ text, frames }) =>
      /site-packages[\\/](?:openai|anthropic|httpx|langchain|litellm)/.test(`${text}\n${frames}`),
  },
  {
    weight: 68,
    words:
      /(?:openai|anthropic|httpx|langchain)[^\n]{0,120}(?:which is incompatible|conflicting dependencies|ERESOLVE)/i,
  },
]);

export const saysOldRuntime = byWords([
  {
    weight: 90,
    words: anyOf(
      /requires[- ]python ?>=? ?\d|requires a different python|unsupported engine|EBADENGINE/i,
      /the engine "node" is incompatible|\bfetch`? is not defined/i,
      /(?:Headers|ReadableStream|AbortController|FormData|Blob|structuredClone|File) is not defined/i,
      /unsupported node(?:\.js)? version|requires node(?:\.js)? (?:version )?(?:>=|v?\d)/i,
      /minimum (?:node|python)(?:\.js)? version/i,
    ),
    unless: /document is not defined|window is not defined/i,
  },
  {
    weight: 88,
    words: /SyntaxError: Unexpected (?:token|identifier) ?['"]?(?:\?\?=|\|\|=|&&=|\?\?|\?\.|\?|\.|#)['"]?/i,
  },
]);
