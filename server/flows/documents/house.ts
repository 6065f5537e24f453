import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import type { Words } from "./words.ts";

/** What every paper of the house has in common: who we are, at the head and at the foot of each page. */
export function housePaper(
  words: Words,
  seller: Seller,
): Pick<PdfDocument, "language" | "author" | "brand" | "letterhead" | "imprint" | "pageLabel" | "continued"> {
  const address = `${seller.line1}, ${seller.postcode} ${seller.city}`;
  return {
    language: words.locale,
    author: seller.name,
    brand: seller.name.replace(/ \(.*\)$/, ""),
    letterhead: [seller.name, address, `${seller.email} · ${seller.phone}`],
    // A number is never cut at the end of a line.
    imprint: [
      `${seller.name}, ${seller.legalForm}`,
      address,
      `SIREN ${seller.siren} ${seller.rcs}`,
      words.t("ids.vat", { value: seller.vatNumber }),
    ]
      .map((part) => part.replaceAll(" ", "\u00a0"))
      .join(" · "),
    pageLabel: (page, pages) => words.t("page", { page, pages }),
    continued: words.t("continued"),
  };
}
