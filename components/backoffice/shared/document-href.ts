/** Where the PDFs are served; who may open one is decided there. */
export const documentHref = {
  confirmation: (orderNumber: string) =>
    `/api/documents/admin/orders/${encodeURIComponent(orderNumber)}/confirmation.pdf`,
  invoice: (invoiceNumber: string) => `/api/documents/admin/invoices/${encodeURIComponent(invoiceNumber)}.pdf`,
  deliveryNote: (deliveryNumber: string) =>
    `/api/documents/admin/delivery-notes/${encodeURIComponent(deliveryNumber)}.pdf`,
  /** In the language of who picks. */
  pickingSlip: (deliveryNumber: string, locale: string) =>
    `/api/documents/admin/deliveries/${encodeURIComponent(deliveryNumber)}/picking-slip.pdf?locale=${locale}`,
  parcelLabel: (parcelNumber: string, locale: string) =>
    `/api/documents/admin/parcels/${encodeURIComponent(parcelNumber)}/label.pdf?locale=${locale}`,
};

/** Its note goes with the goods: once they are packed. */
export const hasNote = ({ status }: { status: string }): boolean =>
  status === "packed" || status === "shipped" || status === "delivered";
