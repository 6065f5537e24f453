// What the links of an alert's mails do. Whoever holds the token holds the mailbox: no other permission than shop.alert.use.
// One short transaction on the alert's own row; no lock.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { CrmErrorCode } from "#server/modules/crm/contract.ts";
import { alertOfToken, confirmAlert, stopAlert } from "#server/modules/crm/index.ts";
import { db } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { readVariants } from "../edit-order/read-variants.ts";

function idOf(token: string): string {
  const id = alertOfToken(token);
  if (!id) throw new DomainError<CrmErrorCode>("unprocessable", "crm.alert_link_invalid");
  return id;
}

async function productOf(variantId: string, locale: Locale) {
  const variant = (await readVariants(db(), [variantId], locale)).get(variantId);
  if (!variant) throw new DomainError<CrmErrorCode>("unprocessable", "crm.alert_link_invalid");
  const { slug, sku, name, description } = variant;
  return { slug, sku, name: [name, description].filter(Boolean).join(", ") };
}

/**
 * The reader wants to be told: the alert waits, and is served at once where goods came meanwhile. Returns the product.
 * Throws DomainError unprocessable `crm.alert_link_invalid`.
 */
export async function confirmByLink(token: string, locale: Locale, now: Date = new Date()) {
  const id = idOf(token);
  const variantId = await inTx(async (tx) => {
    const variantId = await confirmAlert(tx, id, now);
    enqueue(tx, "serve-alerts", { variantIds: [variantId] });
    return variantId;
  });
  return productOf(variantId, locale);
}

/** The reader wants no more of it. Returns the product. Throws DomainError unprocessable `crm.alert_link_invalid`. */
export async function stopByLink(token: string, locale: Locale, now: Date = new Date()) {
  const id = idOf(token);
  return productOf(await inTx((tx) => stopAlert(tx, id, now)), locale);
}
