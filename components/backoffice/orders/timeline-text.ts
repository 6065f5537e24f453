import { useLocale, useTranslations } from "next-intl";
import { writeDay } from "#server/kernel/days.ts";
import { formatMoney } from "#server/kernel/money.ts";
import type { TimelineEntry } from "../dto.ts";
import { useFailureWord } from "../shared/failure.ts";

/** What an entry says: a sentence by its type, and the facts that it carries. Unknown types show their name. */
export function useTimelineText(): (entry: TimelineEntry) => { title: string; detail: string | null } {
  const t = useTranslations("backoffice.timeline");
  const shipping = useTranslations("backoffice.shipping");
  const locale = useLocale();
  const failure = useFailureWord();
  return (entry) => {
    const data = (entry.data ?? {}) as Record<string, unknown>;
    const text = (key: string) => (typeof data[key] === "string" && data[key] !== "" ? (data[key] as string) : null);
    if (entry.type === "note") return { title: text("text") ?? "", detail: null };
    const reason = text("reason");
    const minor = data.amountMinor ?? data.totalMinor;
    const reasonKey = reason?.replaceAll(".", "_");
    const failureCode = text("failureCode");
    const currency = text("currency") ?? "EUR";
    const facts = [
      text("source") === "customer" ? t("byCustomer") : null,
      text("number"),
      ...changesIn(data, {
        change: (values) => t("change", values),
        address: (values) => t("address", values),
        day: (day) => t("day", { day: writeDay(day, locale, { month: true, year: true }) }),
      }),
      typeof data.differenceMinor === "number" && data.differenceMinor !== 0
        ? t("difference", { amount: formatMoney({ minor: data.differenceMinor, currency }, locale) })
        : null,
      typeof minor === "number" ? formatMoney({ minor, currency }, locale) : null,
      text("parcel"),
      text("scan") && shipping(`scan.${text("scan") as "picked_up"}`),
      text("place"),
      text("carrier"),
      text("trackingNumber"),
      failureCode && failure(failureCode),
      reason && data.scan ? shipping(`reason.${reason as "absent"}`) : null,
      reason && !data.scan && (t.has(`reasons.${reasonKey}` as never) ? t(`reasons.${reasonKey}` as never) : reason),
    ].filter((fact) => fact !== null);
    return {
      title: t.has(`types.${entry.type}` as never) ? t(`types.${entry.type}` as never) : entry.type,
      detail: facts.length ? facts.join(" · ") : null,
    };
  };
}

type Words = {
  change: (values: { name: string; before: string; after: string }) => string;
  address: (values: { before: string; after: string }) => string;
  day: (day: string) => string;
};

/** What was changed or sent back, line by line; the address and the method before and after. */
function changesIn(data: Record<string, unknown>, words: Words): string[] {
  const lines = Array.isArray(data.lines) ? (data.lines as Record<string, unknown>[]) : [];
  const oneLine = (json: unknown): string => {
    const at = (json ?? {}) as Record<string, string | undefined>;
    return [at.recipient, at.line1, `${at.postcode ?? ""} ${at.city ?? ""}`.trim()].filter(Boolean).join(", ");
  };
  return [
    ...lines.flatMap((line) => {
      if (typeof line.before === "number") {
        return [words.change({ name: String(line.name), before: String(line.before), after: String(line.after) })];
      }
      return typeof line.quantity === "number" && typeof line.name === "string"
        ? [`${line.quantity} × ${line.name}`]
        : [];
    }),
    ...(data.addressAfter
      ? [words.address({ before: oneLine(data.addressBefore), after: oneLine(data.addressAfter) })]
      : []),
    ...(typeof data.methodAfter === "string" ? [`${String(data.methodBefore)} → ${data.methodAfter}`] : []),
    ...(typeof data.dayAfter === "string" ? [words.day(data.dayAfter)] : []),
  ];
}
