import { z } from "zod";
import { pageOf } from "#server/kernel/page.ts";

export const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

export const invoiceKinds = ["invoice", "credit_note"] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];
export const invoiceStatuses = ["draft", "posted"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** Who sells, as the law wants it on every invoice. Copied into each one. */
export const sellerSchema = z.object({
  name: z.string(),
  /** "SAS au capital de 10 000 €" */
  legalForm: z.string(),
  line1: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
  siren: z.string(),
  /** Trade register: "RCS Lyon" */
  rcs: z.string(),
  vatNumber: z.string(),
  email: z.string(),
  phone: z.string(),
  iban: z.string().nullable(),
});
export type Seller = z.infer<typeof sellerSchema>;

const postal = z.object({
  recipient: z.string(),
  company: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  region: z.string().nullable(),
  country: z.string(),
});
export type Postal = z.infer<typeof postal>;

/** Who buys. `professional` decides which notices the law wants (late fees, recovery indemnity). */
export const buyerSchema = postal.extend({
  email: z.string(),
  professional: z.boolean(),
  siren: z.string().nullable(),
  siret: z.string().nullable().default(null),
  vatNumber: z.string().nullable(),
});
export type Buyer = z.infer<typeof buyerSchema>;

export const invoiceRowSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  kind: z.enum(invoiceKinds),
  status: z.enum(invoiceStatuses),
  issueDate: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
  orderNumber: z.string(),
  buyer: z.string(),
  total: moneySchema,
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;
export const invoicePage = pageOf(invoiceRowSchema);

export const invoiceListInput = z.strictObject({
  status: z.enum(invoiceStatuses).optional(),
  kind: z.enum(invoiceKinds).optional(),
  /** Invoice or order number, buyer's name or e-mail. */
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type InvoiceListInput = z.infer<typeof invoiceListInput>;

export const invoiceIdInput = z.strictObject({ id: z.string().min(1).max(40) });

export const invoiceDetailSchema = invoiceRowSchema.extend({
  locale: z.enum(["fr", "en"]),
  seller: sellerSchema,
  buyerDetail: buyerSchema,
  deliveryTo: postal,
  /** reverse_charge: without VAT, for a company of another member state. */
  taxTreatment: z.enum(["standard", "reverse_charge"]),
  dueDate: z.iso.date().nullable(),
  postedAt: z.iso.datetime().nullable(),
  orderPlacedAt: z.iso.datetime(),
  /** The day the goods left, once they did: the date of supply. */
  suppliedOn: z.iso.date().nullable(),
  net: moneySchema,
  tax: moneySchema,
  reason: z.string().nullable(),
  lines: z.array(
    z.object({
      position: z.number().int(),
      sku: z.string().nullable(),
      name: z.string(),
      description: z.string().nullable(),
      quantity: z.number(),
      /** Without tax, major units, up to six decimals. */
      unitPrice: z.string(),
      taxRate: z.string(),
      net: moneySchema,
      tax: moneySchema,
      gross: moneySchema,
    }),
  ),
  taxes: z.array(z.object({ rate: z.string(), base: moneySchema, tax: moneySchema })),
  /** Of a credit note: what it corrects. */
  reverses: z.object({ id: z.string(), number: z.string(), issueDate: z.iso.date().nullable() }).nullable(),
  /** Of an invoice: what corrected it, and what is left to credit. */
  creditNotes: z.array(z.object({ id: z.string(), number: z.string().nullable(), total: moneySchema })),
  creditable: moneySchema,
});
export type InvoiceDetail = z.infer<typeof invoiceDetailSchema>;

export const ownInvoiceSchema = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(invoiceKinds),
  issueDate: z.iso.date(),
  orderNumber: z.string(),
  total: moneySchema,
});
export type OwnInvoice = z.infer<typeof ownInvoiceSchema>;

export const invoicingErrorCodes = [
  "invoicing.invoice_not_found",
  "invoicing.already_posted",
  "invoicing.not_posted",
  "invoicing.totals_do_not_match",
  "invoicing.order_not_invoiceable",
  "invoicing.credit_exceeds_invoice",
  "invoicing.credit_amount_invalid",
] as const;
export type InvoicingErrorCode = (typeof invoicingErrorCodes)[number];
