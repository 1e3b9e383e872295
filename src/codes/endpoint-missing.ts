/** Ways to say that a path or method does not exist; shared by the codes about endpoints, URLs and DeepSeek. */

import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { statusSign } from './answer-status.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Sign } from './types.ts';

const RULES: readonly Rule[] = [
  {
    weight: 93,
    id: /^(?:api_not_implemented|unknown_url|route_not_found|no_such_route|endpoint_not_found|method_not_allowed|missing_authentication_token_exception|incomplete_signature_exception|not_implemented_error)$/,
  },
  {
    weight: 88,
    words: anyOf(
      /unexpected endpoint or method|invalid url(?: \(|:|$)/i,
      /unknown (?:request )?(?:url|path|endpoint|route)|no route matched/i,
      /route\b[^.\n]{0,80}not found/i,
      /(?:endpoint|path|url|uri|route|page) (?:was |is )?(?:not found|does not exist|could not be found|not supported)/i,
      /cannot (?:get|post) \/|404 page not found|no static resource|no handler found/i,
      /^missing authentication token\W?$|no such (?:endpoint|route|path|page)/i,
      /deployment_not_found\b|deployment could not be found on vercel|method not allowed/i,
      /api not implemented/i,
      /接口不存在|路径不存在|无效的 ?url|接口未实现/i,
      /not found on this server|requested (?:url|resource) was not found/i,
      /no matching (?:route|operation|api)|application (?:not found|could not be found)/i,
      /there is nothing here/i,
    ),
    unless: /\bmodel\b/i,
  },
  {
    weight: 70,
    words: /^(?:404:? ?)?(?:resource )?not found\W{0,3}$/i,
    when: (answer) => answer.status === null || answer.status === 404,
  },
  { weight: 64, id: /^(?:not_found(?:_error|_exception)?|no_such_key|no_such_bucket)$/, unless: /model/i },
];

/** The path is missing, or the method is not served there. */
export function endpointMissing(answer: AnswerEvidence): Sign | null {
  return heavier(strongest(answer, RULES), statusSign(answer, { 404: 40, 405: 38, 410: 30, 501: 38 }));
}
