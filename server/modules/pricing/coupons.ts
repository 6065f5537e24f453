import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import { extend, money } from "#server/kernel/money.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { ChangeCouponInput, CouponKind, CouponRow, CreateCouponInput } from "./contract-coupon.ts";
import { type CouponTerms, couponState } from "./coupon-model.ts";

type Row = Awaited<ReturnType<Db["coupon"]["findFirstOrThrow"]>>;

const toTerms = (row: Row): CouponTerms & { version: number } => ({
  ...row,
  kind: row.kind as CouponKind,
  value: toText(decimal(row.value.toFixed())),
  minItemsMinor: Number(row.minItemsMinor),
});

const toRow = (row: Row, currency: string, now: Date): CouponRow => ({
  ...toTerms(row),
  share: row.kind === "percent" ? toText(decimal(row.value.toFixed())) : null,
  amount: row.currency === null ? null : extend(decimal(row.value.toFixed()), decimal(1), row.currency),
  minimum: row.minItemsMinor ? money(row.minItemsMinor, row.currency ?? currency) : null,
  name: row.name as { fr: string; en: string },
  validFrom: row.validFrom?.toISOString() ?? null,
  validTo: row.validTo?.toISOString() ?? null,
  state: couponState(row, now),
});

/** A coupon by its code; null when there is none. One statement. */
export async function findCoupon(db: Db, code: string): Promise<CouponTerms | null> {
  const row = await db.coupon.findUnique({ where: { code } });
  return row && toTerms(row);
}

/** All coupons, newest first, keyset-paged. Minimums are told in the shop's `currency`. */
export async function listCoupons(
  db: Db,
  input: { cursor?: string | undefined; limit: number },
  currency: string,
  now: Date,
): Promise<Page<CouponRow> & { currency: string }> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const before = typeof at === "string" && typeof id === "string" ? { at: new Date(at), id } : undefined;
  const rows = await db.coupon.findMany({
    where: before ? { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] } : {},
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { ...page, currency, items: page.items.map((row) => toRow(row, currency, now)) };
}

const dates = (input: { validFrom: string | null; validTo: string | null }) => ({
  validFrom: input.validFrom ? new Date(input.validFrom) : null,
  validTo: input.validTo ? new Date(input.validTo) : null,
});

function assertDates(input: { validFrom: string | null; validTo: string | null }): void {
  const { validFrom, validTo } = dates(input);
  if (validFrom && validTo && validTo <= validFrom) throw new DomainError("invalid", "pricing.coupon_invalid");
}

/**
 * Creates a coupon. `value` is a share (percent: 0.1 is 10 %) or major units of `currency` (fixed). Throws DomainError
 * conflict `pricing.coupon_code_taken`, invalid `pricing.coupon_invalid`.
 */
export async function createCoupon(
  tx: Tx,
  input: CreateCouponInput & { currency: string },
  by: By,
  now: Date,
): Promise<CouponRow> {
  assertDates(input);
  const value = Number(input.value);
  const fits = { percent: value > 0 && value <= 1, fixed: value > 0, free_shipping: value === 0 }[input.kind];
  if (!fits) throw new DomainError("invalid", "pricing.coupon_invalid");
  const taken = await tx.coupon.findUnique({ where: { code: input.code }, select: { id: true } });
  if (taken) throw new DomainError("conflict", "pricing.coupon_code_taken", { code: input.code });
  const row = await tx.coupon.create({
    data: {
      ...input,
      ...dates(input),
      id: newId("coupon"),
      currency: input.kind === "fixed" ? input.currency : null,
      createdAt: now,
    },
  });
  await audit(tx, by, "pricing.coupon.created", { type: "coupon", id: row.id }, { code: row.code });
  return toRow(row, input.currency, now);
}

/**
 * Changes a coupon's terms; what it takes off stays as created. Throws DomainError conflict `pricing.coupon_changed`
 * { version } (somebody was faster, or it does not exist), invalid `pricing.coupon_invalid` (a limit below what was used).
 */
export async function changeCoupon(
  tx: Tx,
  input: ChangeCouponInput & { currency: string },
  by: By,
  now: Date,
): Promise<CouponRow> {
  assertDates(input);
  const { id, version, currency, ...terms } = input;
  const { count } = await tx.coupon.updateMany({
    where: {
      id,
      version,
      ...(terms.usageLimit !== null && { used: { lte: terms.usageLimit } }),
    },
    data: { ...terms, ...dates(terms), version: { increment: 1 } },
  });
  const row = await tx.coupon.findUnique({ where: { id } });
  if (count === 0) {
    if (row?.version === version) throw new DomainError("invalid", "pricing.coupon_invalid", { used: row.used });
    throw new DomainError("conflict", "pricing.coupon_changed", { version: row?.version ?? 0 });
  }
  if (!row) throw new DomainError("conflict", "pricing.coupon_changed", { version: 0 });
  await audit(tx, by, "pricing.coupon.changed", { type: "coupon", id }, { ...terms, name: terms.name as Localized });
  return toRow(row, currency, now);
}
