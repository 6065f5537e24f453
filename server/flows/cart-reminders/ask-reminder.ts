// A box ticked or emptied beside the e-mail at checkout (shop.cart.use). One transaction: the consent is written down with
// the words that were read, and the basket may be reminded of. Locks: cart.
import { DomainError } from "#server/kernel/errors.ts";
import { askReminder, endReminders, giveConsent, reminderEmail, withdrawConsent } from "#server/modules/crm/index.ts";
import { lockCart } from "#server/modules/sales/index.ts";
import { fingerprint, hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";

/**
 * Notes or takes back that this basket may be reminded of at an address. Saying it twice changes nothing; another address
 * takes the place of the one before. Throws DomainError unprocessable `sales.cart_empty` where there is no open basket.
 */
export async function askForReminder(
  caller: CartCaller,
  input: { email: string | null },
  request: { requestId: string; ip: string },
  now: Date = new Date(),
): Promise<void> {
  const { token, locale, userId } = caller;
  const { email } = input;
  await inTx(async (tx) => {
    const cart = token ? await lockCart(tx, hashToken(token)) : null;
    if (cart?.status !== "open") throw new DomainError("unprocessable", "sales.cart_empty");
    const before = await reminderEmail(tx, cart.id);
    if (before && before !== email) {
      await endReminders(tx, { cartId: cart.id }, now);
      await withdrawConsent(tx, { purpose: "cart_reminder", email: before, by: "unticked", now });
    }
    if (!email || before === email) return;
    const proof = { requestId: request.requestId, cartId: cart.id, network: fingerprint("crm.consent", request.ip) };
    const consentId = await giveConsent(tx, {
      ...{ purpose: "cart_reminder", source: "checkout", email, locale, proof, userId, now },
    });
    await askReminder(tx, { cartId: cart.id, email, locale, consentId, now });
  });
}
