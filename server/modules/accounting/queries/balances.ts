import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db } from "#server/platform/db.ts";
import type { AccountKind, LedgerInput, LedgerRow, TrialBalance } from "../contract.ts";

type Sums = { currency: string; debit: bigint; credit: bigint };

const amounts = ({ currency, debit, credit }: Sums) => ({
  debit: { minor: Number(debit), currency },
  credit: { minor: Number(credit), currency },
  balance: { minor: Number(debit - credit), currency },
});

/** Every account that moved between two days (both included), per currency, and what all of them add up to. */
export async function trialBalance(
  db: Db,
  input: { from?: string | undefined; until?: string | undefined },
  locale: Locale,
): Promise<TrialBalance> {
  const rows = await db.$queryRaw<(Sums & { code: string; name: unknown; kind: AccountKind })[]>`
    SELECT a.code, a.name, a.kind, e.currency, sum(l.debit_minor)::bigint AS debit, sum(l.credit_minor)::bigint AS credit
    FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id JOIN account a ON a.code = l.account_code
    WHERE e.date >= coalesce(${input.from ?? null}::date, '-infinity') AND e.date <= coalesce(${input.until ?? null}::date, 'infinity')
    GROUP BY a.code, e.currency ORDER BY e.currency, a.code`;
  const totals = new Map<string, Sums>();
  for (const { currency, debit, credit } of rows) {
    const sum = totals.get(currency) ?? { currency, debit: 0n, credit: 0n };
    totals.set(currency, { currency, debit: sum.debit + debit, credit: sum.credit + credit });
  }
  return {
    rows: rows.map(({ code, name, kind, ...sums }) => ({
      account: { code, name: inLocale(name, locale), kind },
      ...amounts(sums),
    })),
    totals: [...totals.values()].map((sums) => {
      const { debit, credit } = amounts(sums);
      return { debit, credit };
    }),
  };
}

/** What each customer owes (debit) or is owed (credit), by name; guests one row per name. */
export async function customerLedger(db: Db, input: LedgerInput): Promise<Page<LedgerRow>> {
  const [lastName = "", lastPartner = "", lastCurrency = ""] = (decodeCursor(input.cursor) ?? []).map(String);
  const rows = await db.$queryRaw<(Sums & { partnerId: string | null; name: string; lastOn: string })[]>`
    SELECT "partnerId", name, currency, debit, credit, "lastOn" FROM (
      SELECT l.partner_id AS "partnerId", max(l.partner_name) AS name, e.currency, sum(l.debit_minor)::bigint AS debit,
        sum(l.credit_minor)::bigint AS credit, max(e.date)::text AS "lastOn"
      FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
      WHERE l.partner_name IS NOT NULL
      GROUP BY l.partner_id, CASE WHEN l.partner_id IS NULL THEN l.partner_name END, e.currency
    ) c
    WHERE (NOT ${input.open} OR debit <> credit)
      AND (${input.query ?? null}::text IS NULL OR name ILIKE '%' || replace(replace(${input.query ?? ""}, '\\', '\\\\'), '%', '\\%') || '%')
      AND (lower(name), coalesce("partnerId", ''), currency) > (lower(${lastName}), ${lastPartner}, ${lastCurrency})
    ORDER BY lower(name), coalesce("partnerId", ''), currency
    LIMIT ${input.limit + 1}`;
  const page = toPage(rows, input.limit, (row) => [row.name, row.partnerId ?? "", row.currency]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ partnerId, name, lastOn, ...sums }) => ({ partnerId, name, ...amounts(sums), lastOn })),
  };
}
