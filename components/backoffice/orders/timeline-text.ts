import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "#server/kernel/money.ts";
import type { TimelineEntry } from "../dto.ts";
import { useFailureWord } from "../shared/failure.ts";

/** What an entry says: a sentence by its type, and the facts that it carries. Unknown types show their name. */
export function useTimelineText(): (entry: TimelineEntry) => { title: string; detail: string | null } {
  const t = useTranslations("backoffice.timeline");
  const locale = useLocale();
  const failure = useFailureWord();
  return (entry) => {
    const data = (entry.data ?? {}) as Record<string, unknown>;
    const text = (key: string) => (typeof data[key] === "string" && data[key] !== "" ? (data[key] as string) : null);
    if (entry.type === "note") return { title: text("text") ?? "", detail: null };
    const reason = text("reason");
    const minor = data.amountMinor ?? data.totalMinor;
    const failureCode = text("failureCode");
    const currency = text("currency") ?? "EUR";
    const facts = [
      text("number"),
      typeof minor === "number" ? formatMoney({ minor, currency }, locale) : null,
      text("carrier"),
      text("trackingNumber"),
      failureCode && failure(failureCode),
      reason && (t.has(`reasons.${reason}` as never) ? t(`reasons.${reason}` as never) : reason),
    ].filter((fact) => fact !== null);
    return {
      title: t.has(`types.${entry.type}` as never) ? t(`types.${entry.type}` as never) : entry.type,
      detail: facts.length ? facts.join(" · ") : null,
    };
  };
}
