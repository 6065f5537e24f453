import { z } from "zod";
import { emailInput } from "../../kernel/email.ts";
import { quantityInput } from "../../kernel/quantity.ts";
import { returnExclusions } from "../../kernel/return-exclusions.ts";
import { unitPriceSchema } from "../../kernel/unit-price.ts";

export const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

export const orderStatuses = ["awaiting_payment", "confirmed", "completed", "cancelled", "expired"] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export const orderPaymentStatuses = ["unpaid", "authorised", "paid", "partially_refunded", "refunded"] as const;
export type OrderPaymentStatus = (typeof orderPaymentStatuses)[number];
export const orderDeliveryStatuses = ["none", "partial", "shipped", "delivered"] as const;
export type OrderDeliveryStatus = (typeof orderDeliveryStatuses)[number];

export const salesErrorCodes = [
  "sales.cart_empty",
  "sales.cart_line_not_found",
  "sales.variant_not_for_sale",
  "sales.quantity_not_divisible",
  "sales.quantity_too_large",
  "sales.prices_changed",
  "sales.cart_changed",
  "sales.cart_already_ordered",
  "sales.order_not_found",
  "sales.order_not_payable",
  "sales.order_changed",
  "sales.order_not_cancellable",
  "sales.transition_not_allowed",
  "sales.line_not_in_order",
  "sales.refunded_too_much",
  "sales.returned_too_much",
  "sales.order_not_editable",
  "sales.pickup_stays",
  "sales.address_missing",
  "sales.postcode_wrong",
  "sales.day_not_offered",
  "sales.order_link_aged",
  "sales.order_code_wrong",
  "sales.edit_changes_nothing",
  "sales.edit_leaves_nothing",
  "sales.line_already_refunded",
  "sales.amendment_waiting",
  "sales.amendment_not_found",
  "sales.amendment_closed",
  "sales.nothing_due",
] as const;

/** A postal address as a form sends it and a document keeps it. Which fields matter depends on the country. */
export const addressInput = z.strictObject({
  recipient: z.string().trim().min(2).max(120),
  company: z.string().trim().max(120).optional(),
  line1: z.string().trim().min(2).max(120),
  line2: z.string().trim().max(120).optional(),
  postcode: z.string().trim().min(2).max(12),
  city: z.string().trim().min(1).max(80),
  region: z.string().trim().max(80).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string().trim().max(30).optional(),
  instructions: z.string().trim().max(300).optional(),
});
export type AddressInput = z.infer<typeof addressInput>;

export const mediaSchema = z.object({
  key: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  alt: z.string(),
});

export const cartLineSchema = z.object({
  id: z.string(),
  variantId: z.string(),
  sku: z.string(),
  slug: z.string(),
  name: z.string(),
  options: z.string(),
  media: mediaSchema.nullable(),
  quantity: z.number(),
  unitPrice: moneySchema,
  compareAt: moneySchema.nullable(),
  /** What everybody pays for one, where the company that buys has a lower price of its own. */
  listed: moneySchema.nullish(),
  /** Per litre, kilogram, metre…, where the article says what it holds. */
  measurePrice: unitPriceSchema.nullish(),
  total: moneySchema,
  /** In stock, what this cart holds included; null where the channel shows bands. */
  available: z.number().nullable(),
  /** How many may be ordered: in stock, and on order where the article allows it; null where the channel shows bands. */
  orderable: z.number().nullable(),
  /** The part of the line that comes later, and when (null: nobody knows yet). */
  waiting: z
    .object({
      /** Null for a part of the line where the channel shows bands. */
      quantity: z.number().nullable(),
      mode: z.enum(["backorder", "preorder"]),
      expectedOn: z.iso.date().nullable(),
    })
    .nullable(),
  problem: z.enum(["out_of_stock", "not_enough", "unavailable"]).nullable(),
  /** Why it may not be sent back at will; null: it may. */
  returnExclusion: z.enum(returnExclusions).nullable(),
});
/** The coupon on a basket: what it is called, and why it takes nothing off when it does not. */
export const appliedCouponSchema = z.object({
  code: z.string(),
  name: z.string(),
  problem: z.enum(["not_started", "expired", "used_up", "minimum", "currency"]).nullable(),
  /** From which amount of goods it holds, when that is what is missing. */
  minimum: moneySchema.nullable(),
});
export type AppliedCoupon = z.infer<typeof appliedCouponSchema>;

export const cartSchema = z.object({
  id: z.string().nullable(),
  version: z.number().int(),
  currency: z.string(),
  lines: z.array(cartLineSchema),
  itemCount: z.number(),
  /** The goods before any coupon. */
  subtotal: moneySchema,
  /** What the coupon takes off them. */
  discount: moneySchema,
  coupon: appliedCouponSchema.nullable(),
  /** Whether this channel sets stock aside for a basket. */
  holdsStock: z.boolean(),
  /** Until when (or since when no longer) the basket's stock is set aside; null when nothing is. */
  holdExpiresAt: z.string().nullable(),
});
export type CartView = z.infer<typeof cartSchema>;
export type CartLineView = z.infer<typeof cartLineSchema>;

/** The version of the cart that the caller saw: another one is answered with `sales.cart_changed` and the cart. */
const seenVersion = z.number().int().min(0).optional();
export const addToCartInput = z.strictObject({
  variantId: z.string().max(40),
  quantity: quantityInput,
  version: seenVersion,
});
export const setQuantityInput = z.strictObject({
  lineId: z.string().max(40),
  version: seenVersion,
  quantity: z.union([z.literal(0), quantityInput]),
});

/** The gift card on a basket: what it pays of the order, and what is on it. */
export const appliedGiftCardSchema = z.object({ ending: z.string(), covers: moneySchema, balance: moneySchema });
export type AppliedGiftCard = z.infer<typeof appliedGiftCardSchema>;

export const quoteSchema = z.object({
  /** The goods before any coupon. */
  items: moneySchema,
  discount: moneySchema,
  coupon: appliedCouponSchema.nullable(),
  /** What the buyer's points take off the goods, beside the discount. */
  points: z.object({ points: z.number().int(), amount: moneySchema }).nullable(),
  shipping: moneySchema,
  taxes: z.array(z.object({ rate: z.string(), base: moneySchema, tax: moneySchema })),
  total: moneySchema,
  giftCard: appliedGiftCardSchema.nullable(),
  /** What is left to pay once the gift card is spent. */
  due: moneySchema,
  /** reverse_charge: without VAT, for a company of another member state. */
  taxTreatment: z.enum(["standard", "reverse_charge"]),
  signature: z.string(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** A company that buys, as its invoice names it. */
export const companyInput = z.strictObject({
  name: z.string().trim().min(2).max(120),
  /** With its prefix: "BE0428759497". */
  vatNumber: z.string().trim().max(30).optional(),
  /** SIREN or SIRET. */
  registration: z.string().trim().max(20).optional(),
  /** `id` of the check of its VAT number. */
  vatCheckId: z.string().max(40).optional(),
});
export type CompanyInput = z.infer<typeof companyInput>;

/** What a buyer calls a purchase: one line. */
export const purchaseReference = z
  .string()
  .trim()
  .max(60)
  .regex(/^[^\p{C}]*$/u);

export const placeOrderInput = z.strictObject({
  email: emailInput,
  phone: z.string().trim().max(30).optional(),
  delivery: addressInput,
  /** null: the same as delivery */
  billing: addressInput.nullable(),
  /** Left out: a person buys. */
  company: companyInput.optional(),
  shippingMethod: z.string().max(40),
  /** online (the payment provider) unless said; account: after the invoice, by the company's terms. What is offered is in `checkout.paymentMethods`. */
  paymentMethod: z.enum(["online", "transfer", "account"]).optional(),
  note: z.string().trim().max(500).optional(),
  /** The buyer's own number for this purchase (EN 16931, BT-13); some companies ask it of their members. */
  reference: purchaseReference.optional(),
  acceptTerms: z.literal(true),
  /** The shopper was shown that a part comes later. Otherwise an order of which a part would wait is refused. */
  acceptsWaiting: z.boolean().optional(),
  /** `promise.token` of the shipping method as the shopper saw it: the dates that the order keeps. */
  promise: z.string().max(200).optional(),
  /** `signature` of the quote that the shopper saw: another price is refused, not charged. */
  signature: z.string().max(100),
});
export type PlaceOrderInput = z.infer<typeof placeOrderInput>;

export const placedOrderSchema = z.object({
  orderId: z.string(),
  number: z.string(),
  token: z.string(),
  payUrl: z.string(),
});

/** Where a bank transfer goes. The IBAN comes without spaces. */
export const transferAccountSchema = z.object({ iban: z.string(), bic: z.string().nullable(), holder: z.string() });
export type TransferAccount = z.infer<typeof transferAccountSchema>;

/** What a buyer needs to pay by bank transfer: where, how much is still missing, what to name, until when. */
export const transferDueSchema = transferAccountSchema.extend({
  amount: z.object({ minor: z.number().int(), currency: z.string() }),
  /** ISO 11649, without spaces. */
  reference: z.string(),
  deadline: z.iso.datetime().nullable(),
});
export type TransferDue = z.infer<typeof transferDueSchema>;

export const settledSchema = z.object({
  /** transfer: the order waits for the bank transfer that `transfer` describes. */
  status: z.enum(["paid", "processing", "transfer", "failed", "expired", "cancelled"]),
  number: z.string(),
  email: z.string(),
  token: z.string(),
  canClaim: z.boolean(),
  holdExpiresAt: z.string().nullable(),
  transfer: transferDueSchema.nullable(),
});
export type Settled = z.infer<typeof settledSchema>;
