import type { Auxiliary, EntryDraft } from "#server/modules/accounting/index.ts";
import { giftCardLines, invoiceLines, paymentLines } from "#server/modules/accounting/index.ts";
import { buyerSchema } from "#server/modules/invoicing/contract.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { moneyRefOf } from "#server/modules/payments/index.ts";
import type { Tx } from "#server/platform/db.ts";

export type DocumentRef = { type: string; id: string };

/** The entries behind documents, as today's rules post them; in the order of their days. */
export async function draftEntries(tx: Tx, documents: readonly DocumentRef[]): Promise<EntryDraft[]> {
  const ids = (...types: string[]) => documents.filter((d) => types.includes(d.type)).map((d) => d.id);
  const drafts = [
    ...(await invoiceDrafts(tx, ids("invoice", "credit_note"))),
    ...(await paymentDrafts(tx, ids("payment"))),
    ...(await refundDrafts(tx, ids("refund"))),
    ...(await giftCardDrafts(tx, ids("gift_card"))),
  ];
  return drafts.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

async function invoiceDrafts(tx: Tx, ids: string[]): Promise<EntryDraft[]> {
  if (ids.length === 0) return [];
  const invoices = await tx.invoice.findMany({
    where: { id: { in: ids } },
    orderBy: [{ postedAt: "asc" }, { id: "asc" }],
    include: {
      lines: {
        orderBy: { position: "asc" },
        select: { taxRate: true, netMinor: true, taxMinor: true, orderLine: { select: { kind: true } } },
      },
    },
  });
  return invoices.map((invoice) => {
    const buyer = buyerSchema.parse(invoice.buyer);
    const kind = invoice.kind === "credit_note" ? "credit_note" : "invoice";
    const number = invoice.number ?? "";
    const date = invoice.issueDate?.toISOString().slice(0, 10) ?? "";
    const name = buyer.company ?? buyer.recipient;
    return {
      journal: "VE",
      date,
      label: `${number} · ${name}`,
      currency: invoice.currency,
      document: { type: kind, id: invoice.id, ref: number, date },
      orderId: invoice.orderId,
      lines: invoiceLines({
        kind,
        country: countryOf(invoice.deliveryTo),
        totalMinor: Number(invoice.totalMinor),
        customer: { id: invoice.partnerId, name },
        reverseCharge: invoice.taxTreatment === "reverse_charge",
        lines: invoice.lines.map((line) => ({
          kind: line.orderLine?.kind === "shipping" ? "shipping" : "product",
          taxRate: line.taxRate.toFixed(),
          netMinor: Number(line.netMinor),
          taxMinor: Number(line.taxMinor),
        })),
      }),
    };
  });
}

const paymentSelect = {
  method: true,
  provider: true,
  currency: true,
  intentRef: true,
  accountPayment: { select: { intentRef: true } },
  reference: true,
  orderId: true,
  order: { select: { number: true, partnerId: true, billingAddress: true } },
} as const;

async function paymentDrafts(tx: Tx, ids: string[]): Promise<EntryDraft[]> {
  if (ids.length === 0) return [];
  const payments = await tx.payment.findMany({
    where: { id: { in: ids } },
    orderBy: [{ settledAt: "asc" }, { id: "asc" }],
    select: { ...paymentSelect, id: true, capturedMinor: true, settledAt: true, updatedAt: true },
  });
  return payments.map((payment) => {
    const at = payment.settledAt ?? payment.updatedAt;
    const ref = payment.reference ?? moneyRefOf(payment) ?? payment.order.number;
    return moneyDraft("payment", payment.id, ref, payment, Number(payment.capturedMinor), at);
  });
}

async function refundDrafts(tx: Tx, ids: string[]): Promise<EntryDraft[]> {
  if (ids.length === 0) return [];
  const refunds = await tx.refund.findMany({
    where: { id: { in: ids } },
    orderBy: [{ settledAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      amountMinor: true,
      providerRef: true,
      settledAt: true,
      createdAt: true,
      movedTo: { select: { method: true, provider: true } },
      payment: { select: { ...paymentSelect, source: { select: { method: true, provider: true } } } },
    },
  });
  return refunds.map((refund) => {
    const ref = refund.providerRef ?? refund.payment.order.number;
    const at = refund.settledAt ?? refund.createdAt;
    // What stays for other goods goes where their payment takes it from; what was moved once goes back to where it came from.
    const held = refund.movedTo ?? refund.payment.source ?? refund.payment;
    const money = { ...refund.payment, method: held.method, provider: held.provider };
    return moneyDraft("refund", refund.id, ref, money, Number(refund.amountMinor), at);
  });
}

async function giftCardDrafts(tx: Tx, ids: string[]): Promise<EntryDraft[]> {
  if (ids.length === 0) return [];
  const cards = await tx.giftCard.findMany({
    where: { id: { in: ids } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { entries: { where: { kind: "issued" }, select: { amountMinor: true } } },
  });
  return cards.map((card) => {
    const date = businessDay(card.createdAt);
    const ref = `…${card.ending}`;
    return {
      journal: "OD",
      date,
      label: ref,
      currency: card.currency,
      document: { type: "gift_card", id: card.id, ref, date },
      orderId: null,
      lines: giftCardLines(Number(card.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n))),
    };
  });
}

type Money = {
  method: string;
  provider: string;
  currency: string;
  orderId: string;
  order: { number: string; partnerId: string | null; billingAddress: unknown };
};

function moneyDraft(
  kind: "payment" | "refund",
  id: string,
  ref: string,
  payment: Money,
  amountMinor: number,
  at: Date,
): EntryDraft {
  const date = businessDay(at);
  const customer: Auxiliary = { id: payment.order.partnerId, name: nameOf(payment.order.billingAddress) };
  return {
    journal: "BQ",
    date,
    label: `${payment.order.number} · ${customer.name}`,
    currency: payment.currency,
    document: { type: kind, id, ref, date },
    orderId: payment.orderId,
    lines: paymentLines({ kind, method: payment.method, provider: payment.provider, amountMinor, customer }),
  };
}

type AddressJson = { company?: string | null; recipient?: string; country?: string } | null;
const countryOf = (json: unknown): string => (json as AddressJson)?.country ?? "";
const nameOf = (json: unknown): string => (json as AddressJson)?.company || (json as AddressJson)?.recipient || "—";
