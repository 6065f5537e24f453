import { addDays } from "#server/kernel/calendar.ts";
import type { InvoiceDetail, ReissueRefusal } from "./contract.ts";

/** How many days after its issue an invoice may be made out anew: the quarter's books are then still open. */
export const reissueDays = 60;

/** The last day on which an invoice may be made out to a company. */
export const lastReissueDay = (issueDate: string): string => addDays(issueDate, reissueDays);

export type ReissueFacts = Pick<InvoiceDetail, "kind" | "status" | "issueDate" | "replacedBy"> & {
  professional: boolean;
  /** A country. */
  deliveredTo: string;
  taxTreatment: string;
  /** What credit notes left of it, in minor units. */
  leftMinor: number;
};

export const reissueFactsOf = (invoice: InvoiceDetail): ReissueFacts => ({
  ...invoice,
  professional: invoice.buyerDetail.professional,
  deliveredTo: invoice.deliveryTo.country,
  leftMinor: invoice.creditable.minor,
});

/**
 * Why an invoice cannot be made out to a company today (a day in Paris); null when it can. The tax stays as it was charged:
 * goods delivered in France bear French VAT whoever buys them (Directive 2006/112/EC, articles 31 and 32; CGI, article 258).
 * Goods that left for another member state would not: there the tax of a sale to a consumer and of one to a company differ
 * (articles 33 and 138), which no new name on a paper puts right. Such a request is for a person.
 */
export function reissueRefusal(invoice: ReissueFacts, today: string): ReissueRefusal | null {
  if (invoice.kind !== "invoice" || invoice.status !== "posted" || !invoice.issueDate) {
    return "invoicing.reissue_not_invoice";
  }
  if (invoice.replacedBy) return "invoicing.reissue_replaced";
  if (invoice.professional) return "invoicing.reissue_company";
  if (invoice.deliveredTo !== "FR" || invoice.taxTreatment !== "standard") return "invoicing.reissue_abroad";
  if (invoice.leftMinor === 0) return "invoicing.reissue_credited";
  return today > lastReissueDay(invoice.issueDate) ? "invoicing.reissue_too_late" : null;
}
