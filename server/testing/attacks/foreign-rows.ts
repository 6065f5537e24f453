// The rows of foreign.itest.ts: what is asked for, and of whom it is.
import type { Estate } from "./estate.ts";

type Inputs = [name: string, input: object][];
export type Row = {
  /** What the owner would send, where somebody signed in owns it. */
  own?: (e: Estate) => object;
  /** Who owns it, unless the owner of the estate. */
  by?: "buyer";
  attacks: (e: Estate) => Inputs;
  /** Only the heads of a company may. */
  heads?: true;
  refused?: readonly number[];
};

/** Belongs to whoever is signed in: the very same question, asked by others. */
const own = (input: (e: Estate) => object, more: Partial<Row> = {}): Row => ({
  own: input,
  attacks: (e) => [["as it is", input(e)]],
  ...more,
});

/** A letter of a secret changed: it must not open what the whole one opens. */
export const flipped = (secret: string) => `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`;
const guesses = (real?: string): [string, unknown][] => [
  ["guessed", "x".repeat(43)],
  ["guessed in hexadecimal", "0".repeat(40)],
  ["empty", ""],
  ["a path", "../../../etc/passwd"],
  ["an object", { $ne: null }],
  ["a list", ["x".repeat(43), "y".repeat(43)]],
  ["nothing", null],
  ["sql", "' OR 1=1 --"],
  ...(real
    ? ([
        ["a letter changed", flipped(real)],
        ["cut short", real.slice(0, -1)],
        ["made longer", `${real}A`],
        ["given twice", `${real},${real}`],
      ] as [string, unknown][])
    : []),
];
const secretRefused = [400, 401, 403, 404, 409, 410, 422];

/** Opened by a secret alone: everything that is nearly the secret. */
const secret = (rest: (e: Estate) => object = () => ({}), key = "token", real?: (e: Estate) => string): Row => ({
  attacks: (e) => guesses(real?.(e)).map(([name, token]) => [name, { ...rest(e), [key]: token }]),
  refused: secretRefused,
});
const byLink = (rest?: (e: Estate) => object): Row => secret(rest, "token", (e) => e.sent.token);

const words = {
  stars: 1,
  title: "Mine",
  text: "Words of somebody else, long enough.",
  displayName: "M.",
  language: "fr",
};
const question = { category: "order", subject: "Mine", body: "Words of somebody else", files: [] };
const password = "a long enough password of mine";
const changed = { recipient: "Mallory", line1: "1 rue du Vol", postcode: "75001", city: "Paris", country: "FR" };
const acceptance = {
  ...{ delivery: changed, billing: null, paymentMethod: "transfer", acceptTerms: true, signature: "x" },
};
const sendBack = (e: Estate) => ({ lines: [{ orderLineId: e.sent.lines[0]?.id ?? "", quantity: 1 }] });
const announcement = (e: Estate) => ({
  ...sendBack(e),
  ...{ reason: "withdrawal", wayBack: "store", storeCode: "T2", unopened: false, photos: [] },
});
/** By the number, of the account; by the link, of whoever holds it. */
const both = (rest: (e: Estate) => object, which: "sent" | "open"): Row => ({
  own: (e) => ({ ...rest(e), number: e[which].number }),
  attacks: (e) => [
    ["by number", { ...rest(e), number: e[which].number }],
    ...guesses(which === "sent" ? e.sent.token : undefined).map(
      ([name, token]) => [`by link, ${name}`, { ...rest(e), token }] as [string, object],
    ),
  ],
  refused: secretRefused,
});

/** Every procedure that names a record of somebody. */
export const owned: Record<string, Row> = {
  "account.orders.get": own((e) => ({ number: e.sent.number })),
  "account.orders.again": own((e) => ({ number: e.sent.number })),
  "account.orders.link": own((e) => ({ number: e.sent.number })),
  "account.returns.get": own((e) => ({ number: e.back })),
  "account.claims.get": own((e) => ({ number: e.claim })),
  "account.invoices.get": own((e) => ({ number: e.sent.invoice })),
  "account.invoices.reissue": own((e) => ({
    ...{ number: e.sent.invoice, company: "Mallory SARL", line1: "1 rue du Vol", postcode: "75001", city: "Paris" },
    ...{ country: "FR", registration: "732829320" },
  })),
  "account.addresses.update": own((e) => ({ id: e.address, type: "delivery", ...changed })),
  "account.addresses.remove": own((e) => ({ id: e.address })),
  "account.reviews.write": own((e) => ({ orderLineId: e.sent.lines[1]?.id ?? "", ...words })),
  "account.reviews.edit": own((e) => ({ id: e.review.id, version: e.review.version, ...words })),
  "account.reviews.remove": own((e) => ({ id: e.review.id, version: e.review.version })),
  "account.tickets.get": own((e) => ({ number: e.ticket.number })),
  "account.tickets.reply": own((e) => ({ number: e.ticket.number, body: "Mine", files: [] })),
  "account.tickets.open": own((e) => ({ ...question, orderNumber: e.sent.number })),
  "account.quotes.get": own((e) => ({ id: e.quote })),
  "account.quotes.ways": own((e) => ({ id: e.quote })),
  "account.quotes.price": own((e) => ({ id: e.quote, country: "FR" })),
  "account.quotes.accept": own((e) => ({ id: e.quote, ...acceptance })),
  "account.quotes.askApproval": { attacks: (e) => [["as it is", { id: e.quote, ...acceptance }]] },
  "account.quotes.decline": own((e) => ({ id: e.quote, reason: "Mine" })),
  "account.invoices.settlePayment": {
    attacks: () => [["as it is", { id: "apm_01m825vbbv8hwgwyrakeqmacw4" }]],
    refused: secretRefused,
  },
  "shop.quotes.get": secret(),
  "account.companies.get": own((e) => ({ companyId: e.companyId })),
  "account.companies.actFor": own((e) => ({ companyId: e.companyId })),
  "account.companies.setSettings": own(
    (e) => ({ companyId: e.companyId, version: 1, referenceRequired: true, ownApproval: true }),
    { heads: true },
  ),
  "account.companies.invite": own(
    (e) => ({ companyId: e.companyId, email: "mallory@example.com", roles: ["administrator"] }),
    {
      heads: true,
    },
  ),
  "account.companies.setMember": own(
    (e) => ({ companyId: e.companyId, userId: e.buyer.userId, roles: ["administrator"] }),
    {
      heads: true,
    },
  ),
  "account.companies.revokeInvitation": own((e) => ({ companyId: e.companyId, invitationId: e.invitation.id }), {
    heads: true,
  }),
  "account.approvals.get": own((e) => ({ id: e.approval })),
  "account.approvals.quote": own((e) => ({ id: e.approval })),
  "account.approvals.approve": {
    attacks: (e) => [["as it is", { id: e.approval, signature: "x" }]],
    heads: true,
  },
  "account.approvals.refuse": own((e) => ({ id: e.approval, reason: "Mine" }), { heads: true }),
  "account.approvals.withdraw": own((e) => ({ id: e.approval }), { by: "buyer" }),
  "account.companies.removeMember": own((e) => ({ companyId: e.companyId, userId: e.owner.userId }), { heads: true }),
  // An invitation opens for the mailbox that it was sent to, whoever else holds its link.
  "account.companies.invitation": secret(
    () => ({}),
    "token",
    (e) => e.invitation.token,
  ),
  "account.companies.join": {
    attacks: (e) => [["the very link", { token: e.invitation.token }], ...secretInputs(e.invitation.token)],
    refused: secretRefused,
  },
  "shop.cart.setQuantity": { attacks: (e) => [["as it is", { lineId: e.cartLine, quantity: 0 }]] },
  "shop.orderChanges.get": both(() => ({}), "open"),
  "shop.orderChanges.ways": both(() => ({ country: "FR", postcode: "75001" }), "open"),
  "shop.orderChanges.articles": both(() => ({ query: "chaise" }), "open"),
  "shop.orderChanges.preview": both(() => ({ delivery: changed }), "open"),
  "shop.orderChanges.confirm": both(
    () => ({ delivery: changed, version: 1, signature: "x", idempotencyKey: "11111111-1111-4111-8111-111111111111" }),
    "open",
  ),
  "shop.orderChanges.withdraw": {
    attacks: (e) => [["as it is", { number: e.open.number, amendmentId: "oam_x" }]],
    refused: secretRefused,
  },
  "shop.orderReturns.options": both(() => ({}), "sent"),
  "shop.orderReturns.quote": both(sendBack, "sent"),
  "shop.orderReturns.announce": both(announcement, "sent"),
  "shop.orderReturns.get": both((e) => ({ returnNumber: e.back }), "sent"),
  "shop.orderReturns.chooseWay": both(
    (e) => ({ returnNumber: e.back, version: 1, wayBack: "store", storeCode: "T2" }),
    "sent",
  ),
  "shop.orderReturns.cancel": both((e) => ({ returnNumber: e.back, version: 1 }), "sent"),
  "shop.orderClaims.options": both(() => ({}), "sent"),
  "shop.orderClaims.open": both(
    (e) => ({ ...sendBack(e), kind: "damaged", wish: "refund", description: "Words of somebody else", photos: [] }),
    "sent",
  ),
  "shop.orderClaims.get": both((e) => ({ claimNumber: e.claim }), "sent"),
  "shop.orderClaims.withdraw": both((e) => ({ claimNumber: e.claim, version: 1 }), "sent"),
  "shop.orderChanges.cancel": both(() => ({ version: 1 }), "open"),
  "shop.order.byToken": byLink(),
  "shop.order.payDifference": byLink(),
  "shop.order.offerAccount": byLink(),
  // Quiet too: who guesses hears that a code was sent, and none is.
  "shop.order.sendCode": { ...byLink(), refused: [200, ...secretRefused] },
  "shop.order.openByCode": byLink(() => ({ code: "123456" })),
  "shop.reviews.ofOrder": byLink(),
  "shop.reviews.write": byLink((e) => ({ orderLineId: e.sent.lines[1]?.id ?? "", ...words })),
  "shop.reviews.edit": byLink((e) => ({ id: e.review.id, version: e.review.version, ...words })),
  "shop.reviews.remove": byLink((e) => ({ id: e.review.id, version: e.review.version })),
  "shop.reviews.agree": byLink(() => ({ agreed: true })),
  "shop.reviews.stopRequests": secret(),
  "shop.checkout.retryPayment": byLink(),
  "shop.checkout.giveUp": byLink(),
  "shop.checkout.settle": byLink(),
  "shop.help.order": byLink(() => question),
  "shop.help.get": secret(),
  "shop.help.reply": secret(() => ({ body: "Mine", files: [] })),
  "shop.alerts.confirm": secret(),
  "shop.alerts.stop": secret(),
  "shop.cart.restore": secret(),
  "shop.cart.stopReminders": secret(),
  "auth.confirmRegistration": secret(() => ({ password })),
  "auth.resetPassword": secret(() => ({ password })),
  "auth.confirmEmailChange": secret(),
  "auth.confirmErasure": secret(),
  "auth.undoEmailChange": secret(),
  // Quiet: the answer to somebody else's is the answer to nothing.
  "account.mails.endAlert": own((e) => ({ id: e.alert }), { refused: [200, 401] }),
  "account.security.endSession": own((e) => ({ id: e.session }), { refused: [200, 401] }),
};

function secretInputs(real: string): Inputs {
  return guesses(real).map(([name, token]) => [name, { token }]);
}

/** Names something, and nobody owns it; or it is tried elsewhere, as said. */
export const nobodys: Record<string, string> = {
  "account.companies.open": "the number is the VAT number of a new company",
  "account.security.activateFactor": "the code is of the asker's own device",
  "shop.cart.applyCoupon": "coupons.itest.ts",
  "shop.cart.applyGiftCard": "gift-cards.itest.ts",
  "shop.checkout.checkVat": "a public register's number",
  "shop.order.lookup": "answers the same whatever exists: e2e/api/accounts.spec.ts",
  "shop.reviews.report": "reviews are public",
  "shop.reviews.vote": "reviews are public",
};

/** Tables in which an attack would leave its mark. */
export const tables = [
  ...[
    "sales_order",
    "sales_order_line",
    "delivery",
    "customer_return",
    "claim",
    "invoice",
    "ticket",
    "ticket_message",
    "review",
  ],
  ...[
    "address",
    "membership",
    "company_account",
    "company_invitation",
    "approval_request",
    "mail_message",
    "cart_line",
  ],
];
