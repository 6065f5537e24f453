// An order link that has aged opens again with a code that is mailed to the order's own address (shop.order.track). Nobody
// learns whether a link is one: unknown links are answered alike. Both steps are counted per link and per address.
import { timingSafeEqual } from "node:crypto";
import { DomainError } from "#server/kernel/errors.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { freshAccessToken, hashOfLink } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { fingerprint } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { orderPath } from "../notify-customer/mail-order-event.ts";

/** A code is good for the slot that it was made in and the next: ten to twenty minutes. */
const slotMs = 600_000;
const slotOf = (now: Date): number => Math.floor(now.getTime() / slotMs);

const codeOf = (orderId: string, slot: number): string =>
  String(Buffer.from(fingerprint("order-code", `${orderId} ${slot}`), "base64url").readUInt32BE() % 1_000_000).padStart(
    6,
    "0",
  );

const find = (token: string) =>
  db().salesOrder.findUnique({
    where: { accessHash: hashOfLink(token) },
    select: { id: true, number: true, email: true, locale: true },
  });

/** Mails the code, at most once in ten minutes. Throws DomainError rate_limited `too_many_requests`. */
export async function sendOrderCode(input: { token: string }, ip: string, now: Date): Promise<void> {
  await limitRate(`order-code:${ip}`, 20, 3600);
  await limitRate(`order-code:${hashOfLink(input.token)}`, 6, 3600);
  const order = await find(input.token);
  if (!order) return;
  const { id, number, email, locale } = order;
  const slot = slotOf(now);
  await inTx((tx) =>
    queueMail(tx, {
      dedupeKey: `order-code:${id}:${slot}`,
      to: email,
      template: "order_code",
      locale,
      data: { number, code: codeOf(id, slot), path: orderPath(id) },
    }),
  );
}

/**
 * The link again, proven for a day. A code opens once. Throws DomainError unprocessable `sales.order_code_wrong`; rate_limited
 * `too_many_requests` (five tries in ten minutes: guessing a code takes a lifetime).
 */
export async function openByCode(input: { token: string; code: string }, ip: string, now: Date): Promise<string> {
  await limitRate(`order-code-try:${ip}`, 30, 3600);
  await limitRate(`order-code-try:${hashOfLink(input.token)}`, 5, 600);
  const wrong = new DomainError("unprocessable", "sales.order_code_wrong");
  const order = await find(input.token);
  const slots = [slotOf(now), slotOf(now) - 1];
  const slot = slots.find((one) => timingSafeEqual(Buffer.from(codeOf(order?.id ?? "", one)), Buffer.from(input.code)));
  if (!order || slot === undefined) throw wrong;
  await limitRate(`order-code-used:${order.id}:${slot}`, 1, 86_400).catch(() => {
    throw wrong;
  });
  return freshAccessToken(order.id, now);
}
