import { z } from "zod";
import { quantityInput } from "../../kernel/quantity.ts";
import { addressInput, moneySchema } from "./contract.ts";
import { changeSchema, orderAddressSchema } from "./contract-detail.ts";

// Changing an order that is paid and not yet picked.

const id = z.string().min(1).max(60);

/** What shall be different. Lines left out stay as they are; 0 takes a line out. */
export const editPreviewInput = z.strictObject({
  number: z.string().min(1).max(40),
  lines: z
    .array(z.strictObject({ orderLineId: id, quantity: z.union([z.literal(0), quantityInput]) }))
    .max(200)
    .default([]),
  add: z
    .array(z.strictObject({ variantId: id, quantity: quantityInput }))
    .max(50)
    .default([]),
  delivery: addressInput.optional(),
  shippingMethod: z.string().min(1).max(40).optional(),
  /** A day that was offered for the method, later than the soonest; null: as soon as possible again. */
  deliverOn: z.iso.date().nullable().optional(),
});
export type EditWanted = Pick<
  z.infer<typeof editPreviewInput>,
  "lines" | "add" | "delivery" | "shippingMethod" | "deliverOn"
>;

export const editOrderInput = editPreviewInput.extend({
  /** Of the order, as it was read. */
  version: z.number().int().positive(),
  /** `signature` of the preview that was seen: another price is refused. */
  signature: z.string().min(1).max(100),
  /** A difference to pay: asked for before the change holds, or (for who may) collected later. */
  collect: z.enum(["before", "later"]).default("before"),
  idempotencyKey: z.string().min(8).max(100),
});
export type EditOrderInput = z.infer<typeof editOrderInput>;

/** The order as it will be. */
export const editPreviewSchema = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      sku: z.string().nullable(),
      name: z.string(),
      description: z.string().nullable(),
      /** 0: a new line */
      before: z.number(),
      quantity: z.number(),
      unitPrice: moneySchema,
      gross: moneySchema,
    }),
  ),
  changes: z.array(changeSchema),
  shippingMethod: z.object({ code: z.string(), name: z.string() }),
  items: moneySchema,
  discount: moneySchema,
  shipping: moneySchema,
  tax: moneySchema,
  total: moneySchema,
  totalBefore: moneySchema,
  /** Where it goes then: an address, or the store where it is collected. */
  delivery: orderAddressSchema,
  pickup: z.boolean(),
  /** The days that will be promised; null: those that were told stay. */
  promise: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  /** To pay when positive, to give back when negative. */
  difference: moneySchema,
  signature: z.string(),
});
export type EditPreview = z.infer<typeof editPreviewSchema>;

export const editedSchema = z.object({
  /** applied; awaiting_payment: the change holds once the difference is paid */
  status: z.enum(["applied", "awaiting_payment"]),
  amendmentId: z.string(),
  difference: moneySchema,
  /** Where the customer pays a difference; null when there is none. */
  payPage: z.string().nullable(),
});
export type Edited = z.infer<typeof editedSchema>;
