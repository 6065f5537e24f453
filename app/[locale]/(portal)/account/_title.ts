import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** The page's title, in the reader's language. */
export const titled =
  (key: "overview" | "orders" | "invoices" | "wishlist" | "reviews" | "addresses" | "profile" | "security") =>
  (
    key:
      | "overview"
      | "orders"
      | "invoices"
      | "wishlist"
      | "reviews"
      | "addresses"
      | "profile"
      | "company"
      | "approvals"
      | "invitation"
      | "quickOrder",
  ) =>
  async (): Promise<Metadata> => ({
    title: (await getTranslations("portal.nav"))(key),
  });
