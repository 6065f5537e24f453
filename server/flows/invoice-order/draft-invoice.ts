// Draft invoice: a confirmed order's lines and taxes become an invoice without a number yet.
// A job of sales.order.confirmed. Locks: order. Repeating it changes nothing.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import type { Buyer, Postal } from "#server/modules/invoicing/contract.ts";
import { draftInvoice as draft } from "#server/modules/invoicing/index.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { wordsOf } from "../documents/words.ts";
import { postalAddress } from "../track-order/postal-address.ts";

/** Answers the draft's id; null when the order is not (or no longer) a sale. */
export function draftInvoice(orderId: string, clock: Clock = systemClock): Promise<string | null> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.status !== "confirmed" && order.status !== "completed") return null;
    return writeDraft(tx, order, clock.now());
  });
}

/** Draws an order's draft within the caller's transaction, under the order's lock; its id. */
export async function writeDraft(tx: Tx, order: LockedOrder, now: Date): Promise<string> {
  const { t, money: amount } = wordsOf(localeSchema.catch("fr").parse(order.locale));
  const { id } = await draft(tx, {
    orderId: order.id,
    partnerId: order.partnerId,
    locale: order.locale,
    currency: order.currency,
    buyer: await buyerOf(tx, order),
    deliveryTo: postal(order.deliveryAddress),
    taxTreatment: order.taxTreatment === "reverse_charge" ? "reverse_charge" : "standard",
    paymentTerms: order.paymentTerms,
    lines: order.lines.map((line) => ({
      orderLineId: line.id,
      sku: line.sku,
      // A method's name alone ("À domicile") says too little among goods.
      name: line.kind === "shipping" ? t("totals.shipping", { method: line.name }) : line.name,
      // Reductions are shown on the invoice (Code de commerce, article L441-9).
      description:
        [
          line.description,
          line.discountMinor > 0n &&
            t("invoice.discounted", { amount: amount(money(line.discountMinor, order.currency)) }),
        ]
          .filter(Boolean)
          .join(" · ") || null,
      quantity: Number(line.quantity),
      taxRate: line.taxRate.toFixed(),
      netMinor: Number(line.netMinor),
      taxMinor: Number(line.taxMinor),
      grossMinor: Number(line.grossMinor),
    })),
    totals: {
      netMinor: Number(order.netMinor),
      taxMinor: Number(order.taxMinor),
      totalMinor: Number(order.totalMinor),
    },
    now,
  });
  return id;
}

/** A company account, or a company named in the billing address, is a professional: the law asks more of its invoice. */
async function buyerOf(tx: Tx, order: LockedOrder): Promise<Buyer> {
  const partner = order.partnerId
    ? await tx.partner.findUnique({
        where: { id: order.partnerId },
        select: { kind: true, name: true, siren: true, vatNumber: true },
      })
    : null;
  const address = postal(order.billingAddress);
  const numbers = order.billingAddress as { siren?: string; siret?: string; vatNumber?: string };
  const isCompany = partner?.kind === "company";
  return {
    ...address,
    company: address.company ?? (isCompany ? partner.name : null),
    email: order.email,
    professional: isCompany || address.company !== null,
    // What the buyer said for this very order comes first.
    siren: numbers.siren ?? partner?.siren ?? null,
    siret: numbers.siret ?? null,
    vatNumber: numbers.vatNumber ?? partner?.vatNumber ?? null,
  };
}

/** An address as an invoice copies it: without what only the carrier needs. */
function postal(json: unknown): Postal {
  const { phone: _, instructions: __, ...address } = postalAddress(json);
  return address;
}
