import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { LabelFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { labelPaper } from "./label-paper.ts";
import { wordsOf } from "./words.ts";

/** What is stuck on a parcel: where it goes in the first place, and the number that the carrier scans. */
export function parcelLabel(label: LabelFacts, seller: Seller, locale: Locale): PdfDocument {
  const words = wordsOf(locale);
  const { t } = words;
  return {
    ...labelPaper(words, label, seller),
    title: t("label.title", { number: label.trackingNumber }),
    heading: label.carrier,
    facts: [
      { label: t("label.service"), value: label.service },
      { label: t("label.routing"), value: label.routing },
      { label: t("label.parcel"), value: label.number },
      ...(label.weightG === null
        ? []
        : [{ label: t("label.weight"), value: `${words.quantity(label.weightG / 1000)} kg` }]),
    ],
    notices: label.instructions ? [t("slip.instructions", { text: label.instructions })] : [],
  };
}
