import { defineRouting } from "next-intl/routing";
import { defaultLocale, locales } from "#server/kernel/locales.ts";

/** No locale cookie: a `Set-Cookie` on a page would keep every shared cache from storing it. */
export const routing = defineRouting({ locales, defaultLocale, localePrefix: "always", localeCookie: false });
