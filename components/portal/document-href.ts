/** Whose page an order is shown on: the signed-in owner's, by number, or whoever holds the guest's link. */
export type OrderSource = { number: string } | { token: string };

/** Where the PDFs of an order live. */
export const confirmationHref = (source: OrderSource): string =>
  "token" in source
    ? `/api/documents/order/${encodeURIComponent(source.token)}/confirmation.pdf`
    : `/api/documents/account/orders/${encodeURIComponent(source.number)}/confirmation.pdf`;

export const ownInvoiceHref = (number: string): string =>
  `/api/documents/account/invoices/${encodeURIComponent(number)}.pdf`;

export const invoiceHref = (source: OrderSource, number: string): string =>
  "token" in source
    ? `/api/documents/order/${encodeURIComponent(source.token)}/invoice/${encodeURIComponent(number)}.pdf`
    : ownInvoiceHref(number);

export const deliveryNoteHref = (source: OrderSource, number: string): string =>
  "token" in source
    ? `/api/documents/order/${encodeURIComponent(source.token)}/delivery-note/${encodeURIComponent(number)}.pdf`
    : `/api/documents/account/delivery-notes/${encodeURIComponent(number)}.pdf`;
