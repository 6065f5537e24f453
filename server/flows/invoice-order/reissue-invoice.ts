// Reissue an invoice: its buyer wants it made out to a company. The VAT number is checked with its register first, outside
// of any transaction; then credit note, new invoice, timeline and books are written together. The reader's scope finds it.
// Permission account.invoice.own. Locks: order → invoice → counters.
import type { Scope } from "#server/access/scope.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Buyer, InvoiceDetail, ReissueInput } from "#server/modules/invoicing/contract.ts";
import { invoiceDetail, ownInvoice, reissueInvoice as reissue } from "#server/modules/invoicing/index.ts";
import { isPostcode } from "#server/modules/partners/contract.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { checkVatNumber } from "../checkout/check-vat.ts";
import { companyBill } from "../checkout/company-bill.ts";
import { wordsOf } from "../documents/words.ts";
import { keepBooks } from "../keep-books/keep-books.ts";

/**
 * Answers the new invoice's number. A register that gives no answer does not stand in the way: the tax stays as it was.
 * Throws not_found `invoicing.invoice_not_found`, for foreign ones too; conflict with a `ReissueRefusal` { until }; invalid
 * `invoicing.postcode_malformed`, `invoicing.company_number_missing`, `tax.vat_number_malformed`,
 * `tax.company_number_malformed`; unprocessable `invoicing.company_unknown` (the register knows no such number).
 */
export async function reissueInvoice(
  scope: Scope,
  input: ReissueInput,
  by: By,
  clock: Clock = systemClock,
): Promise<{ number: string }> {
  const found = await ownInvoice(db(), scope, input.number, clock.now());
  const buyer = buyerOf(found, input);
  // A refusal is said under the lock: here one may read half of what another just did. It only spares the register a question.
  if (buyer.vatNumber && !found.reissue.refusal) {
    const { status } = await checkVatNumber({ vatNumber: buyer.vatNumber }, clock.now());
    if (status === "invalid") throw new DomainError("unprocessable", "invoicing.company_unknown");
  }
  return inTx(async (tx) => {
    const order = await lockOrder(tx, found.orderNumber);
    // Orders can change hands: what counts is whose it is now.
    await invoiceDetail(tx, scope, { id: found.id });
    const reason = wordsOf(found.locale).t("creditNote.reissue", { company: input.company });
    const { invoice, note } = await reissue(tx, { invoiceId: found.id, buyer, reason }, clock);
    const told = [
      { type: "credited", data: { number: note.number, invoiceId: note.id } },
      { type: "invoiced", data: { number: invoice.number, invoiceId: invoice.id } },
    ];
    for (const entry of told) await recordEvent(tx, order.id, entry, by, clock.now());
    const data = { number: invoice.number, replaces: input.number, creditNote: note.number };
    await audit(tx, by, "invoicing.invoice_reissued", { type: "invoice", id: invoice.id }, data);
    await keepBooks(tx, order.id, clock.now());
    return { number: invoice.number };
  });
}

/** A French company has a SIREN, one of another member state its VAT number: what an invoice to it has to bear. */
function buyerOf(invoice: InvoiceDetail, input: ReissueInput): Buyer {
  const { company, registration, vatNumber, country, postcode, line1, line2, city } = input;
  if (!isPostcode(country, postcode)) throw new DomainError("invalid", "invoicing.postcode_malformed");
  if (!(country === "FR" ? registration : vatNumber))
    throw new DomainError("invalid", "invoicing.company_number_missing");
  const { recipient, email } = invoice.buyerDetail;
  const bill = companyBill(
    { recipient, line1, postcode, city, country },
    { name: company, ...(registration && { registration }), ...(vatNumber && { vatNumber }) },
  );
  return {
    ...{ recipient, email, company, line1, postcode, city, country, professional: true },
    line2: line2 ?? null,
    region: null,
    siren: bill.siren ?? null,
    siret: bill.siret ?? null,
    vatNumber: bill.vatNumber ?? null,
  };
}
