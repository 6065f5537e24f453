import type { AddressInput } from "#server/modules/sales/contract.ts";

export type AddressDraft = Record<
  "recipient" | "company" | "line1" | "line2" | "postcode" | "city" | "country" | "instructions",
  string
>;

/** What the shopper has typed so far. Kept for the tab, so that "back" and a reload lose nothing. */
export type CheckoutDraft = {
  email: string;
  phone: string;
  delivery: AddressDraft;
  sameBilling: boolean;
  billing: AddressDraft;
  shippingMethod: string;
  paymentMethod: "online" | "transfer";
  note: string;
  terms: boolean;
};

export const emptyAddress: AddressDraft = {
  recipient: "",
  company: "",
  line1: "",
  line2: "",
  postcode: "",
  city: "",
  country: "FR",
  instructions: "",
};

export const emptyDraft: CheckoutDraft = {
  email: "",
  phone: "",
  delivery: emptyAddress,
  sameBilling: true,
  billing: emptyAddress,
  shippingMethod: "",
  paymentMethod: "online",
  note: "",
  terms: false,
};

/** Field → key of its message in checkout.errors. Fields in the order of the page, so the first one gets the focus. */
export type Problems = Partial<Record<string, ProblemKey>>;
export type ProblemKey =
  | "email"
  | "recipient"
  | "line1"
  | "postcode"
  | "postcodeFR"
  | "city"
  | "country"
  | "phone"
  | "shippingMethod"
  | "terms";

function addressProblems(address: AddressDraft, prefix: string): Problems {
  const problems: Problems = {};
  const short = (value: string, least: number) => value.trim().length < least;
  if (short(address.recipient, 2)) problems[`${prefix}.recipient`] = "recipient";
  if (short(address.line1, 2)) problems[`${prefix}.line1`] = "line1";
  if (short(address.postcode, 2)) problems[`${prefix}.postcode`] = "postcode";
  else if (address.country === "FR" && !/^\d{5}$/.test(address.postcode.replace(/\s/g, ""))) {
    problems[`${prefix}.postcode`] = "postcodeFR";
  }
  if (short(address.city, 1)) problems[`${prefix}.city`] = "city";
  if (!/^[A-Z]{2}$/.test(address.country)) problems[`${prefix}.country`] = "country";
  return problems;
}

/** Everything that would be refused. The server checks again; this is for kind words at the right place. */
export function problemsOf(draft: CheckoutDraft): Problems {
  const problems: Problems = {};
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(draft.email.trim())) problems.email = "email";
  if (draft.phone.trim() && draft.phone.replace(/\D/g, "").length < 6) problems.phone = "phone";
  Object.assign(problems, addressProblems(draft.delivery, "delivery"));
  if (!draft.sameBilling) Object.assign(problems, addressProblems(draft.billing, "billing"));
  if (!draft.shippingMethod) problems.shippingMethod = "shippingMethod";
  if (!draft.terms) problems.terms = "terms";
  return problems;
}

/** The address as the API takes it: no empty fields. */
export function toAddress(draft: AddressDraft): AddressInput {
  const filled = Object.entries(draft).map(([key, value]) => [key, value.trim()] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== "")) as AddressInput;
}

/** What is known of a signed-in customer. */
export type KnownCustomer = { email: string; addresses: { id: string; label: string; address: AddressDraft }[] } | null;
