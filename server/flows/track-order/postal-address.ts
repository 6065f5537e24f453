import type { OrderAddress } from "#server/modules/sales/contract-detail.ts";

/** An address as an order keeps it, from its JSON: what is missing or empty is null. */
export function postalAddress(json: unknown): OrderAddress {
  const from = (json ?? {}) as Record<string, string | null | undefined>;
  return {
    recipient: from.recipient ?? "",
    company: from.company || null,
    line1: from.line1 ?? "",
    line2: from.line2 || null,
    postcode: from.postcode ?? "",
    city: from.city ?? "",
    region: from.region || null,
    country: from.country ?? "",
    phone: from.phone || null,
    instructions: from.instructions || null,
  };
}
