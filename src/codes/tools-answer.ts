import { anyOf } from '../evidence/any-of.ts';
import { fix, modelOf, said } from './fix-texts.ts';
import { otherModelsToolsFixes } from './models-to-try.ts';
import { strongest, type Rule } from './rules.ts';
import type { Family } from './types.ts';

const RULES: readonly Rule[] = [
  {
    weight: 98,
    words: anyOf(
      /no endpoints found that support (?:tool use|the provided ['"]?tool)/i,
      /supports? (?:this |the |the provided )?[`'"]?tool_?choice|enable-auto-tool-choice/i,
      /tool[- ]call-parser|\btools?\b(?: \w+)? requires? (?:the )?(?:flag |option )?--\w/i,
    ),
  },
  {
    weight: 97,
    words:
      /\b(?:(?:does not|doesn't|do not|not|cannot|can't|no) (?:currently )?support(?:ed|s)?|(?:cannot|can't) (?:use|call|handle))(?: for)?[^.\n]{0,30}?["'`[]{0,3}(?:tools?\b|tool[_ -]?(?:use|calls?|calling)|function[_ -]?(?:calls?|calling)|functions\b)/i,
  },
  {
    weight: 96,
    words:
      /\b(?:tools?|tool[_ -]?(?:use|calls?|calling)|function[_ -]?(?:calls?|calling))\b["'`]?[^.\n]{0,30}\b(?:(?:is|are) )?(?:not (?:currently )?(?:supported|available|enabled|allowed|implemented)|unsupported|unavailable|disabled|turned off)/i,
  },
  { weight: 97, id: /^(?:tools?_not_supported|unsupported_tools?|function_calling_not_supported)$/ },
  {
    weight: 97,
    id: /^(?:unsupported_parameter|unknown_parameter|extra_forbidden|unsupported_value)$/,
    param: /^(?:tools|functions)$/,
  },
  {
    weight: 96,
    words: /(?:unsupported|unknown|unrecogni[sz]ed)[^.\n]{0,30}["'`]?\b(?:tools|functions)\b["'`]?/i,
    unless: /tool_choice/i,
  },
  {
    weight: 95,
    words:
      /不支持\s*(?:工具|函数|tools?\b|function)(?:调用)?|(?:工具|函数)调用[^。\n]{0,8}不(?:支持|可用)|도구 (?:사용|호출)[^.\n]{0,10}지원|ツール[^。\n]{0,10}サポートされていません/i,
  },
];

export const toolsAnswerCodes = {
  'tools.unsupported': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: null,
    title: (c) => `${modelOf(c) === 'the model' ? 'The model' : modelOf(c)} takes no tools here`,
    retryHelps: false,
    expected: 'the model and the gateway accept tools',
    sign: (answer) => strongest(answer, RULES),
    supersedes: ['request.unsupported-parameter', 'model.no-channel'],
    cause: (c) => `The model, or the gateway in front of it, refuses requests with tools.${said(c)}`,
    fixes: (c) => [
      ...otherModelsToolsFixes(c),
      fix('Leave tools out for this model, and ask for JSON in the prompt instead.'),
      fix(
        'On a vLLM server of your own, switch tool calls on.',
        'vllm serve MODEL --enable-auto-tool-choice --tool-call-parser hermes',
      ),
    ],
    recognised:
      'The server says that tools or function calls are not supported, or refuses the parameter tools.',
    example: '{"error":{"message":"registry.example/gemma2 does not support tools"}}',
  },
} satisfies Family;
