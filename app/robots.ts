import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { siteUrl } from "#server/api/site.ts";
import { locales } from "#server/kernel/locales.ts";

/** Shop pages may be read; what is personal or endless may not. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  // Made for who asks: the build does not know the public address.
  await connection();
  const closed = [
    "account",
    "admin",
    "cart",
    "checkout",
    "order",
    "search",
    "sign-in",
    "register",
    "wishlist",
    "stock-alert",
  ];
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", ...locales.flatMap((l) => closed.map((p) => `/${l}/${p}`))],
    },
    sitemap: `${siteUrl()}/sitemap.xml`,
  };
}
