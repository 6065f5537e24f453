// Asking to hear when a variant may be ordered again (shop.alert.use, guests too). One transaction on the alert's own row; no
// lock. A mailbox that is not known to be the asker's is mailed a link first and nothing else until it is used.
import type { Actor } from "#server/access/actor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { CrmErrorCode } from "#server/modules/crm/contract.ts";
import { alertToken, askAlert, confirmDays } from "#server/modules/crm/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { readVariants } from "../edit-order/read-variants.ts";
import { countKnock } from "../sign-in/limits.ts";

type Asker = { actor: Actor; ip: string; locale: Locale; channelCode: string };

const quarterMs = 15 * 60_000;

/**
 * Notes the alert. Answers `waiting` to whoever asks with the proven mailbox they are signed in with, `confirm` to everyone
 * else whatever is true of the address: the same rows are written and the same mail leaves, at most one for each alert in
 * a quarter of an hour. Throws DomainError not_found `catalogue.variant_not_found`, conflict `crm.orderable_now`,
 * rate_limited `too_many_requests`.
 */
export async function askForAlert(
  input: { variantId: string; email: string },
  { actor, ip, locale, channelCode }: Asker,
  now: Date = new Date(),
): Promise<{ state: "waiting" | "confirm" }> {
  const { variantId, email } = input;
  const proven = actor.userId !== null && actor.emailVerified && actor.email === email;
  if (proven) await limitRate(`alert:user:${actor.userId}`, 60, 15 * 60);
  else await countKnock("alert", { email, ip });
  const channel = await channelByCode(db(), channelCode);
  const [variants, prices, stock] = await Promise.all([
    readVariants(db(), [variantId], locale),
    unitPrices(db(), everybodys(channel), [variantId], now),
    sellableOf(db(), [variantId], channel, now, { street: true }),
  ]);
  const variant = variants.get(variantId);
  if (!variant?.sellable || !prices.has(variantId)) {
    throw new DomainError("not_found", "catalogue.variant_not_found", { variantId });
  }
  if ((stock.get(variantId)?.orderable ?? 0) > 0) {
    throw new DomainError<CrmErrorCode>("conflict", "crm.orderable_now", { variantId });
  }
  await inTx(async (tx) => {
    const userId = proven ? actor.userId : null;
    const alert = await askAlert(tx, { channelId: channel.id, variantId, email, locale, userId, proven, now });
    if (proven) return;
    await queueMail(tx, {
      dedupeKey: `stock-alert:${alert.id}:confirm:${Math.floor(now.getTime() / quarterMs)}`,
      to: email,
      template: "alert_confirm",
      locale,
      data: { name: variant.name, description: variant.description, token: alertToken(alert.id), days: confirmDays },
    });
  });
  return { state: proven ? "waiting" : "confirm" };
}
