import { toText } from "#server/kernel/decimal.ts";
import { type Money, toMajor } from "#server/kernel/money.ts";
import type { Buyer, InvoiceDetail, Postal } from "#server/modules/invoicing/contract.ts";
import { termsText, wordsOf } from "./words.ts";

/** What was paid of an invoice on the day it was posted. */
export type Settlement = { paidMinor: number; paidOn: string | null };

type Content = string | null | undefined | false;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML 1.0 can hold it: what it has no character for is left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (c) => entities[c] ?? c);

/** An element of others; left out when there is nothing in it. */
const el = (name: string, ...content: Content[]): string => {
  const inner = content.filter(Boolean).join("");
  return inner && `<ram:${name}>${inner}</ram:${name}>`;
};

/** An element of text, with attributes; left out when there is no text. */
const say = (name: string, text: string | null | undefined, attributes: Record<string, string> = {}): string => {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return text ? `<ram:${name}${said.join("")}>${escaped(text)}</ram:${name}>` : "";
};

const amount = (name: string, money: Money, attributes?: Record<string, string>): string =>
  say(name, toText(toMajor(money)), attributes);

const day = (name: string, date: string | null | undefined): string =>
  date
    ? `<ram:${name}><udt:DateTimeString format="102">${date.replaceAll("-", "")}</udt:DateTimeString></ram:${name}>`
    : "";

const percent = (rate: string): string => String(Number((Number(rate) * 100).toFixed(2)));

/**
 * An invoice or credit note for machines: UN/CEFACT Cross Industry Invoice D22B in the profile EN 16931 of Factur-X 1.0, to
 * travel within the paper for people (which it repeats: the same lines, taxes, totals, parties and notices). Unit codes,
 * document types and VAT categories are those of EN 16931 (UNTDID 1001, 5305, UN/ECE Rec. 20; VATEX for why there is no
 * VAT). For posted documents: throws RangeError for a draft, which has neither number nor date.
 */
export function invoiceXml(invoice: InvoiceDetail, settlement: Settlement): string {
  const { number, issueDate } = invoice;
  if (!number || !issueDate) throw new RangeError("a draft has no electronic form");
  const typeCode = invoice.kind === "credit_note" ? "381" : "380";
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"><rsm:ExchangedDocumentContext>${el("GuidelineSpecifiedDocumentContextParameter", say("ID", "urn:cen.eu:en16931:2017"))}</rsm:ExchangedDocumentContext><rsm:ExchangedDocument>${[
    say("ID", number),
    say("TypeCode", typeCode),
    day("IssueDateTime", issueDate),
    ...notes(invoice),
  ].join("")}</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>${[
    ...invoice.lines.map((line) => tradeLine(invoice, line)),
    agreement(invoice),
    el(
      "ApplicableHeaderTradeDelivery",
      el("ShipToTradeParty", say("Name", invoice.deliveryTo.recipient), address(invoice.deliveryTo)),
      el("ActualDeliverySupplyChainEvent", day("OccurrenceDateTime", invoice.suppliedOn)),
    ),
    settled(invoice, settlement),
  ].join("")}</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
`;
}

/** What the paper says in small print, by subject (UNTDID 4451: AAB discount, PMD late payment) where one fits. */
function notes(invoice: InvoiceDetail): string[] {
  const { t } = wordsOf(invoice.locale);
  const note = (content: string, subject?: string) =>
    el("IncludedNote", say("Content", content), say("SubjectCode", subject));
  return [
    ...(invoice.reason ? [note(t("creditNote.reason", { reason: invoice.reason }))] : []),
    note(t("invoice.nature")),
    ...(invoice.kind === "invoice" && invoice.buyerDetail.professional
      ? [note(t("invoice.noDiscount"), "AAB"), note(t("invoice.late"), "PMD")]
      : []),
  ];
}

/** Category and rate of a tax (UNTDID 5305): K is a supply to a company of another member state. */
function category(invoice: InvoiceDetail, rate: string): "K" | "S" | "Z" {
  if (invoice.taxTreatment === "reverse_charge") return "K";
  return Number(rate) > 0 ? "S" : "Z";
}

function tradeLine(invoice: InvoiceDetail, line: InvoiceDetail["lines"][number]): string {
  return el(
    "IncludedSupplyChainTradeLineItem",
    el("AssociatedDocumentLineDocument", say("LineID", String(line.position + 1))),
    el(
      "SpecifiedTradeProduct",
      say("SellerAssignedID", line.sku),
      say("Name", line.name),
      say("Description", line.description),
    ),
    el("SpecifiedLineTradeAgreement", el("NetPriceProductTradePrice", say("ChargeAmount", line.unitPrice))),
    el("SpecifiedLineTradeDelivery", say("BilledQuantity", String(line.quantity), { unitCode: "C62" })),
    el(
      "SpecifiedLineTradeSettlement",
      el(
        "ApplicableTradeTax",
        say("TypeCode", "VAT"),
        say("CategoryCode", category(invoice, line.taxRate)),
        say("RateApplicablePercent", percent(line.taxRate)),
      ),
      el("SpecifiedTradeSettlementLineMonetarySummation", amount("LineTotalAmount", line.net)),
    ),
  );
}

const address = (place: Pick<Postal, "postcode" | "line1" | "line2" | "city" | "country" | "region">): string =>
  el(
    "PostalTradeAddress",
    say("PostcodeCode", place.postcode),
    say("LineOne", place.line1),
    say("LineTwo", place.line2),
    say("CityName", place.city),
    say("CountryID", place.country),
    say("CountrySubDivisionName", place.region),
  );

const email = (text: string): string => el("URIUniversalCommunication", say("URIID", text, { schemeID: "EM" }));

const vat = (vatNumber: string | null): string =>
  el("SpecifiedTaxRegistration", say("ID", vatNumber?.replaceAll(" ", ""), { schemeID: "VA" }));

/** Scheme 0002 is SIREN, 0009 SIRET (ISO 6523). */
function legalId({ siren, siret }: Pick<Buyer, "siren" | "siret">): string {
  const id = siret ?? siren;
  return el("SpecifiedLegalOrganization", say("ID", id?.replaceAll(" ", ""), { schemeID: siret ? "0009" : "0002" }));
}

function agreement({ seller, buyerDetail: buyer, orderNumber, purchaseReference }: InvoiceDetail): string {
  return el(
    "ApplicableHeaderTradeAgreement",
    el(
      "SellerTradeParty",
      say("Name", seller.name),
      say("Description", `${seller.legalForm}, SIREN ${seller.siren} ${seller.rcs}`),
      legalId({ siren: seller.siren, siret: null }),
      el(
        "DefinedTradeContact",
        say("PersonName", seller.name),
        el("TelephoneUniversalCommunication", say("CompleteNumber", seller.phone)),
        el("EmailURIUniversalCommunication", say("URIID", seller.email)),
      ),
      address({ ...seller, line2: null, region: null }),
      email(seller.email),
      vat(seller.vatNumber),
    ),
    el(
      "BuyerTradeParty",
      say("Name", buyer.company ?? buyer.recipient),
      legalId(buyer),
      buyer.company && el("DefinedTradeContact", say("PersonName", buyer.recipient)),
      address(buyer),
      email(buyer.email),
      vat(buyer.vatNumber),
    ),
    el("SellerOrderReferencedDocument", say("IssuerAssignedID", orderNumber)),
    // BT-13: how the buyer calls the purchase.
    el("BuyerOrderReferencedDocument", say("IssuerAssignedID", purchaseReference)),
  );
}

function settled(invoice: InvoiceDetail, { paidMinor }: Settlement): string {
  const { t } = wordsOf(invoice.locale);
  const { currency } = invoice.total;
  const isNote = invoice.kind === "credit_note";
  const paid = isNote ? 0 : paidMinor;
  const open = invoice.total.minor - paid;
  const reverse = invoice.taxTreatment === "reverse_charge";
  const { iban } = invoice.seller;
  const earlier = invoice.reverses ?? invoice.replaces;
  return el(
    "ApplicableHeaderTradeSettlement",
    say("PaymentReference", invoice.number),
    say("InvoiceCurrencyCode", currency),
    // UNTDID 4461: 30 is a transfer. What is paid already needs no means.
    !isNote &&
      open > 0 &&
      iban &&
      el(
        "SpecifiedTradeSettlementPaymentMeans",
        say("TypeCode", "30"),
        el("PayeePartyCreditorFinancialAccount", say("IBANID", iban.replaceAll(" ", ""))),
      ),
    ...invoice.taxes.map((tax) =>
      el(
        "ApplicableTradeTax",
        amount("CalculatedAmount", tax.tax),
        say("TypeCode", "VAT"),
        reverse && say("ExemptionReason", t("invoice.reverseCharge")),
        amount("BasisAmount", tax.base),
        say("CategoryCode", category(invoice, tax.rate)),
        reverse && say("ExemptionReasonCode", "VATEX-EU-IC"),
        say("RateApplicablePercent", percent(tax.rate)),
      ),
    ),
    el(
      "SpecifiedTradePaymentTerms",
      say(
        "Description",
        isNote
          ? t(invoice.isReissue ? "creditNote.replaced" : "creditNote.refund")
          : termsText(wordsOf(invoice.locale), invoice.paymentTerms),
      ),
      day("DueDateDateTime", isNote ? null : (invoice.dueDate ?? invoice.issueDate)),
    ),
    el(
      "SpecifiedTradeSettlementHeaderMonetarySummation",
      amount("LineTotalAmount", invoice.net),
      amount("TaxBasisTotalAmount", invoice.net),
      amount("TaxTotalAmount", invoice.tax, { currencyID: currency }),
      amount("GrandTotalAmount", invoice.total),
      paid > 0 && amount("TotalPrepaidAmount", { minor: paid, currency }),
      amount("DuePayableAmount", { minor: open, currency }),
    ),
    // What a credit note corrects, and what an invoice stands instead of (BG-3).
    earlier &&
      el("InvoiceReferencedDocument", say("IssuerAssignedID", earlier.number), referenceDay(earlier.issueDate)),
  );
}

const referenceDay = (date: string | null): string =>
  date
    ? `<ram:FormattedIssueDateTime><qdt:DateTimeString format="102">${date.replaceAll("-", "")}</qdt:DateTimeString></ram:FormattedIssueDateTime>`
    : "";
