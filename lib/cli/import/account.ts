import type { ImportAccount } from '../../import/import-report.js';

export const EMPTY_ACCOUNT: ImportAccount = {
  records: 0,
  delivered: 0,
  spooled: 0,
  valid: 0,
  lost: {},
  skipped: 0,
  withoutTimestamp: 0,
};

/** The account of two parts of an import. */
export function sumOf(first: ImportAccount, second: ImportAccount): ImportAccount {
  const reasons = [...new Set([...Object.keys(first.lost), ...Object.keys(second.lost)])];
  const lost = reasons.map((reason) => [
    reason,
    (first.lost[reason] ?? 0) + (second.lost[reason] ?? 0),
  ]);
  return {
    records: first.records + second.records,
    delivered: first.delivered + second.delivered,
    spooled: first.spooled + second.spooled,
    valid: first.valid + second.valid,
    lost: Object.fromEntries(lost) as ImportAccount['lost'],
    skipped: first.skipped + second.skipped,
    withoutTimestamp: first.withoutTimestamp + second.withoutTimestamp,
  };
}

/** How many records were not delivered. */
export function lostIn({ lost }: ImportAccount): number {
  return Object.values(lost).reduce((sum, count) => sum + count, 0);
}

/** The same without what was lost for some reason, as if it had not been read yet. */
export function withoutLost(account: ImportAccount, reason: string): ImportAccount {
  const { [reason]: count = 0, ...lost } = account.lost;
  return { ...account, records: account.records - count, lost };
}
