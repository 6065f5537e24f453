import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { createPriceList } from "./commands.ts";
import type { ChangePriceListInput, CreatePriceListInput, PriceListDetail, PriceListRow } from "./contract-lists.ts";

const most = 200;
const listFields = {
  ...{ id: true, code: true, name: true, currency: true, taxIncluded: true, active: true },
  channels: { select: { name: true }, orderBy: { code: "asc" } },
  _count: { select: { items: true, partners: true } },
} as const;

type Row = {
  name: unknown;
  channels: { name: unknown }[];
  _count: { items: number; partners: number };
};
const toRow = <R extends Row>({ name, channels, _count, ...row }: R, locale: Locale) => ({
  ...row,
  name: inLocale(name, locale),
  channels: channels.map((channel) => inLocale(channel.name, locale)),
  ...{ prices: _count.items, companies: _count.partners },
});

/** Sale lists by code, at most two hundred. */
export async function listPriceLists(db: Db, locale: Locale): Promise<PriceListRow[]> {
  const rows = await db.priceList.findMany({
    ...{ where: { kind: "sale" }, orderBy: { code: "asc" }, take: most },
    select: listFields,
  });
  return rows.map((row) => toRow(row, locale));
}

const notFound = () => new DomainError("not_found", "pricing.price_list_not_found");

/** A sale list with who buys by it. Throws DomainError not_found `pricing.price_list_not_found`. */
export async function readPriceList(db: Db, id: string, locale: Locale): Promise<PriceListDetail> {
  const found = await db.priceList.findFirst({
    where: { id, kind: "sale" },
    select: {
      ...listFields,
      version: true,
      partners: {
        ...{ orderBy: { partner: { name: "asc" } }, take: most },
        select: { partner: { select: { id: true, name: true } } },
      },
    },
  });
  if (!found) throw notFound();
  const { partners, ...row } = found;
  return {
    ...toRow(row, locale),
    names: { fr: inLocale(row.name, "fr"), en: inLocale(row.name, "en") },
    buyers: partners.map(({ partner }) => partner),
  };
}

/** Opens an empty sale list and gives its id. Throws DomainError conflict `pricing.price_list_code_taken`. */
export async function openPriceList(tx: Tx, input: CreatePriceListInput, by: By): Promise<string> {
  const taken = await tx.priceList.findUnique({ where: { code: input.code }, select: { id: true } });
  if (taken) throw new DomainError("conflict", "pricing.price_list_code_taken", { code: input.code });
  const id = await createPriceList(tx, input);
  await audit(tx, by, "pricing.list.created", { type: "price_list", id }, input);
  return id;
}

/**
 * Renames a list, or switches it on or off: one that is off prices nothing. Throws DomainError not_found
 * `pricing.price_list_not_found`, conflict `pricing.price_list_changed` { version } (somebody was faster),
 * `pricing.price_list_sells` for switching off what a channel sells by.
 */
export async function changePriceList(tx: Tx, input: ChangePriceListInput, by: By): Promise<void> {
  const { id, version, name, active } = input;
  const { count } = await tx.priceList.updateMany({
    where: { id, version, kind: "sale", ...(!active && { channels: { none: {} } }) },
    data: { name, active, version: { increment: 1 } },
  });
  if (count === 0) {
    const row = await tx.priceList.findFirst({ where: { id, kind: "sale" }, select: { version: true } });
    if (!row) throw notFound();
    if (row.version === version) throw new DomainError("conflict", "pricing.price_list_sells");
    throw new DomainError("conflict", "pricing.price_list_changed", { version: row.version });
  }
  await audit(tx, by, "pricing.list.changed", { type: "price_list", id }, { name, active });
}
