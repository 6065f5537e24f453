/** Stripe's lists in our words: what it knows of sessions and refunds since an instant, and what it has announced. */
import type Stripe from "stripe";
import type { JsonObject, ProviderTruth, TruthPage, WebhookEvent } from "#server/modules/payments/port.ts";
import { toTruth } from "./truth.ts";
import { movingEvents, toWebhookEvent } from "./webhook.ts";

const pageSize = 100;
/** How many pages of announcements one look takes: a shop that was away for longer asks again. */
const mostPages = 20;
/** Four levels, as deep as Stripe expands. */
const depth = ["data.payment_intent.latest_charge.refunds"];

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
const objectOf = <T extends { id: string }>(value: string | T | null | undefined): T | null =>
  value && typeof value === "object" ? value : null;

function truthOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): ProviderTruth {
  const charge = objectOf(intent?.latest_charge);
  return toTruth(session, intent, charge ? [charge] : []);
}

/** First the sessions opened since (cursor `s:…`), then the older ones of which money went back since (`r:…`). */
export async function listTruth(stripe: Stripe, input: { since: Date; cursor: string | null }): Promise<TruthPage> {
  const [phase, after] = [input.cursor?.slice(0, 1) ?? "s", input.cursor?.slice(2)];
  const query = { created: { gte: seconds(input.since) }, limit: pageSize, expand: depth };
  const page = { ...query, ...(after && { starting_after: after }) };
  if (phase === "s") {
    const { data, has_more } = await stripe.checkout.sessions.list(page);
    const items = data.map((session) => truthOf(session, objectOf(session.payment_intent)));
    return { items, cursor: has_more ? `s:${data.at(-1)?.id}` : "r:" };
  }
  const { data, has_more } = await stripe.refunds.list(page);
  const intents = new Map<string, Stripe.PaymentIntent>();
  for (const refund of data) {
    const intent = objectOf(refund.payment_intent);
    if (intent) intents.set(intent.id, intent);
  }
  const items: ProviderTruth[] = [];
  for (const intent of intents.values()) {
    const [session] = (await stripe.checkout.sessions.list({ payment_intent: intent.id, limit: 1 })).data;
    // What was opened since came with the sessions.
    if (session && session.created < seconds(input.since)) items.push(truthOf(session, intent));
  }
  return { items, cursor: has_more ? `r:${data.at(-1)?.id}` : null };
}

/** See `PaymentProvider.events`. */
export async function listEvents(stripe: Stripe, since: Date): Promise<WebhookEvent[]> {
  const query = { created: { gte: seconds(since) }, types: [...movingEvents], limit: pageSize };
  const found: Stripe.Event[] = [];
  for (let pages = 0; pages < mostPages; pages++) {
    const after = found.at(-1)?.id;
    const { data, has_more } = await stripe.events.list({ ...query, ...(after && { starting_after: after }) });
    found.push(...data);
    if (!has_more) break;
  }
  return found.reverse().flatMap((event) => {
    const told = toWebhookEvent(event, JSON.parse(JSON.stringify(event)) as JsonObject);
    return told ? [told] : [];
  });
}
