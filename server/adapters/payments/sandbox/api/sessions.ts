import type Stripe from "stripe";
import { stripeExponentOf } from "../../stripe-units.ts";
import type { FormObject } from "../form.ts";
import { toLineItems, toMetadata, toSession, toShippingRate } from "../objects/session.ts";
import { expireSession } from "../rules/expire.ts";
import type { SessionRecord } from "../store.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { toList } from "./list.ts";
import * as params from "./params.ts";

/** Stripe lets a session live from half an hour to a day; a few seconds of slack for the way. */
const [shortest, longest, slack] = [30 * 60, 24 * 3600, 60];
/** Half a unit of money is the least Stripe charges in most currencies. */
const leastAmount = 50;

function assertEnd(work: Work, expiresAt: number | undefined): void {
  if (expiresAt === undefined) return;
  const life = expiresAt - work.now;
  if (life < shortest - slack || life > longest + slack) {
    const which = life < shortest ? "at least 30 minutes" : "less than 24 hours";
    const message = `The \`expires_at\` timestamp must be ${which} from Checkout Session creation.`;
    throw invalidRequest(message, { param: "expires_at" });
  }
}

function assertOneCurrency(input: Stripe.Checkout.SessionCreateParams): void {
  const lines = (input.line_items ?? []).map((line) => line.price_data?.currency);
  const shipping = (input.shipping_options ?? []).map((option) => option.shipping_rate_data?.fixed_amount?.currency);
  if (new Set([...lines, ...shipping]).size > 1) {
    throw invalidRequest("All prices on a Checkout Session must have the same currency.", { param: "line_items" });
  }
}

/** Of currencies with three decimals Stripe takes multiples of ten only. */
function assertWholeUnits(session: Stripe.Checkout.Session): void {
  const currency = (session.currency ?? "eur").toUpperCase();
  if (stripeExponentOf(currency) !== 3 || (session.amount_total ?? 0) % 10 === 0) return;
  throw invalidRequest(`The amount in ${currency} must be rounded to the nearest ten.`, { param: "line_items" });
}

export function createSession(work: Work, body: FormObject): Stripe.Checkout.Session {
  const input: Stripe.Checkout.SessionCreateParams = params.readParams(params.createSession, body);
  assertEnd(work, input.expires_at);
  assertOneCurrency(input);
  if (input.customer && input.customer_email) {
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer",
    });
  }
  if (input.customer && !work.tx.get("customers", input.customer)) {
    throw missing("customer", input.customer, "customer");
  }
  const lines = toLineItems(work, input);
  const rateData = input.shipping_options?.[0]?.shipping_rate_data;
  const rate = rateData ? toShippingRate(work, rateData) : null;
  const session = toSession(work, input, lines.lineItems, rate);
  assertWholeUnits(session);
  if ((session.amount_total ?? 0) < leastAmount) {
    throw invalidRequest("The Checkout Session's total amount due must add up to at least 0.50.", {
      code: "amount_too_small",
    });
  }
  if (rate) work.tx.put("shippingRates", rate.id, rate);
  const data = input.payment_intent_data;
  const intentData = {
    description: data?.description ?? null,
    metadata: toMetadata(data?.metadata),
    captureMethod: data?.capture_method ?? "automatic_async",
  };
  work.tx.put("sessions", session.id, { session, ...lines, intentData });
  return session;
}

/** The session with an id. Throws Stripe's 404. */
export function sessionEntry(work: Work, id: string): SessionRecord {
  const entry = work.tx.get("sessions", id);
  if (!entry) throw missing("checkout.session", id, "session");
  return entry;
}

export const retrieveSession = (work: Work, id: string): Stripe.Checkout.Session => sessionEntry(work, id).session;

export const expire = (work: Work, id: string): Stripe.Checkout.Session => expireSession(work, sessionEntry(work, id));

export function listSessions(work: Work, query: FormObject): Stripe.ApiList<Stripe.Checkout.Session> {
  const filter = params.readParams(params.listSessions, query);
  const rows = work.tx
    .all("sessions")
    .map((entry) => entry.session)
    .filter((session) => !filter.payment_intent || session.payment_intent === filter.payment_intent)
    .filter((session) => !filter.status || session.status === filter.status)
    .filter((session) => session.created >= (filter.created?.gte ?? 0));
  return toList(rows, "/v1/checkout/sessions", filter);
}

export function listLineItems(work: Work, id: string): Stripe.ApiList<Stripe.LineItem> {
  const data = sessionEntry(work, id).lineItems;
  return { object: "list", data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
}
