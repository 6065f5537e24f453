"use client";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import { formatMoney } from "#server/kernel/money.ts";
import type { OwnClaim } from "#server/modules/claims/contract.ts";
import { useDates } from "../use-dates.ts";

type Step = { key: string; text: string; at: string | null; money?: boolean };

/** Where a claim stands: what happened, money with a hollow mark, and what is ahead, dashed. */
export function ClaimStory({ found }: { found: OwnClaim }) {
  const t = useTranslations("portal.claims");
  const steps = useSteps(found);
  const dates = useDates();
  return (
    <section aria-labelledby="story" className="grid gap-4">
      <h2 id="story" className="display text-3xl">
        {t("story")}
      </h2>
      <ol className="grid">
        {steps.map(({ key, text, at, money }, i) => (
          <li key={key} className="relative grid grid-cols-[1.25rem_1fr] gap-x-4 pb-6 last:pb-0">
            <span
              aria-hidden
              className={cn(
                "mt-1.5 size-3 justify-self-center rounded-full",
                at === null ? "border border-dashed border-edge" : money ? "border-2 border-edge" : "bg-accent",
              )}
            />
            {i < steps.length - 1 && (
              <span aria-hidden className="absolute top-6 bottom-0 left-[0.59rem] border-l border-line" />
            )}
            <div className="grid gap-0.5">
              <p className={cn("text-pretty", at === null ? "text-muted" : "font-medium")}>{text}</p>
              {at && (
                <p className="text-sm text-muted">
                  <time dateTime={at}>{dates.instant(at)}</time>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSteps(found: OwnClaim): Step[] {
  const t = useTranslations("portal.claims.steps");
  const locale = useLocale();
  const dates = useDates();
  const { status, decision, endedAt, answerBy } = found;
  const amount = found.amount ? formatMoney(found.amount, locale) : "";
  const steps: Step[] = [{ key: "received", text: t("received"), at: found.createdAt }];
  if (status === "open") {
    steps.push({ key: "waits", text: t("waits", { day: dates.day(`${answerBy}T12:00:00Z`) }), at: null });
  } else if (decision) {
    steps.push({ key: "decision", text: t(decision, { amount }), at: endedAt });
  } else {
    steps.push({ key: "end", text: t(status === "refused" ? "refused" : "withdrawn"), at: endedAt });
  }
  for (const refund of found.refunds) {
    const text = t(refund.status, { amount: formatMoney(refund.amount, locale) });
    steps.push({ key: refund.id, text, at: refund.status === "pending" ? null : refund.at, money: true });
  }
  return steps;
}
