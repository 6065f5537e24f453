import { z } from "zod";
import { consentPurposes } from "./contract-consent.ts";

export const alertStatuses = ["pending", "waiting", "served", "ended"] as const;
export type AlertStatus = (typeof alertStatuses)[number];

/** The token of an alert as it travels in a link: which alert, and the proof that the house wrote the link. */
export const alertTokenInput = z.string().regex(/^alr_[0-9a-z]{26}\.[\w-]{43}$/);

/** `waiting`: the house will write. `confirm`: it has written to the address, which is to be proven first. */
export const askedAlertSchema = z.object({ state: z.enum(["waiting", "confirm"]) });

/** What a link's page says and leads back to. */
export const alertProductSchema = z.object({ slug: z.string(), sku: z.string(), name: z.string() });

/** Where the caller stands on a product's page: the address to offer, and the variants that they wait for. */
export const ownAlertsSchema = z.object({ email: z.string().nullable(), variantIds: z.array(z.string()) });

/** An alert that its asker still waits for. */
export const ownAlertSchema = z.object({ id: z.string(), name: z.string(), sku: z.string(), slug: z.string() });
export type OwnAlert = z.infer<typeof ownAlertSchema>;

/** What somebody wants to hear by mail. */
export const mailChoicesSchema = z.object({
  agreed: z.array(z.enum(consentPurposes)),
  alerts: z.array(ownAlertSchema),
});
export type MailChoices = z.infer<typeof mailChoicesSchema>;

/** How many wait for a variant, over all channels. */
export const waitingSchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  waiting: z.number().int(),
  /** Mailed in the last thirty days. */
  served: z.number().int(),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** A variant as a wishlist offers it. */
export const wishVariantSchema = z.object({
  id: z.string(),
  sku: z.string(),
  /** "Natural oak · 160 cm"; empty where there is nothing to choose. */
  label: z.string(),
});

export const crmErrorCodes = [
  "crm.alert_link_invalid",
  "crm.orderable_now",
  "crm.reminder_link_invalid",
  "crm.wishlist_full",
  "crm.product_not_found",
] as const;
export type CrmErrorCode = (typeof crmErrorCodes)[number];
