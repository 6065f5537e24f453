import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";

/** Colour means something or is absent: amber waits for us, green is done, red failed, blue is under way. */
const tones = {
  order: {
    awaiting_payment: "warning",
    confirmed: "info",
    completed: "success",
    cancelled: "neutral",
    expired: "neutral",
  },
  payment: {
    unpaid: "warning",
    authorised: "info",
    paid: "success",
    partially_refunded: "neutral",
    refunded: "neutral",
  },
  fulfilment: { none: "neutral", partial: "warning", shipped: "info", delivered: "success" },
  delivery: {
    planned: "warning",
    picking: "info",
    packed: "info",
    shipped: "neutral",
    delivered: "success",
    cancelled: "neutral",
  },
  parcel: { packed: "info", shipped: "neutral", delivered: "success" },
  return: { requested: "warning", received: "info", closed: "success", cancelled: "neutral" },
  invoice: { draft: "warning", posted: "success" },
  quote: {
    draft: "warning",
    sent: "info",
    accepted: "success",
    declined: "neutral",
    expired: "neutral",
    superseded: "neutral",
  },
  charge: {
    created: "neutral",
    pending: "info",
    authorised: "info",
    captured: "success",
    failed: "danger",
    cancelled: "neutral",
    expired: "neutral",
    succeeded: "success",
    requires_action: "info",
  },
  refund: { pending: "info", succeeded: "success", failed: "danger" },
  product: { draft: "warning", active: "success", archived: "neutral" },
  giftCard: { active: "success", inactive: "neutral" },
  coupon: { active: "success", inactive: "neutral", not_started: "info", expired: "neutral", used_up: "warning" },
  listPrice: { now: "success", coming: "info", over: "neutral" },
  review: { pending: "warning", published: "success", rejected: "neutral" },
  ticket: { open: "warning", waiting: "neutral", solved: "success", closed: "neutral" },
  claim: { open: "warning", accepted: "success", refused: "neutral", withdrawn: "neutral" },
  withdrawal: { open: "warning", handled: "success" },
  user: { active: "success", disabled: "neutral" },
} as const satisfies Record<string, Record<string, BadgeTone>>;

export type StatusOf = keyof typeof tones;

/** The state's word in the reader's language; the bare code when a newer server knows a state that we do not. */
export function useStatusWord(): (of: StatusOf, value: string) => string {
  const t = useTranslations("backoffice.status");
  return (of, value) => (t.has(`${of}.${value}` as never) ? t(`${of}.${value}` as never) : value);
}

/** `quiet`: the record is closed, so nothing about it waits for anyone. */
export function Status({ of, value, quiet }: { of: StatusOf; value: string; quiet?: boolean }) {
  const word = useStatusWord();
  const tone: BadgeTone = (tones[of] as Record<string, BadgeTone>)[value] ?? "neutral";
  return <Badge tone={quiet && tone === "warning" ? "neutral" : tone}>{word(of, value)}</Badge>;
}
