/** Ways to say that money or quota is gone, whoever's it is. */

import { anyOf } from '../evidence/any-of.ts';
import type { Rule } from './rules.ts';

const MONEY = String.raw`(?:balance|credits?|funds|quota|budget|wallet|free (?:tier|trial|quota))`;

/** Limits over time that some providers also call quota. */
const OVER_TIME =
  /per[- _]?(?:second|minute|hour|day)|\b(?:rpm|tpm|rpd|tpd)\b|token-limit|allocated quota|rate limit|too many requests|PerMinute|PerDay|requests? (?:limit|rate)|call volume|free-models-per/i;

/** A text about the size of a request, not about money. */
const SIZE = /context (?:length|window)|maximum context/i;

/** The deepest words say it without doubt, or by a code of its own. */
export const CREDIT_GONE: readonly Rule[] = [
  {
    weight: 95,
    id: /^(?:insufficient_(?:balance|funds|credits?|user_quota|user_balance|account_balance)|pre_consume_token_quota_failed|billing_hard_limit_reached|billing_not_active|budget_exceeded|(?:\w+_)?cost_limit_exceeded|arrearage|credits?_(?:exhausted|error|depleted)|out_of_credits|no_credits|balance_(?:insufficient|not_enough)|payment_required(?:_error)?|billing_error|spend_limit_exceeded)$/,
  },
  {
    weight: 93,
    id: /^(?:insufficient_quota|exceeded_current_quota(?:_error)?|quota_exhausted|token_quota_exhausted)$/,
    unless: OVER_TIME,
  },
  {
    weight: 92,
    id: /^(?:1113|30001|30011)$/,
    words: /余额|欠费|充值|balance|recharge|top up|arrear|资源包/i,
  },
  {
    weight: 92,
    words: new RegExp(
      String.raw`\b(?:insufficient|(?:not|(?:don't|doesn't|do not|does not|no longer) have|without) (?:enough|any)|no (?:more|remaining)|inadequate|depleted|negative|out of|ran out of|run out of|lack of|low|zero)\s+(?:\w+\s+){0,3}?${MONEY}\b`,
      'i',
    ),
    unless: new RegExp(`${OVER_TIME.source}|${SIZE.source}`, 'i'),
  },
  {
    weight: 91,
    words: new RegExp(
      String.raw`\b${MONEY}\b(?! error)[^.;\n]{0,60}?\b(?:(?:is|are|has been|have been|was) )?(?:insufficient|not (?:enough|sufficient)|too low|exhausted|depleted|used up|overdrawn|run out|ran out|consumed|expired|ended)\b`,
      'i',
    ),
    unless: new RegExp(`${OVER_TIME.source}|${SIZE.source}`, 'i'),
  },
  {
    weight: 92,
    words: anyOf(
      /billing hard limit|(?:check|update) your billing details/i,
      /budget (?:has been|was) exceeded/i,
      /exceeded (?:your |the )?(?:monthly |daily |current )?(?:spend(?:ing)?|budget|usage|cost|billing) (?:limit|cap)/i,
      /(?:spend(?:ing)?|cost|budget|billing|credit) (?:limit|cap)[^.\n]{0,30}\b(?:exceeded|reached|hit)/i,
      /\b(?:reach(?:ed|ing)|hit)\b[^.\n]{0,30}(?:spend(?:ing)?|cost|budget|billing) (?:limit|cap)/i,
      /reached your (?:specified )?(?:api )?(?:usage|spend(?:ing)?) limits?/i,
      /usage limit (?:has been )?reached/i,
    ),
    unless: OVER_TIME,
  },
  {
    weight: 92,
    words:
      /requires? more credits|can only afford|key limit exceeded|prompt tokens limit exceeded|paid balance|purchase (?:more )?credits|requires? a (?:positive|paid) balance/i,
  },
  {
    weight: 90,
    words:
      /payment required(?! (?:by|before|within|until)\b)|overdue (?:payment|invoice|balance|account|bill)|in arrears|account is in (?:debt|good standing)/i,
  },
  {
    weight: 86,
    words:
      /exceeded your current quota|quota (?:has been )?(?:exceeded|reached) for (?:this|your) (?:key|account|user|token)/i,
    unless: OVER_TIME,
  },
  {
    weight: 92,
    words: anyOf(
      /(?:余额|額度|额度|配额|资源包|点数|积分|餘額).{0,12}?(?:不足|已用尽|用尽|用盡|用完|耗尽|耗盡|已耗|为0)|欠费|欠費|预扣费.{0,6}失败/i,
      /預扣費.{0,6}失敗|剩余额度.{0,10}(?:不足|-\d)|잔액.{0,6}(?:부족|없)|크레딧.{0,6}(?:부족|소진|없)/i,
      /할당량.{0,6}(?:소진|부족)|残高.{0,4}(?:不足|足り)|クレジット.{0,6}(?:不足|足り|使い切)|クォータ.{0,4}(?:不足|使い切)/i,
      /(?:solde|quota|crédits?).{0,10}(?:insuffisant|épuisé)/i,
      /недостаточно (?:средств|баланса|квоты|кредитов)/i,
      /(?:баланс|квота) .{0,10}(?:исчерпан|недостаточ)/i,
      /(?:số dư|hạn mức).{0,10}(?:không đủ|đã hết|cạn)|không đủ (?:số dư|hạn mức|tín dụng)/i,
      /(?:saldo|cr[ée]ditos?|cuota).{0,10}(?:insuficiente|agotad)/i,
      /(?:guthaben|kontingent).{0,12}(?:reicht nicht|aufgebraucht|ersch[öo]pft|unzureichend)/i,
    ),
    unless: /每分钟|每日请求|请求数/,
  },
  { weight: 74, words: /(?:达到|超[过出]|超額).{0,6}(?:费用|费率|消费|金额|额度|支出)(?:限制|上限)/ },
  {
    weight: 70,
    words:
      /please (?:recharge|top ?up)|(?:请|請|需要)(?:及时)?(?:充值|續費|续费)|upgrade your plan or (?:add|buy)/i,
    unless: OVER_TIME,
  },
  {
    weight: 89,
    words: anyOf(
      /\bused (?:up )?(?:all|your|100 ?%|the (?:whole|entire))\b[^.\n]{0,40}\b(?:quota|credits?|balance|allowance|allocation|budget)\b/i,
      /\b(?:balance|credits?|remaining quota)\b[^.\n]{0,20}[:=$¥€ ]-?0(?:\.0+)?\b(?!\.?\d)/i,
      /(?:credit card|payment method)[^.\n]{0,30}(?:on file|required|missing|declined|expired)/i,
      /(?:add|enter|provide|update|set up)[^.\n]{0,25}\b(?:payment method|credit card|billing (?:details|information))/i,
    ),
    unless: OVER_TIME,
  },
  {
    weight: 88,
    words: /exceed\w*[^.\n]{0,20}\b(?:monthly|plan|account|organi[sz]ation)\b[^.\n]{0,12}\bquota\b/i,
    unless: OVER_TIME,
  },
  { weight: 58, words: /^limit exceeded\W?$/i, id: /^limit_exceeded(?:_exception)?$/ },
  { weight: 66, words: /^quota (?:has been )?exceeded\W?$/i, when: (answer) => answer.status !== 429 },
  {
    weight: 90,
    words: /\bno (?:credits?|balance|funds|quota) (?:remaining|left|available)\b/i,
    unless: OVER_TIME,
  },
  { weight: 50, words: /\b(?:add|buy) credits\b/i, unless: OVER_TIME },
  // A department, a service and a page have that name too; in an answer it is the reason.
  { weight: 50, words: /\bbilling\b/i, unless: OVER_TIME, when: ({ status }) => status !== null },
];
