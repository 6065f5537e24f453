// Invoicing: what is owed and what was given back, as the tax office wants to read it.
// Owns invoice, invoice_line, invoice_tax. A draft has no number; posting takes the next of its journal and year without a
// gap; posted is never edited (triggers refuse it), only reversed by credit notes. Locks: order first, invoice here, counter last.
export { type CreditedLine, creditNoteFor, creditUpTo } from "./commands/credit-invoice.ts";
export { type DraftInput, discardDraft, draftInvoice } from "./commands/draft-invoice.ts";
export { businessDay, postInvoice } from "./commands/post-invoice.ts";
export { reissueInvoice } from "./commands/reissue-invoice.ts";
export { lockPostedInvoice, orderOfInvoice } from "./locks.ts";
export { invoiceDetail, listInvoices, listOwnInvoices, ownInvoice } from "./queries.ts";
export { seller } from "./seller.ts";
export { invoicingInvariants } from "./verify.ts";
