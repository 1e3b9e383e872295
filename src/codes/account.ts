import { anyOf } from '../evidence/any-of.ts';
import { ASK_FOR_HELP, fix, hostOf, said, supportFix } from './fix-texts.ts';
import { strongest, type Rule } from './rules.ts';
import type { Family } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

const MONEY = /balance|billing|credit|payment|quota|recharge|overdue|arrear|欠费|余额|额度|top ?up/i;

/** Ways to say that an account is closed, whoever's account it is. */
export const ACCOUNT_BLOCKED: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:(?:account|consumer|subscription|project)_(?:deactivated|disabled|suspended|blocked|banned|closed|inactive)|user_(?:banned|disabled|blocked|suspended|inactive|deactivated)|organi[sz]ation_(?:disabled|restricted|suspended|deactivated)|access_terminated(?:_error)?)$/,
    unless: MONEY,
  },
  {
    weight: 91,
    words:
      /\b(?:account|organi[sz]ation|user|workspace|team|tenant|consumer)\b(?!\s*quota)[^.;\n]{0,60}?\b(?:has been|have been|is|was|are)\b(?:(?!\bnot\b)[^.;\n]){0,32}? (?:disabled|deactivated|banned|suspended|terminated|closed|blocked|restricted|frozen|locked|inactive|not active)\b/i,
    unless: MONEY,
  },
  {
    weight: 88,
    words: anyOf(
      /\b(?:banned|suspended|deactivated|blocked|disabled) (?:user|account|organi[sz]ation)\b/i,
      /your access (?:has been|was) terminated/i,
      /\b(?:account|project|organi[sz]ation) has been denied access/i,
      /\b(?:terminated|suspended|disabled|closed|banned|locked) your (?:account|access|organi[sz]ation|workspace)/i,
      /^(?:account|user|organi[sz]ation|workspace) (?:disabled|suspended|banned|blocked|locked|deactivated|closed)\b/i,
    ),
    unless: MONEY,
  },
  {
    weight: 91,
    words: anyOf(
      /(?:用户|用戶|账号|账户|帳號|帳戶|组织).{0,12}?(?:已?被?(?:封禁|禁用|冻结|凍結|停用|封停|锁定|鎖定|限制使用)|已注销)/i,
      /(?:계정|사용자).{0,8}(?:정지|차단|비활성|제한)|(?:アカウント|ユーザー).{0,8}(?:停止|凍結|無効)/i,
      /compte .{0,12}(?:suspendu|désactivé|bloqué)/i,
      /(?:аккаунт|пользователь|учетная запись).{0,12}(?:заблокирован|отключен)/i,
      /tài khoản.{0,10}(?:bị khóa|bị cấm|vô hiệu)/i,
      /(?:cuenta|conta) .{0,12}(?:suspendida|suspensa|bloqueada|desactivada|desativada)/i,
      /konto .{0,12}(?:gesperrt|deaktiviert)/i,
    ),
    unless: MONEY,
  },
];

export const accountCodes = {
  'account.blocked': {
    severity: 'error',
    faultDomain: 'account',
    check: 'access.bearer',
    title: 'The account is blocked',
    retryHelps: false,
    expected: 'the account is in good standing',
    sign: (answer) => {
      const found = strongest(answer, ACCOUNT_BLOCKED);
      return found === null || quotesUpstream(answer) === null
        ? found
        : { ...found, weight: found.weight - 12 };
    },
    supersedes: ['key.rejected', 'key.disabled', 'key.forbidden'],
    cause: (c) =>
      `${hostOf(c)} refuses the account or organization itself. Another key of the same account will not help.${said(c)}`,
    fixes: (c) => [
      fix('Sign in to the web console of the deployment; it usually says why the account is blocked.'),
      fix('Ask the administrator or the support to unblock the account.'),
      supportFix(c),
    ],
    further: () => [ASK_FOR_HELP],
    recognised:
      'The server says that the account, user or organization is banned, suspended, disabled or closed, and not for lack of money.',
    example: '{"error":{"message":"User has been banned","type":"new_api_error"}}',
  },
} satisfies Family;
