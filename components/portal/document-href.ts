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

/** Where an order is read by whoever reads it here. */
export const orderHref = (source: OrderSource): string =>
  "token" in source
    ? `/order/${encodeURIComponent(source.token)}`
    : `/account/orders/${encodeURIComponent(source.number)}`;

/** Where a return of it is announced, and where one is followed. */
export const sendBackHref = (source: OrderSource): string => `${orderHref(source)}/return`;
export const returnHref = (source: OrderSource, number: string): string =>
  "token" in source
    ? `${orderHref(source)}/returns/${encodeURIComponent(number)}`
    : `/account/returns/${encodeURIComponent(number)}`;

/** Where a problem with it is reported, and where a claim is followed. */
export const reportHref = (source: OrderSource): string => `${orderHref(source)}/claim`;
export const claimHref = (source: OrderSource, number: string): string =>
  "token" in source
    ? `${orderHref(source)}/claims/${encodeURIComponent(number)}`
    : `/account/claims/${encodeURIComponent(number)}`;

const documents = (source: OrderSource): string =>
  "token" in source ? `/api/documents/order/${encodeURIComponent(source.token)}` : "/api/documents/account";

/** The label of a return, or the slip to lay in its parcel. */
export const returnLabelHref = (source: OrderSource, number: string): string =>
  `${documents(source)}/returns/${encodeURIComponent(number)}/label.pdf`;

/** A file that hangs on a document of the order. */
export const attachmentHref = (source: OrderSource, id: string): string => `${documents(source)}/attachments/${id}`;
