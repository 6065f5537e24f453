// Buyers with a filled basket, a quote they have seen and a card that is accepted at once.
import { randomUUID } from "node:crypto";
import { placeOrder } from "#server/flows/checkout/place-order.ts";
import { quoteCheckout } from "#server/flows/checkout/quote-checkout.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import type { PlaceOrderInput } from "#server/modules/sales/contract.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { answerOnce } from "#server/platform/idempotency.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";

const delivery = {
  recipient: "Anne Martin",
  line1: "12 rue des Martyrs",
  postcode: "75009",
  city: "Paris",
  country: "FR",
} as const;
const shippingMethod = "home";
const email = "anne@example.com";

const caller = (token: string) => ({ token, userId: null, partnerId: null, channelCode: "web", locale: "fr" });

/** A provider that answers at once: the network to a real one is not what is measured here. */
const instantProvider = {
  code: "sandbox",
  start: async (input: { paymentId: string; expiresAt: Date }) => ({
    sessionRef: `ses_${input.paymentId}`,
    redirectUrl: `https://pay.example/${input.paymentId}`,
    intentRef: null,
    expiresAt: input.expiresAt,
  }),
} as unknown as PaymentProvider;

export type Basket = { token: string; cartId: string; variantId: string };

/** One basket for each variant named, with one piece of it. */
export async function fillBaskets(variantIds: readonly string[]): Promise<Basket[]> {
  const baskets = variantIds.map((variantId) => ({ token: newToken(), cartId: `crt_${randomUUID()}`, variantId }));
  await db().$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(baskets.map((b) => ({ ...b, hash: hashToken(b.token) })))}::jsonb)
        AS b("cartId" text, hash text, "variantId" text)
    ), carts AS (
      INSERT INTO cart (id, token_hash, channel_id, currency, updated_at)
      SELECT "cartId", hash, c.id, 'EUR', now() FROM wanted, channel c WHERE c.code = 'web'
    )
    INSERT INTO cart_line (id, cart_id, variant_id, quantity) SELECT 'ctl_' || "cartId", "cartId", "variantId", 1 FROM wanted`;
  return baskets;
}

/** What the shoppers of these baskets saw before they said yes: one signature for each article. */
export async function quoteBaskets(baskets: readonly Basket[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const { token, variantId } of baskets) {
    if (seen.has(variantId)) continue;
    const quote = await quoteCheckout(caller(token), { country: delivery.country, shippingMethod }, new Date());
    seen.set(variantId, quote.signature);
  }
  return seen;
}

/** How one attempt ended: an order, the honest answer that nothing is left, or "come back later". */
export type Outcome = "won" | "lost" | "turned_away";

/** Places the order of one basket through the flow that the shop uses. Anything but the three outcomes is thrown. */
export async function buy(basket: Basket, signature: string): Promise<Outcome> {
  const input = {
    email,
    delivery,
    billing: null,
    shippingMethod,
    acceptTerms: true,
    signature,
  } as PlaceOrderInput;
  const request = { scope: `cart:${basket.cartId}`, endpoint: "bench", key: randomUUID(), input };
  try {
    await answerOnce(request, () =>
      placeOrder(caller(basket.token), input, bySystem, new Date(), () => instantProvider),
    );
    return "won";
  } catch (error) {
    if (error instanceof DomainError && error.code === "stock.not_enough") return "lost";
    if (error instanceof DomainError && error.code === "unavailable") return "turned_away";
    throw error;
  }
}
