/** How the error logs of reverse proxies tell of the server behind them (nginx, Apache httpd: mod_proxy). */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

export const saysUpstreamTimedOut = byWords([
  {
    weight: 93,
    words:
      /\bupstream timed out \(\d+: |\bAH01(?:075|030|102)\b[^\n]{0,120}timed? ?out|timed? ?out[^\n]{0,60}\bAH01\d{3}\b/i,
  },
]);

export const saysUpstreamBroken = byWords([
  {
    weight: 93,
    words: anyOf(
      /\bfailed \(\d+: [^)\n]{1,80}\) while (?:connecting to|reading (?:response header from )?|sending (?:request )?to|SSL handshaking to) ?upstream/i,
      /\bno live upstreams\b/i,
      /\bupstream (?:prematurely closed connection|sent (?:invalid|no valid|too big) header)/i,
      /\bcould not be resolved \(\d+: [^)\n]{1,40}\)[^\n]{0,200}upstream/i,
      /\bAH0(?:0957|1114|1102|0959)\b/i,
    ),
  },
]);
