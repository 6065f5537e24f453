import { invalidRequest } from "../wire-error.ts";
import type { Work } from "../work.ts";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => !!value && typeof value === "object" && !Array.isArray(value);

const list = (data: unknown[], url: string) => ({ object: "list", data, has_more: false, url });

/** What stands behind an id. */
function byId(work: Work, id: string): unknown {
  const { tx } = work;
  if (id.startsWith("pi_")) return tx.get("intents", id);
  if (id.startsWith("ch_")) return tx.get("charges", id);
  if (id.startsWith("cus_")) return tx.get("customers", id);
  if (id.startsWith("re_")) return tx.get("refunds", id);
  if (id.startsWith("shr_")) return tx.get("shippingRates", id);
  return undefined;
}

/** Lists that Stripe leaves out unless asked for. */
function omittedList(work: Work, owner: Json, field: string): unknown {
  const id = String(owner.id);
  if (owner.object === "charge" && field === "refunds") {
    const refunds = work.tx.all("refunds").filter((refund) => refund.charge === id);
    return list(refunds.reverse(), `/v1/charges/${id}/refunds`);
  }
  if (owner.object === "checkout.session" && field === "line_items") {
    return list(work.tx.get("sessions", id)?.lineItems ?? [], `/v1/checkout/sessions/${id}/line_items`);
  }
  return undefined;
}

function expandPath(work: Work, value: unknown, path: readonly string[], whole: string): unknown {
  const [field, ...rest] = path;
  if (!field) return value;
  if (Array.isArray(value)) return value.map((item) => expandPath(work, item, path, whole));
  if (!isObject(value)) return value;
  if (value[field] === null) return value;
  const current = value[field] ?? omittedList(work, value, field);
  if (current === undefined) throw invalidRequest(`This property cannot be expanded (${whole}).`, { param: "expand" });
  const target = typeof current === "string" ? byId(work, current) : current;
  if (target === undefined) throw invalidRequest(`This property cannot be expanded (${whole}).`, { param: "expand" });
  return { ...value, [field]: expandPath(work, target, rest, whole) };
}

/** Replaces ids by what they name, along Stripe's paths (`payment_intent.latest_charge`, `data.refunds`). */
export function expandAll(work: Work, value: unknown, paths: readonly string[] = []): unknown {
  return paths.reduce((expanded, path) => expandPath(work, expanded, path.split("."), path), value);
}
