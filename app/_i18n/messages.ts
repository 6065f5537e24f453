import type { Locale } from "#server/kernel/locales.ts";

/** The namespaces of the web faces: one file each in `app/_messages/<locale>/`. */
export const namespaces = [
  "common",
  "storefront",
  "checkout",
  "consent",
  "portal",
  "shipping",
  "stores",
  "content",
  "backoffice",
  "books",
  "proof",
  "reviews",
  "auth",
  "developers",
  "errors",
] as const;
export type Namespace = (typeof namespaces)[number];
type Tree = { [key: string]: string | Tree };

/** All messages of a language, by namespace. */
export async function loadMessages(locale: Locale): Promise<Record<string, Tree>> {
  const loaded = await Promise.all(
    namespaces.map(async (name) => [name, (await import(`../_messages/${locale}/${name}.json`)).default] as const),
  );
  return Object.fromEntries(loaded);
}

/** The part of a message tree that the browser needs: whole namespaces ("common") or branches ("storefront.cart"). */
export function pickMessages(all: Record<string, unknown>, paths: readonly string[]): Record<string, Tree> {
  const picked: Record<string, Tree> = {};
  for (const path of paths) {
    const keys = path.split(".");
    let from: unknown = all;
    let to = picked;
    for (const [i, key] of keys.entries()) {
      from = (from as Record<string, unknown> | undefined)?.[key];
      if (from === undefined) break;
      if (i === keys.length - 1) to[key] = from as Tree;
      else {
        to[key] ??= {};
        to = to[key] as Record<string, Tree>;
      }
    }
  }
  return picked;
}
