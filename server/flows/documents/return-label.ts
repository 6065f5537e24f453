import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { ReturnLabelFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { labelPaper } from "./label-paper.ts";
import { wordsOf } from "./words.ts";

/** What brings a return home: the carrier's label, or a slip to lay in a parcel that the buyer sends by themselves. */
export function returnLabel(label: ReturnLabelFacts, seller: Seller, locale: Locale): PdfDocument {
  const words = wordsOf(locale);
  const { t } = words;
  const facts = [
    { label: t("label.service"), value: label.service },
    { label: t("label.routing"), value: label.routing },
    { label: t("returnLabel.return"), value: label.returnNumber },
  ];
  return {
    ...labelPaper(words, label, seller),
    title: t("returnLabel.title", { number: label.returnNumber }),
    heading: t(label.booked ? "returnLabel.labelHeading" : "returnLabel.slip"),
    facts: label.booked ? facts : facts.slice(2),
    notices: [t(label.booked ? "returnLabel.instruction" : "returnLabel.inside")],
  };
}
