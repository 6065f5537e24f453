import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { checkedPrice } from "./commands.ts";
import type { PriceTerms } from "./contract-lists.ts";
import { lockPrice } from "./locks.ts";

type Item = NonNullable<Awaited<ReturnType<Tx["priceListItem"]["findFirst"]>>>;
/** One price of a list, as the audit log tells it. */
const told = (item: Pick<Item, "unitPrice" | "compareAt" | "minQuantity" | "validFrom" | "validTo">) => ({
  unitPrice: toText(decimal(item.unitPrice.toFixed())),
  compareAt: item.compareAt && toText(decimal(item.compareAt.toFixed())),
  minQuantity: toText(decimal(item.minQuantity.toFixed())),
  validFrom: item.validFrom?.toISOString() ?? null,
  validTo: item.validTo?.toISOString() ?? null,
});

const noteChange = (
  tx: Tx,
  by: By,
  of: { priceListId: string; variantId: string },
  change: { from: ReturnType<typeof told> | null; to: ReturnType<typeof told> | null },
) =>
  audit(
    tx,
    by,
    "pricing.price.changed",
    { type: "variant", id: of.variantId },
    { priceListId: of.priceListId, ...change },
  );

async function readTerms(tx: Tx, priceListId: string, input: PriceTerms) {
  const list = await tx.priceList.findFirst({ where: { id: priceListId, kind: "sale" }, select: { currency: true } });
  if (!list) throw new DomainError("not_found", "pricing.price_list_not_found");
  const validFrom = input.validFrom === null ? null : new Date(input.validFrom);
  const validTo = input.validTo === null ? null : new Date(input.validTo);
  if (validFrom && validTo && validTo <= validFrom) throw new DomainError("invalid", "pricing.price_dates_invalid");
  return {
    ...{ minQuantity: input.minQuantity, validFrom, validTo },
    unitPrice: checkedPrice(input.price, list.currency),
    compareAt: input.compareAt === null ? null : checkedPrice(input.compareAt, list.currency),
  };
}

type Terms = Awaited<ReturnType<typeof readTerms>>;

/** A list has one price of an article from so many units and such a day on. Under the price's lock. */
async function assertAlone(tx: Tx, of: { priceListId: string; variantId: string; except: string }, terms: Terms) {
  const { minQuantity, validFrom } = terms;
  const { priceListId, variantId } = of;
  const other = await tx.priceListItem.findFirst({
    where: { priceListId, variantId, minQuantity, validFrom, id: { not: of.except } },
    select: { id: true },
  });
  if (other) throw new DomainError("conflict", "pricing.price_exists");
}

/**
 * Puts a price of a variant on a list: from so many units on, between two moments or at any time. The ledger follows by
 * itself. Throws DomainError not_found `pricing.price_list_not_found`, invalid `pricing.price_invalid`,
 * `pricing.price_dates_invalid`, conflict `pricing.price_exists` (change that one).
 */
export async function addPrice(
  tx: Tx,
  input: PriceTerms & { priceListId: string; variantId: string },
  by: By,
): Promise<void> {
  const { priceListId, variantId } = input;
  const terms = await readTerms(tx, priceListId, input);
  await lockPrice(tx, priceListId, variantId);
  await assertAlone(tx, { priceListId, variantId, except: "" }, terms);
  const row = await tx.priceListItem.create({ data: { id: newId("priceListItem"), priceListId, variantId, ...terms } });
  await noteChange(tx, by, input, { from: null, to: told(row) });
}

type Seen = { priceListId: string; id: string; version: number };

/** The price as its reader saw it, under its lock. Throws DomainError conflict `pricing.price_changed` { version }. */
async function lockSeen(tx: Tx, { priceListId, id, version }: Seen): Promise<Item> {
  const changed = (now: number) => new DomainError("conflict", "pricing.price_changed", { version: now });
  const found = await tx.priceListItem.findFirst({ where: { id, priceListId, priceList: { kind: "sale" } } });
  if (!found) throw changed(0);
  await lockPrice(tx, priceListId, found.variantId);
  const row = await tx.priceListItem.findUnique({ where: { id } });
  if (row?.version !== version) throw changed(row?.version ?? 0);
  return row;
}

/** Changes a price of a list; gives whose it is. Throws as `addPrice`, and conflict `pricing.price_changed` { version }. */
export async function changePrice(tx: Tx, input: PriceTerms & Seen, by: By): Promise<{ variantId: string }> {
  const { priceListId } = input;
  const terms = await readTerms(tx, priceListId, input);
  const before = await lockSeen(tx, input);
  const { variantId } = before;
  await assertAlone(tx, { priceListId, variantId, except: before.id }, terms);
  const row = await tx.priceListItem.update({
    where: { id: before.id },
    data: { ...terms, version: { increment: 1 } },
  });
  await noteChange(tx, by, before, { from: told(before), to: told(row) });
  return { variantId };
}

/** Takes a price off a list; gives whose it was. Throws DomainError conflict `pricing.price_changed` { version }. */
export async function removePrice(tx: Tx, input: Seen, by: By): Promise<{ variantId: string }> {
  const before = await lockSeen(tx, input);
  await tx.priceListItem.delete({ where: { id: before.id } });
  await noteChange(tx, by, before, { from: told(before), to: null });
  return { variantId: before.variantId };
}
