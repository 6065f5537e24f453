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
  /** The customer contests it. */
  disputed: z.boolean(),
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;
export const invoicePage = pageOf(invoiceRowSchema);

export const invoiceListInput = z.strictObject({
  status: z.enum(invoiceStatuses).optional(),
  kind: z.enum(invoiceKinds).optional(),
  /** Only those that are contested, or that are not. */
  disputed: z.boolean().optional(),
  /** Invoice or order number, buyer's name or e-mail. */
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type InvoiceListInput = z.infer<typeof invoiceListInput>;

export const invoiceIdInput = z.strictObject({ id: z.string().min(1).max(40) });

const paperSchema = z.object({ id: z.string(), number: z.string(), issueDate: z.iso.date().nullable() });

export const invoiceDetailSchema = invoiceRowSchema.extend({
  locale: z.enum(["fr", "en"]),
  seller: sellerSchema,
  buyerDetail: buyerSchema,
  deliveryTo: postal,
  /** reverse_charge: without VAT, for a company of another member state. */
  taxTreatment: z.enum(["standard", "reverse_charge"]),
  dueDate: z.iso.date().nullable(),
  /** On account: net_30, eom_45 (kernel/payment-terms.ts). */
  paymentTerms: z.string().nullable(),
  postedAt: z.iso.datetime().nullable(),
  orderPlacedAt: z.iso.datetime(),
  /** How the buyer calls the purchase (EN 16931, BT-13). */
  purchaseReference: z.string().nullable(),
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
  reverses: paperSchema.nullable(),
  /** Of an invoice: what corrected it, and what is left to credit. */
  creditNotes: z.array(z.object({ id: z.string(), number: z.string().nullable(), total: moneySchema })),
  creditable: moneySchema,
  /** It only made room for the same invoice in another name: no money went back. */
  isReissue: z.boolean(),
  /** The invoice instead of which this one was made; the one that was made instead of this. */
  replaces: paperSchema.nullable(),
  replacedBy: paperSchema.nullable(),
});
export type InvoiceDetail = z.infer<typeof invoiceDetailSchema>;

/** Why an invoice cannot be made out to a company any more, or never could. */
export const reissueRefusals = [
  "invoicing.reissue_not_invoice",
  "invoicing.reissue_replaced",
  "invoicing.reissue_company",
  "invoicing.reissue_abroad",
  "invoicing.reissue_credited",
  "invoicing.reissue_too_late",
] as const;
export type ReissueRefusal = (typeof reissueRefusals)[number];

const said = (longest: number) => z.string().trim().min(2).max(longest);
const perhaps = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => text || undefined)
    .optional();

/** The company that an issued invoice is made out to: its name, its address and the numbers that its law asks for. */
export const reissueInput = z.strictObject({
  /** Of the invoice. */
  number: z.string().min(1).max(40),
  company: said(120),
  line1: said(120),
  line2: perhaps(120),
  postcode: said(12),
  city: said(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** SIREN or SIRET: a French company has one. */
  registration: perhaps(20),
  /** With its prefix: "BE0428759497". A company of another member state has one. */
  vatNumber: perhaps(30),
});
export type ReissueInput = z.infer<typeof reissueInput>;

/** An own invoice, and whether it can still be made out to a company: `until` the last day, `refusal` why not. */
export const ownInvoiceDetailSchema = invoiceDetailSchema.extend({
  reissue: z.object({ until: z.iso.date().nullable(), refusal: z.enum(reissueRefusals).nullable() }),
});
export type OwnInvoiceDetail = z.infer<typeof ownInvoiceDetailSchema>;

export const ownInvoiceSchema = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(invoiceKinds),
  issueDate: z.iso.date(),
  orderNumber: z.string(),
  total: moneySchema,
  /** One contests it. */
  disputed: z.boolean(),
  /** It can be made out to a company. */
  mayReissue: z.boolean(),
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
  ...reissueRefusals,
  "invoicing.company_number_missing",
  "invoicing.company_unknown",
  "invoicing.postcode_malformed",
] as const;
export type InvoicingErrorCode = (typeof invoicingErrorCodes)[number];
