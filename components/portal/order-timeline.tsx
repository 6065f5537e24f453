"use client";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import { formatMoney } from "#server/kernel/money.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { exchangeStep, headlineOf, kindOf } from "./order-progress.ts";
import { useDates } from "./use-dates.ts";

type Entry = OrderDetail["timeline"][number];

/** The values that a sentence may name, whatever an entry carries. */
function valuesOf(entry: Entry, currency: string, locale: string): Record<string, string> {
  const text = (key: string) => (typeof entry.data[key] === "string" ? String(entry.data[key]) : "");
  const amount = entry.data.amountMinor;
  const parcels = Array.isArray(entry.data.parcels) ? entry.data.parcels.length : 0;
  return {
    number: text("number"),
    order: text("order"),
    reasonText: text("reason"),
    parcel: text("parcel"),
    scan: text("scan"),
    carrier: text("carrier"),
    tracking: text("trackingNumber"),
    reason: text("reason").replaceAll(".", "_"),
    source: text("source"),
    parcels: String(parcels),
    amount:
      typeof amount === "number" ? formatMoney({ minor: amount, currency: text("currency") || currency }, locale) : "",
  };
}

/** "…_with" sentences name a detail that not every entry has (a tracking number, an amount). */
function sentenceOf(type: string, values: Record<string, string>): string {
  if (type === "edited" && values.source === "customer") return "edited_by_you";
  if (type === "shipped" && values.tracking) return "shipped_with";
  if (type === "delivered" && values.parcel) return "delivered_with";
  if ((type === "refunded" || type === "refund_requested" || type === "paid") && values.amount) return `${type}_with`;
  return type;
}

const oneLine = (json: unknown): string => {
  const at = (json ?? {}) as Record<string, string | undefined>;
  const town = `${at.postcode ?? ""} ${at.city ?? ""}`.trim();
  return [at.recipient, at.company, at.line1, town].filter(Boolean).join(", ");
};

/** What a change changed, line by line: the old address stays readable. */
function useChanges(): (entry: Entry) => string[] {
  const t = useTranslations("portal.order.timeline.changed");
  const dates = useDates();
  return ({ type, data }) => {
    if (type !== "edited" && type !== "change_waiting") return [];
    const lines = Array.isArray(data.lines) ? (data.lines as Record<string, unknown>[]) : [];
    return [
      ...lines.map((line) =>
        t("line", { name: String(line.name), before: String(line.before), after: String(line.after) }),
      ),
      ...(data.addressAfter
        ? [t("address", { after: oneLine(data.addressAfter), before: oneLine(data.addressBefore) })]
        : []),
      ...(typeof data.methodAfter === "string"
        ? [t("method", { after: data.methodAfter, before: String(data.methodBefore) })]
        : []),
      ...(typeof data.dayAfter === "string" ? [t("day", { day: dates.weekday(`${data.dayAfter}T12:00:00Z`) })] : []),
    ];
  };
}

/**
 * The order's one story, newest first. Goods have a filled mark, money a hollow one; what is still ahead stands on top,
 * dashed, so that a promise is never mistaken for a fact.
 */
export function OrderTimeline({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order.timeline");
  const dates = useDates();
  const locale = useLocale();
  const seen = useTranslations("portal.order.parcel");
  const changes = useChanges();
  const headline = headlineOf(order);
  const known = order.timeline.filter((entry) => kindOf(entry.type) !== null).toReversed();
  const collected = order.deliveries.some((delivery) => delivery.pickup);
  const ahead =
    exchangeStep(order) === "waits"
      ? t("ahead.exchange")
      : collected || headline === "delivered" || !t.has(`ahead.${headline as "shipped"}`)
        ? null
        : t(`ahead.${headline as "shipped"}`);
  return (
    <section aria-labelledby="timeline" className="grid gap-5">
      <h2 id="timeline" className="display text-3xl">
        {t("title")}
      </h2>
      <ol className="grid">
        {ahead && (
          <li className="relative grid grid-cols-[1.25rem_1fr] gap-x-4 pb-6 text-muted">
            <span
              aria-hidden
              className="mt-1.5 size-3 justify-self-center rounded-full border border-dashed border-edge"
            />
            <span aria-hidden className="absolute top-6 bottom-0 left-[0.59rem] border-l border-dashed border-edge" />
            <p className="text-pretty">{ahead}</p>
          </li>
        )}
        {known.map((entry, i) => {
          const values = valuesOf(entry, order.totals.total.currency, locale);
          if (values.scan) values.scan = seen(`scan.${values.scan as "picked_up"}`);
          const kind = kindOf(entry.type);
          return (
            <li key={entry.id} className="relative grid grid-cols-[1.25rem_1fr] gap-x-4 pb-6 last:pb-0">
              <span
                aria-hidden
                className={cn(
                  "mt-1.5 size-3 justify-self-center rounded-full",
                  kind === "money" ? "border-2 border-edge" : "bg-accent",
                )}
              />
              {i < known.length - 1 && (
                <span aria-hidden className="absolute top-6 bottom-0 left-[0.59rem] border-l border-line" />
              )}
              <div className="grid gap-0.5">
                <p className={cn("text-pretty", kind === "goods" && "font-medium")}>
                  {t(`entries.${sentenceOf(entry.type, values)}` as "entries.placed", values)}
                </p>
                {changes(entry).map((line) => (
                  <p key={line} className="text-pretty text-sm">
                    {line}
                  </p>
                ))}
                {values.reason &&
                  (kind === "goods" || values.reason !== "by_customer") &&
                  t.has(`reasons.${values.reason as "paid_twice"}`) && (
                    <p className="text-pretty text-sm">{t(`reasons.${values.reason as "paid_twice"}`)}</p>
                  )}
                <p className="text-sm text-muted">
                  {kind === "money" && <span className="sr-only">{t("money")} </span>}
                  <time dateTime={entry.at}>{dates.instant(entry.at)}</time>
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
