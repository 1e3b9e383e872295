/** What `check-key` shows besides the checklist: which key it was, and what it may still spend. */

import type { BalanceFacts, Facts } from '../probes/facts.ts';
import { table } from './layout.ts';
import type { Paper } from './paint.ts';
import { durationText } from './units.ts';

function money(amount: number, unit: string): string {
  return `${amount.toFixed(2)} ${unit === '' ? 'USD' : unit}`;
}

/** What is left, of how much, until when, and which endpoint told it. */
export function balanceText(balance: BalanceFacts, now: number): string {
  const { grantedUsd, usedUsd, remainingUsd, unit, expiresAt, source } = balance;
  const endMs = expiresAt === null ? Number.NaN : Date.parse(expiresAt);
  const expiry = Number.isNaN(endMs)
    ? []
    : [
        endMs >= now
          ? `expires ${new Date(endMs).toISOString().slice(0, 10)}, in ${durationOf(endMs - now)}`
          : `expired ${new Date(endMs).toISOString().slice(0, 10)}`,
      ];
  return [
    ...(balance.unlimited ? ['no limit on this key'] : []),
    ...(remainingUsd === null ? [] : [`${money(remainingUsd, unit)} left`]),
    ...(grantedUsd === null || balance.unlimited ? [] : [`${money(grantedUsd, unit)} granted`]),
    ...(usedUsd === null ? [] : [`${money(usedUsd, unit)} used`]),
    ...expiry,
    `says ${source}`,
  ].join(', ');
}

const DAY_MS = 86_400_000;

function durationOf(ms: number): string {
  return ms >= DAY_MS ? `${Math.floor(ms / DAY_MS)} days` : durationText(ms);
}

/**
 * The key as reports may show it, where it came from, and the balance.
 *
 * @param now the moment from which times are counted, in ms since the epoch.
 */
export function keyLines(facts: Facts, now: number, paper: Paper): string[] {
  const { key, settings } = facts.settings;
  const source = settings.find((setting) => setting.name === 'AGENTROUTER_API_KEY')?.source ?? null;
  const rows = [
    ...(key === null
      ? []
      : [['Key', `${key.shown}, ${key.lengthChars} characters${source === null ? '' : `, from ${source}`}`]]),
    ...(facts.balance === null ? [] : [['Balance', balanceText(facts.balance, now)]]),
  ];
  return table(
    rows.map(([label = '', text = '']) => [paper.strong(label), text]),
    { width: paper.face.width },
  );
}
