/** Stripe's addresses that the sandbox answers, and who answers them. */
import type Stripe from "stripe";
import type { SandboxEvent } from "../event-types.ts";
import { record } from "../events.ts";
import type { FormObject } from "../form.ts";
import { toCustomer } from "../objects/customer.ts";
import { cancelIntent, captureIntent } from "../rules/capture.ts";
import { createRefund } from "../rules/refund.ts";
import { missing, WireError } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { expandAll } from "./expand.ts";
import { toList } from "./list.ts";
import * as params from "./params.ts";
import * as sessions from "./sessions.ts";

type Call = { work: Work; id: string; body: FormObject };
type Route = { method: "GET" | "POST"; path: RegExp; answer: (call: Call) => unknown };

const found = <T>(row: T | undefined, what: string, id: string): T => {
  if (!row) throw missing(what, id, what);
  return row;
};

function createCustomer({ work, body }: Call): Stripe.Customer {
  const customer = toCustomer(work, params.readParams(params.createCustomer, body));
  work.tx.put("customers", customer.id, customer);
  record(work, "customer.created", customer);
  return customer;
}

function listCharges({ work, body }: Call): Stripe.ApiList<Stripe.Charge> {
  const filter = params.readParams(params.listByIntent, body);
  const of = filter.payment_intent;
  const since = filter.created?.gte ?? 0;
  const rows = work.tx
    .all("charges")
    .filter((charge) => (!of || charge.payment_intent === of) && charge.created >= since);
  return toList(rows, "/v1/charges", filter);
}

function listRefunds({ work, body }: Call): Stripe.ApiList<Stripe.Refund> {
  const filter = params.readParams(params.listByIntent, body);
  const of = filter.payment_intent;
  const since = filter.created?.gte ?? 0;
  const rows = work.tx
    .all("refunds")
    .filter((refund) => (!of || refund.payment_intent === of) && refund.created >= since);
  return toList(rows, "/v1/refunds", filter);
}

function listEvents({ work, body }: Call): Stripe.ApiList<SandboxEvent> {
  const filter = params.readParams(params.listEvents, body);
  const { type, types, created } = filter;
  const rows = work.tx
    .all("events")
    .filter((event) => (!type || event.type === type) && (!types || types.includes(event.type)))
    .filter((event) => event.created >= (created?.gte ?? 0));
  return toList(rows, "/v1/events", filter);
}

const routes: readonly Route[] = [
  { method: "POST", path: /^\/v1\/checkout\/sessions$/, answer: (c) => sessions.createSession(c.work, c.body) },
  { method: "GET", path: /^\/v1\/checkout\/sessions$/, answer: (c) => sessions.listSessions(c.work, c.body) },
  { method: "GET", path: /^\/v1\/checkout\/sessions\/(\w+)$/, answer: (c) => sessions.retrieveSession(c.work, c.id) },
  {
    method: "GET",
    path: /^\/v1\/checkout\/sessions\/(\w+)\/line_items$/,
    answer: (c) => sessions.listLineItems(c.work, c.id),
  },
  { method: "POST", path: /^\/v1\/checkout\/sessions\/(\w+)\/expire$/, answer: (c) => sessions.expire(c.work, c.id) },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/(\w+)$/,
    answer: (c) => found(c.work.tx.get("intents", c.id), "payment_intent", c.id),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(\w+)\/capture$/,
    answer: (c) => captureIntent(c.work, c.id, params.readParams(params.capturePayment, c.body).amount_to_capture),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(\w+)\/cancel$/,
    answer: (c) =>
      cancelIntent(c.work, c.id, params.readParams(params.cancelPayment, c.body).cancellation_reason ?? null),
  },
  { method: "GET", path: /^\/v1\/charges$/, answer: listCharges },
  {
    method: "GET",
    path: /^\/v1\/charges\/(\w+)$/,
    answer: (c) => found(c.work.tx.get("charges", c.id), "charge", c.id),
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    answer: (c) => createRefund(c.work, params.readParams(params.createRefund, c.body)),
  },
  { method: "GET", path: /^\/v1\/refunds$/, answer: listRefunds },
  {
    method: "GET",
    path: /^\/v1\/refunds\/(\w+)$/,
    answer: (c) => found(c.work.tx.get("refunds", c.id), "refund", c.id),
  },
  { method: "POST", path: /^\/v1\/customers$/, answer: createCustomer },
  {
    method: "GET",
    path: /^\/v1\/customers\/(\w+)$/,
    answer: (c) => found(c.work.tx.get("customers", c.id), "customer", c.id),
  },
  { method: "GET", path: /^\/v1\/events$/, answer: listEvents },
  {
    method: "GET",
    path: /^\/v1\/events\/(\w+)$/,
    answer: (c) => found(c.work.tx.get("events", c.id), "event", c.id),
  },
];

/** Answers one request of Stripe's API. Throws WireError. */
export function answerApi(work: Work, method: string, path: string, body: FormObject): unknown {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match) continue;
    const expand = Array.isArray(body.expand) ? body.expand.filter((item) => typeof item === "string") : [];
    return expandAll(work, route.answer({ work, id: match[1] ?? "", body }), expand);
  }
  throw new WireError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). The sandbox speaks only what Comptoir uses.`,
  });
}
