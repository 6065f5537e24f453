/**
 * Everything that the shop keeps in a visitor's browser. The privacy page shows this list and a browser test holds every page
 * against it: what is not here is not kept. All of it serves what the visitor asks for (a cart, a session, a list of
 * their own), nothing measures or recognises anybody: article 82 of the French data protection act asks no consent for that.
 */
export const keptInBrowser = [
  { key: "cart", place: "cookie", name: "comptoir_cart" },
  { key: "session", place: "cookie", name: "comptoir.session" },
  { key: "signIn", place: "cookie", name: "next-auth.csrf-token" },
  { key: "signIn", place: "cookie", name: "next-auth.callback-url" },
  { key: "theme", place: "local", name: "comptoir-theme" },
  { key: "wishlist", place: "local", name: "comptoir-wishlist" },
  { key: "recent", place: "local", name: "comptoir-recent" },
  { key: "store", place: "local", name: "comptoir-store" },
  { key: "known", place: "local", name: "comptoir-known" },
  { key: "checkout", place: "session", name: "comptoir-checkout" },
  { key: "payment", place: "session", name: "comptoir-pending-order" },
] as const;

export type KeptKey = (typeof keptInBrowser)[number]["key"];
