// The papers and files of foreign.itest.ts: where they lie, and for whom they open.
import { invoiceLink } from "#server/flows/documents/invoice-link.ts";
import { parisDate } from "#server/kernel/days.ts";
import type { Estate } from "./estate.ts";
import { flipped } from "./foreign-rows.ts";

type Paper = {
  path: string;
  /** For whom it opens; none where the secret is only in a mail, or a carrier makes the paper. */
  reader?: "owner" | "staff" | "guest";
  attacks?: string[];
  /** Everybody signed in has one of their own there. */
  everybodys?: true;
};
/** Of the books that are open now. */
const year = parisDate(new Date()).slice(0, 4);
const reader = (path: string): "owner" | "staff" =>
  /^(exports\/)?(admin|customers|accounting)\//.test(path) ? "staff" : "owner";
const paper = (path: string): Paper => ({ path, reader: reader(path) });
const byToken = (before: string, token: string, after: string): Paper => ({
  path: `${before}/${token}/${after}`,
  reader: "guest",
  attacks: [flipped(token), token.slice(0, -1), `${token}A`, "x".repeat(43)].map(
    (near) => `${before}/${near}/${after}`,
  ),
});

const sealOf = (invoice: string): string => invoiceLink(invoice, new Date()).split("/").at(-2) ?? "";

/** Asking by any parameter for the account of the owner. */
const statements = (e: Estate, at: string): string[] => [
  at,
  ...[`partnerId=${e.partnerId}`, `userId=${e.owner.userId}`, `id=${e.partnerId}`, "currency=EUR&currency=*"].map(
    (query) => `${at}?${query}`,
  ),
];

/** Every paper and file, where it lies. */
export function papers(e: Estate): Record<string, Paper> {
  const { sent } = e;
  return {
    confirmation: paper(`account/orders/${sent.number}/confirmation.pdf`),
    invoice: paper(`account/invoices/${sent.invoice}.pdf`),
    note: paper(`account/delivery-notes/${sent.delivery.number}.pdf`),
    "return label": paper(`account/returns/${e.back}/label.pdf`),
    statement: { ...paper("account/statement.pdf"), everybodys: true, attacks: statements(e, "account/statement.pdf") },
    "statement as CSV": {
      ...paper("exports/account/statement"),
      ...{ everybodys: true, attacks: statements(e, "exports/account/statement") },
    },
    quote: paper(`account/quotes/${e.quote}.pdf`),
    "guest's quote": {
      path: `quote/${"x".repeat(43)}/quote.pdf`,
      attacks: ["x".repeat(43), e.quote, "0".repeat(40)].map((near) => `quote/${near}/quote.pdf`),
    },
    "staff's quote": paper(`admin/quotes/${e.quote}.pdf`),
    "copy of data": { path: `exports/account/data/${e.copy}` },
    "parcel's label": { path: `admin/parcels/${sent.delivery.parcels[0]?.number}/label.pdf` },
    "file behind a ticket's link": {
      path: `help/${"0".repeat(40)}/attachments/${e.ticketFile}`,
      attacks: ["0".repeat(40), e.ticket.accessHash.slice(0, 40), e.ticket.number].map(
        (near) => `help/${near}/attachments/${e.ticketFile}`,
      ),
    },
    photo: paper(`account/attachments/${e.photo}`),
    "photo of a claim": paper(`account/attachments/${e.claimPhoto}`),
    "file of a ticket": paper(`account/tickets/attachments/${e.ticketFile}`),
    "staff's statement": paper(`admin/customers/${e.partnerId}/statement.pdf`),
    "staff's note": paper(`admin/delivery-notes/${sent.delivery.number}.pdf`),
    "staff's confirmation": paper(`admin/orders/${sent.number}/confirmation.pdf`),
    "staff's invoice": paper(`admin/invoices/${sent.invoice}.pdf`),
    "picking slip": paper(`admin/deliveries/${sent.delivery.number}/picking-slip.pdf`),
    "staff's return label": paper(`admin/returns/${e.back}/label.pdf`),
    "staff's file of a ticket": paper(`admin/tickets/attachments/${e.ticketFile}`),
    "staff's photo": paper(`admin/attachments/${e.photo}`),
    "guest's confirmation": byToken("order", sent.token, "confirmation.pdf"),
    "guest's invoice": byToken("order", sent.token, `invoice/${sent.invoice}.pdf`),
    "invoice behind a reminder's link": byToken("invoice", sealOf(sent.invoice), `${sent.invoice}.pdf`),
    "guest's note": byToken("order", sent.token, `delivery-note/${sent.delivery.number}.pdf`),
    "guest's return label": byToken("order", sent.token, `returns/${e.back}/label.pdf`),
    "staff's photo of a claim": paper(`admin/attachments/${e.claimPhoto}`),
    "guest's photo of a claim": byToken("order", sent.token, `attachments/${e.claimPhoto}`),
    "guest's photo": byToken("order", sent.token, `attachments/${e.photo}`),
    "books for the tax office": paper(`exports/accounting/fec/${year}`),
    journal: paper(`exports/accounting/journal?from=${year}-01-01&until=${year}-12-31`),
    balance: paper(`exports/accounting/balance?from=${year}-01-01&until=${year}-12-31`),
    "aged balance": paper(`exports/accounting/aged?on=${year}-12-31`),
    "staff's statement as CSV": paper(`exports/customers/${e.partnerId}/statement`),
  };
}
