import type { z } from "zod";
import { DomainError } from "#server/kernel/errors.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { ChannelInput, channelSafetyInput } from "./contract.ts";
import { channelChanged } from "./events.ts";

/** Raises the version that the reader saw; its row is locked by it. Throws not_found, conflict `channels.version_conflict`. */
async function claim(tx: Tx, code: string, version: number, data: object = {}): Promise<string> {
  const { count } = await tx.channel.updateMany({
    where: { code, version },
    data: { ...data, version: { increment: 1 } },
  });
  const channel = await tx.channel.findUnique({ where: { code }, select: { id: true, version: true } });
  if (!channel) throw new DomainError("not_found", "channels.channel_not_found", { code });
  if (count === 0) throw new DomainError("conflict", "channels.version_conflict", { version: channel.version });
  return channel.id;
}

/**
 * Sets how a channel holds, sources, shows and takes money for its stock; from the next look at it on. Throws DomainError
 * not_found `channels.channel_not_found`, `channels.location_not_found`; conflict `channels.version_conflict` { version }.
 */
export async function saveChannel(tx: Tx, input: ChannelInput, by: By): Promise<void> {
  const { code, version, locations, reminderMinutes, reviewAskDays, ...settings } = input;
  const times = { reminderMinutes: reminderMinutes || null, reviewAskDays: reviewAskDays || null };
  const channelId = await claim(tx, code, version, { ...settings, ...times });
  const places = await tx.location.findMany({
    where: { code: { in: locations.map((one) => one.code) }, kind: { in: ["warehouse", "store"] } },
    select: { id: true, code: true },
  });
  const idOf = new Map(places.map((place) => [place.code, place.id]));
  const rows = locations.map(({ code: location, safetyStock, ships = "first" }, priority) => {
    const locationId = idOf.get(location);
    if (!locationId) throw new DomainError("not_found", "channels.location_not_found", { location });
    return { channelId, locationId, priority, safetyStock, ships };
  });
  await tx.channelLocation.deleteMany({ where: { channelId } });
  await tx.channelLocation.createMany({ data: rows });
  await audit(tx, by, "channels.saved", { type: "channel", id: code }, input);
  emit(tx, channelChanged(channelId));
}

/**
 * How many pieces of one variant a channel leaves for others, over all its locations; 0 for none. Throws DomainError
 * not_found `channels.channel_not_found`, `channels.variant_not_found`; conflict `channels.version_conflict` { version }.
 */
export async function setSafetyStock(tx: Tx, input: z.infer<typeof channelSafetyInput>, by: By): Promise<void> {
  const channelId = await claim(tx, input.code, input.version);
  const variant = await tx.variant.findUnique({ where: { sku: input.sku }, select: { id: true } });
  if (!variant) throw new DomainError("not_found", "channels.variant_not_found", { sku: input.sku });
  const key = { channelId, variantId: variant.id };
  if (input.quantity === 0) await tx.channelSafetyStock.deleteMany({ where: key });
  else {
    await tx.channelSafetyStock.upsert({
      where: { channelId_variantId: key },
      create: { ...key, quantity: input.quantity },
      update: { quantity: input.quantity },
    });
  }
  await audit(tx, by, "channels.safety_stock_set", { type: "channel", id: input.code }, input);
  emit(tx, channelChanged(channelId));
}
