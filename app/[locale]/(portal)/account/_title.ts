import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

type PageName =
  | "overview"
  | "orders"
  | "returns"
  | "claims"
  | "invoices"
  | "help"
  | "points"
  | "wishlist"
  | "reviews"
  | "addresses"
  | "company"
  | "approvals"
  | "invitation"
  | "quickOrder"
  | "quotes"
  | "profile"
  | "security"
  | "privacy";

/** The page's title, in the reader's language. */
export const titled = (key: PageName) => async (): Promise<Metadata> => ({
  title: (await getTranslations("portal.nav"))(key),
});
