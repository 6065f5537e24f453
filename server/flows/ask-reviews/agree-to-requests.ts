// A buyer says on the page of an order whether the house may ask for reviews by mail (shop.review.use, by the order's secret
// link). One transaction: the consent is written down with the words that were read, or taken back. No lock.
import type { Locale } from "#server/kernel/locales.ts";
import { giveConsent, withdrawConsent } from "#server/modules/crm/index.ts";
import { fingerprint } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { holderOfLink } from "./holder-of-link.ts";

/** Saying it twice changes nothing. Throws DomainError not_found `sales.order_not_found`, forbidden `sales.order_link_aged`. */
export async function agreeToRequests(
  input: { token: string; agreed: boolean },
  request: { requestId: string; ip: string; locale: Locale; userId: string | null },
  now: Date = new Date(),
): Promise<void> {
  await inTx(async (tx) => {
    const { orderId, email } = await holderOfLink(tx, input.token);
    const of = { purpose: "review_request", email } as const;
    if (!input.agreed) return withdrawConsent(tx, { ...of, by: "unticked", now });
    const { requestId, ip, locale, userId } = request;
    const proof = { requestId, orderId, network: fingerprint("crm.consent", ip) };
    await giveConsent(tx, { ...of, source: "order", locale, proof, userId, now });
  });
}
