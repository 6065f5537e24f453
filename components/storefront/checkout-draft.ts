import type { ShippingQuote } from "#server/modules/fulfilment/contract.ts";
import { isPostcode } from "#server/modules/partners/contract-postcodes.ts";
import type { AddressInput, CompanyInput } from "#server/modules/sales/contract.ts";
import { isFrenchCompanyNumber, isVatNumber } from "#server/modules/tax/contract-vat.ts";

export type AddressDraft = Record<
  "recipient" | "company" | "line1" | "line2" | "postcode" | "city" | "country" | "instructions",
  string
>;

/** What the shopper has typed so far. Kept for the tab, so that "back" and a reload lose nothing. */
export type CheckoutDraft = {
  /** Who buys: a company's id, "me", or nothing yet for a guest. */
  buyer: string;
  email: string;
  /** May be reminded of this basket: unticked until somebody ticks it. */
  remind: boolean;
  phone: string;
  delivery: AddressDraft;
  sameBilling: boolean;
  billing: AddressDraft;
  /** Bought for a company; `vatCheckId` stands for a number that was found valid. */
  company: { on: boolean } & Record<"name" | "vatNumber" | "registration" | "vatCheckId", string>;
  shippingMethod: string;
  paymentMethod: "online" | "transfer" | "account";
  note: string;
  /** The buyer's own number for this purchase. */
  reference: string;
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
  buyer: "",
  email: "",
  remind: false,
  phone: "",
  delivery: emptyAddress,
  sameBilling: true,
  billing: emptyAddress,
  company: { on: false, name: "", vatNumber: "", registration: "", vatCheckId: "" },
  shippingMethod: "",
  paymentMethod: "online",
  note: "",
  reference: "",
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
  | "postcodeOf"
  | "city"
  | "country"
  | "phone"
  | "companyName"
  | "vatNumber"
  | "registration"
  | "reference"
  | "shippingMethod"
  | "terms";

/** "69 002" is how some people write it; elsewhere a space belongs there. */
const written = ({ country, postcode }: AddressDraft): string =>
  country === "FR" ? postcode.replace(/\s/g, "") : postcode;

/** What is missing or wrong in an address, by field behind a prefix. */
export function addressProblems(address: AddressDraft, prefix: string): Problems {
  const problems: Problems = {};
  const short = (value: string, least: number) => value.trim().length < least;
  if (short(address.recipient, 2)) problems[`${prefix}.recipient`] = "recipient";
  if (short(address.line1, 2)) problems[`${prefix}.line1`] = "line1";
  if (short(address.postcode, 2)) problems[`${prefix}.postcode`] = "postcode";
  else if (!isPostcode(address.country, written(address))) {
    problems[`${prefix}.postcode`] = address.country === "FR" ? "postcodeFR" : "postcodeOf";
  }
  if (short(address.city, 1)) problems[`${prefix}.city`] = "city";
  if (!/^[A-Z]{2}$/.test(address.country)) problems[`${prefix}.country`] = "country";
  return problems;
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim());

/** Everything that would be refused. The server checks again; this is for kind words at the right place. */
export function problemsOf(draft: CheckoutDraft, referenceRequired = false): Problems {
  const problems: Problems = {};
  if (!isEmail(draft.email)) problems.email = "email";
  if (draft.phone.trim() && draft.phone.replace(/\D/g, "").length < 6) problems.phone = "phone";
  Object.assign(problems, addressProblems(draft.delivery, "delivery"));
  if (!draft.sameBilling) Object.assign(problems, addressProblems(draft.billing, "billing"));
  if (draft.company.on) {
    const { name, vatNumber, registration } = draft.company;
    if (name.trim().length < 2) problems["company.name"] = "companyName";
    if (vatNumber.trim() && !isVatNumber(vatNumber)) problems["company.vatNumber"] = "vatNumber";
    if (registration.trim() && !isFrenchCompanyNumber(registration)) problems["company.registration"] = "registration";
  }
  if (referenceRequired && !draft.reference.trim()) problems.reference = "reference";
  if (!draft.shippingMethod) problems.shippingMethod = "shippingMethod";
  if (!draft.terms) problems.terms = "terms";
  return problems;
}

/** The company as the API takes it; nothing when a person buys. */
export function toCompany({ company, ...draft }: CheckoutDraft): CompanyInput | undefined {
  if (!company.on) return undefined;
  const home = (draft.sameBilling ? draft.delivery : draft.billing).country === "FR";
  const [vatNumber, registration] = [company.vatNumber.trim(), company.registration.trim()];
  return {
    name: company.name.trim(),
    ...(vatNumber && { vatNumber }),
    ...(registration && home && { registration }),
    ...(company.vatCheckId && { vatCheckId: company.vatCheckId }),
  };
}

/** The address as the API takes it: no empty fields. */
export function toAddress(draft: AddressDraft): AddressInput {
  const filled = Object.entries({ ...draft, postcode: written(draft).toUpperCase() }).map(
    ([key, value]) => [key, value.trim()] as const,
  );
  return Object.fromEntries(filled.filter(([, value]) => value !== "")) as AddressInput;
}

/** What is known of a signed-in customer: who, where to, and how they had it sent and paid the last time. */
export type KnownCustomer = {
  buyer: string;
  email: string;
  addresses: { id: string; label: string; address: AddressDraft }[];
  /** The company that they buy for. */
  company: { name: string; referenceRequired: boolean; mayOrder: boolean; draft: CheckoutDraft["company"] } | null;
  usual: Partial<Pick<CheckoutDraft, "phone" | "shippingMethod" | "paymentMethod">>;
} | null;

/** The way of the last time, unless it costs more than the one at hand: nobody is led to spend more. */
export function usualMethod(offered: readonly ShippingQuote[], usual: string | undefined): ShippingQuote | undefined {
  const [first] = offered;
  return first && (offered.find((m) => m.code === usual && m.price.minor <= first.price.minor) ?? first);
}

export const draftKey = "comptoir-checkout";

/**
 * What is typed in this tab, over what is known; an address that nobody has begun does not hide the known one. Addresses and
 * numbers typed for another buyer stay theirs.
 */
export function withKept(known: CheckoutDraft, { buyer, ...typed }: Partial<CheckoutDraft>): CheckoutDraft {
  const others = Boolean(buyer) && buyer !== known.buyer;
  const { delivery, billing, sameBilling, company, reference, ...general } = typed;
  const kept: Partial<CheckoutDraft> = others ? general : typed;
  const begun = ({ recipient, line1 }: AddressDraft = emptyAddress) => recipient !== "" || line1 !== "";
  return {
    ...known,
    ...kept,
    email: kept.email || known.email,
    phone: kept.phone || known.phone,
    shippingMethod: kept.shippingMethod || known.shippingMethod,
    // Who buys for a company does so, whatever was begun before they chose it.
    company: known.company.on && !kept.company?.on ? known.company : (kept.company ?? known.company),
    delivery: kept.delivery && begun(kept.delivery) ? kept.delivery : known.delivery,
    terms: false,
  };
}
