import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import type { Db } from "#server/platform/db.ts";
import type { ChannelRow, ChannelSettings } from "./contract.ts";

/** The channels, as staff list them. */
export async function listChannels(db: Db, locale: Locale): Promise<ChannelRow[]> {
  const rows = await db.channel.findMany({
    orderBy: { code: "asc" },
    include: { locations: { orderBy: { priority: "asc" }, select: { location: { select: { name: true } } } } },
  });
  return rows.map((row) => ({
    code: row.code,
    name: inLocale(row.name, locale),
    kind: row.kind as ChannelRow["kind"],
    active: row.active,
    holdOn: row.holdOn as ChannelRow["holdOn"],
    sourcing: row.sourcing as ChannelRow["sourcing"],
    captureMode: row.captureMode as ChannelRow["captureMode"],
    stockDisplay: row.stockDisplay as ChannelRow["stockDisplay"],
    locations: row.locations.map(({ location }) => location.name),
  }));
}

/** Everything that staff set of a channel. Throws DomainError not_found `channels.channel_not_found`. */
export async function channelSettings(db: Db, code: string, locale: Locale): Promise<ChannelSettings> {
  const row = await db.channel.findUnique({
    where: { code },
    include: {
      locations: true,
      safetyStocks: {
        orderBy: { variant: { sku: "asc" } },
        include: { variant: { select: { sku: true, product: { select: { name: true } } } } },
      },
    },
  });
  if (!row) throw new DomainError("not_found", "channels.channel_not_found", { code });
  const places = await db.location.findMany({
    where: { kind: { in: ["warehouse", "store"] }, active: true },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, kind: true, city: true },
  });
  const served = new Map(row.locations.map((one) => [one.locationId, one]));
  const last = Number.MAX_SAFE_INTEGER;
  return {
    code: row.code,
    name: inLocale(row.name, locale),
    kind: row.kind,
    version: row.version,
    holdMinutes: row.holdMinutes,
    holdOn: row.holdOn as ChannelSettings["holdOn"],
    cartHoldMinutes: row.cartHoldMinutes,
    transferHoldDays: row.transferHoldDays,
    reminderMinutes: row.reminderMinutes ?? 0,
    sourcing: row.sourcing as ChannelSettings["sourcing"],
    splitLines: row.splitLines,
    captureMode: row.captureMode as ChannelSettings["captureMode"],
    paymentMethods: row.paymentMethods as ChannelSettings["paymentMethods"],
    stockDisplay: row.stockDisplay as ChannelSettings["stockDisplay"],
    plentyFrom: row.plentyFrom,
    returnToleranceDays: row.returnToleranceDays,
    reviewsAppear: row.reviewsAppear as ChannelSettings["reviewsAppear"],
    reviewAskDays: row.reviewAskDays ?? 0,
    locations: places
      .map(({ id, ...place }) => ({
        ...place,
        priority: served.get(id)?.priority ?? null,
        safetyStock: Number(served.get(id)?.safetyStock ?? 0),
        ships: (served.get(id)?.ships ?? "first") as ChannelSettings["locations"][number]["ships"],
      }))
      .sort((a, b) => (a.priority ?? last) - (b.priority ?? last)),
    safetyStocks: row.safetyStocks.map(({ variantId, quantity, variant }) => ({
      variantId,
      sku: variant.sku,
      productName: inLocale(variant.product.name, locale),
      quantity: Number(quantity),
    })),
  };
}
