import type auth from "./app/_messages/fr/auth.json";
import type backoffice from "./app/_messages/fr/backoffice.json";
import type books from "./app/_messages/fr/books.json";
import type checkout from "./app/_messages/fr/checkout.json";
import type common from "./app/_messages/fr/common.json";
import type consent from "./app/_messages/fr/consent.json";
import type content from "./app/_messages/fr/content.json";
import type developers from "./app/_messages/fr/developers.json";
import type errors from "./app/_messages/fr/errors.json";
import type portal from "./app/_messages/fr/portal.json";
import type proof from "./app/_messages/fr/proof.json";
import type reviews from "./app/_messages/fr/reviews.json";
import type shipping from "./app/_messages/fr/shipping.json";
import type storefront from "./app/_messages/fr/storefront.json";
import type stores from "./app/_messages/fr/stores.json";
import type { Locale } from "./server/kernel/locales.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: {
      auth: typeof auth;
      backoffice: typeof backoffice;
      books: typeof books;
      proof: typeof proof;
      checkout: typeof checkout;
      content: typeof content;
      common: typeof common;
      consent: typeof consent;
      developers: typeof developers;
      errors: typeof errors;
      portal: typeof portal;
      reviews: typeof reviews;
      shipping: typeof shipping;
      storefront: typeof storefront;
      stores: typeof stores;
    };
  }
}
