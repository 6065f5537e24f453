// The attack list: what is tried on a shop, line by line, and the suites that prove it refused. A suite proves a line by a test or
// a group of tests whose title begins with "line 7: " (or "lines 20 and 34: "). attack-list.test.ts holds list, suites and
// docs/attack-list.md together.

export type AttackLine = { line: number; attack: string; suites: readonly string[] };

const attacks = (name: string) => `server/testing/attacks/${name}.itest.ts`;
const e2e = (name: string) => `e2e/api/${name}.spec.ts`;

export const attackList: readonly AttackLine[] = [
  {
    line: 1,
    attack: "A record or paper of somebody else, by id, link, export or filter",
    suites: [attacks("foreign"), "server/api/documents.itest.ts", e2e("access"), e2e("foreign-pages")],
  },
  {
    line: 2,
    attack: "A guest's order link guessed, cut, or used for ever",
    suites: [attacks("foreign"), "server/flows/track-order/aged-link.itest.ts"],
  },
  {
    line: 3,
    attack: "A list of permissions that comes out empty",
    suites: ["server/api/role-matrix.itest.ts", "server/auth/session.itest.ts", "server/access/scope.itest.ts"],
  },
  {
    line: 4,
    attack: "The e-mail-change link of one account, used by another",
    suites: [attacks("foreign"), "server/flows/sign-in/security.itest.ts"],
  },
  {
    line: 5,
    attack: "Finding out who has an account, by words or by work",
    suites: [
      attacks("mailboxes"),
      "server/flows/sign-in/sign-in.itest.ts",
      "server/auth/session.itest.ts",
      e2e("accounts"),
    ],
  },
  {
    line: 6,
    attack: "Registering a victim's address first, to get the victim's guest orders",
    suites: [
      attacks("mailboxes"),
      "server/flows/claim-orders/claim-orders.itest.ts",
      "server/flows/sign-in/sign-in.itest.ts",
    ],
  },
  {
    line: 7,
    attack: "Two addresses, or look-alike letters, where one address is asked",
    suites: [attacks("mailboxes"), "server/kernel/email.test.ts"],
  },
  {
    line: 8,
    attack: "Sending price, status, role or owner along with a change",
    suites: [attacks("every-input"), e2e("contract")],
  },
  {
    line: 9,
    attack: "Guarded pages by every address that got around guards elsewhere",
    suites: [e2e("access"), e2e("foreign-pages"), "app/_page/pages.test.ts"],
  },
  {
    line: 10,
    attack: "Malformed, deep, huge and polluting inputs",
    suites: [attacks("every-input"), e2e("contract")],
  },
  {
    line: 11,
    attack: "Having the shop fetch private addresses",
    suites: ["server/adapters/fetch-image/fetch-image.test.ts", e2e("doors")],
  },
  {
    line: 12,
    attack: "A shared cache that gives one visitor another's answer",
    suites: [attacks("foreign"), attacks("every-input"), e2e("foreign-pages"), e2e("access")],
  },
  { line: 13, attack: "SQL in sorts, filters, languages and currencies", suites: [attacks("every-input")] },
  { line: 14, attack: "More than twenty calls in one request", suites: [attacks("inputs")] },
  {
    line: 15,
    attack: "Scripts in what is stored: reviews, names, messages, rich text, pictures",
    suites: [
      e2e("stored-scripts"),
      attacks("attachments"),
      "server/platform/media.test.ts",
      "server/kernel/marked-text.test.ts",
      "server/flows/import-catalogue/parse-products.test.ts",
      "server/modules/notifications/templates.test.ts",
      "app/_data/structured-data.test.ts",
    ],
  },
  {
    line: 16,
    attack: "Paths out of the media store and the private files",
    suites: ["server/platform/media.test.ts", attacks("attachments"), e2e("doors")],
  },
  {
    line: 17,
    attack: "Formulas in the cells of spreadsheets",
    suites: [attacks("exports"), "server/kernel/csv.test.ts"],
  },
  {
    line: 18,
    attack: "Changes sent by another site; being led to another site",
    suites: [
      attacks("every-input"),
      attacks("attachments"),
      e2e("contract"),
      e2e("doors"),
      "server/modules/identity/contract.test.ts",
      "server/auth/session.itest.ts",
    ],
  },
  {
    line: 19,
    attack: "Trying stolen passwords on one account, or on many from one address",
    suites: ["server/flows/sign-in/sign-in.itest.ts", "server/flows/sign-in/security.itest.ts"],
  },
  { line: 20, attack: "Paying the old amount after filling the basket further", suites: [attacks("prices")] },
  { line: 21, attack: "Naming one's own price, tax, currency or delivery cost", suites: [attacks("inputs")] },
  { line: 22, attack: "Quantities that are none", suites: [attacks("inputs")] },
  { line: 23, attack: "A coupon more often than it may be used", suites: [attacks("coupons")] },
  { line: 24, attack: "A gift card in two baskets at once", suites: [attacks("gift-cards")] },
  { line: 25, attack: "More buyers than pieces", suites: [attacks("stock")] },
  { line: 26, attack: "Paying after the hold has ended", suites: [attacks("stock"), attacks("coupons")] },
  { line: 27, attack: "Ordering twice by a second press, tab or the back button", suites: [attacks("twice")] },
  { line: 28, attack: "Webhooks repeated, late, reordered or forged", suites: [attacks("webhooks"), e2e("webhooks")] },
  { line: 29, attack: "Changing the basket in the moment of ordering", suites: [attacks("prices")] },
  { line: 30, attack: "The same articles in opposite orders", suites: [attacks("stock")] },
  { line: 31, attack: "A lock that never ran", suites: ["server/testing/locks/locks.itest.ts"] },
  { line: 32, attack: "More money back than was taken", suites: [attacks("refunds")] },
  { line: 33, attack: "Sending back more than arrived, twice or too late", suites: [attacks("returns")] },
  { line: 34, attack: "A price list that changes between basket and payment", suites: [attacks("prices")] },
  {
    line: 35,
    attack: "Hidden goods and prices through index, facets or suggestions",
    suites: [attacks("hidden-goods")],
  },
  { line: 36, attack: "Ordering with a step left out", suites: [attacks("inputs")] },
];

/** The lines that a source says it proves, with the rest of each title. */
export const provedIn = (source: string): { line: number; title: string }[] =>
  [...source.matchAll(/(["`])lines? (\d+(?:(?:, | and )\d+)*): (.*?)\1/g)].flatMap(([, , lines = "", title = ""]) =>
    [...lines.matchAll(/\d+/g)].map(([line]) => ({ line: Number(line), title })),
  );
