import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { DocumentType, Journal } from "./contract.ts";

/** Whose account within the receivables: a customer, or a guest by name alone. */
export type Auxiliary = { id: string | null; name: string };

export type DraftLine = {
  /** Who plays this part, the most specific first: vat:FR:0.2, vat:FR, vat. */
  roles: readonly string[];
  auxiliary: Auxiliary | null;
  /** Minor units; one of the two is zero. */
  debitMinor: number;
  creditMinor: number;
};

export type EntryDraft = {
  journal: Journal;
  /** YYYY-MM-DD, business days. */
  date: string;
  label: string;
  currency: string;
  document: { type: Exclude<DocumentType, "entry">; id: string; ref: string; date: string };
  orderId: string | null;
  lines: readonly DraftLine[];
};

/** Amounts on the debit side; negative ones go to the other side, nothing gives no line. */
function debit(roles: readonly string[], minor: number, auxiliary: Auxiliary | null = null): DraftLine[] {
  if (minor === 0) return [];
  return [{ roles, auxiliary, debitMinor: Math.max(minor, 0), creditMinor: Math.max(-minor, 0) }];
}
const credit = (roles: readonly string[], minor: number, auxiliary: Auxiliary | null = null): DraftLine[] =>
  debit(roles, minor === 0 ? 0 : -minor, auxiliary);

/** `vat`, FR, 0.2000 → vat:FR:0.2, vat:FR, vat. */
export const rolesOf = (part: "sales" | "shipping" | "vat", country: string, rate: string): string[] => [
  `${part}:${country}:${toText(decimal(rate))}`,
  `${part}:${country}`,
  part,
];

export type InvoiceToPost = {
  kind: "invoice" | "credit_note";
  /** Where the goods go: whose tax it is. */
  country: string;
  totalMinor: number;
  customer: Auxiliary;
  /** Sold without VAT to a company of another member state: earned on accounts of its own. */
  reverseCharge?: boolean;
  lines: readonly { kind: "product" | "shipping"; taxRate: string; netMinor: number; taxMinor: number }[];
};

/**
 * An invoice: the customer owes the total; sales, shipping and the tax of each rate are earned or owed. Discounts on the
 * invoice itself lower the sales (plan comptable général, art. 512-2), so that net amounts are what is posted. A credit note
 * is the exact mirror. Throws conflict `accounting.entry_unbalanced` when the document does not add up.
 */
export function invoiceLines(document: InvoiceToPost): DraftLine[] {
  const sign = document.kind === "invoice" ? 1 : -1;
  const sums = new Map<string, { roles: string[]; minor: number }>();
  const addUp = (roles: string[], minor: number) => {
    const key = roles[0] ?? "";
    sums.set(key, { roles, minor: (sums.get(key)?.minor ?? 0) + minor });
  };
  for (const line of document.lines) {
    const part = line.kind === "shipping" ? "shipping" : "sales";
    const roles = rolesOf(part, document.country, line.taxRate);
    addUp(document.reverseCharge ? [`${part}:EU:0`, ...roles] : roles, line.netMinor);
  }
  for (const line of document.lines) addUp(rolesOf("vat", document.country, line.taxRate), line.taxMinor);
  return balanced([
    ...debit(["receivable"], sign * document.totalMinor, document.customer),
    ...[...sums.values()].flatMap(({ roles, minor }) => credit(roles, sign * minor)),
  ]);
}

export type PaymentToPost = {
  kind: "payment" | "refund";
  /** transfer: our bank account; otherwise the provider's balance, until it is paid out. */
  method: string;
  provider: string;
  amountMinor: number;
  customer: Auxiliary;
};

/** Money in: the bank or the provider holds it, the customer owes less. A refund is the exact mirror. */
export function paymentLines(payment: PaymentToPost): DraftLine[] {
  const sign = payment.kind === "payment" ? 1 : -1;
  const holder = payment.method === "transfer" ? ["bank"] : [`provider:${payment.provider}`, "provider"];
  return balanced([
    ...debit(holder, sign * payment.amountMinor),
    ...credit(["receivable"], sign * payment.amountMinor, payment.customer),
  ]);
}

/**
 * A gift card issued by hand: money owed to its holder, against a suspense account until it is known what was paid for it.
 * A voucher for any goods bears no VAT before it is spent (CGI, article 256 ter).
 */
export const giftCardLines = (amountMinor: number): DraftLine[] =>
  balanced([...debit(["suspense"], amountMinor), ...credit(["provider:gift-card", "provider"], amountMinor)]);

/** Throws conflict `accounting.entry_unbalanced` { difference } (minor units). */
export function balanced(lines: readonly DraftLine[]): DraftLine[] {
  const difference = lines.reduce((sum, line) => sum + line.debitMinor - line.creditMinor, 0);
  if (difference !== 0) throw new DomainError("conflict", "accounting.entry_unbalanced", { difference });
  return [...lines];
}

/** VE-2026-000001: journal, year, number without a gap. */
export const entryNumber = (journal: string, year: number, sequence: number): string =>
  `${journal}-${year}-${String(sequence).padStart(6, "0")}`;

/** The first of the roles that has an account. Throws conflict `accounting.role_missing` { role }. */
export function accountFor(roles: readonly string[], accounts: ReadonlyMap<string, string>): string {
  for (const role of roles) {
    const code = accounts.get(role);
    if (code) return code;
  }
  throw new DomainError("conflict", "accounting.role_missing", { role: roles.at(-1) ?? "" });
}
