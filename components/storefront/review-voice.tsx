"use client";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { loadApi } from "#components/trpc/late-api.ts";
import { buttonStyle } from "#components/ui/button-style.ts";

const ReportDialog = lazy(() => import("./review-report.tsx").then((m) => ({ default: m.ReviewReport })));

type Voice = { id: string; name: string; helpful: number };

/** What a reader may say of a review: that it helped, or that something is wrong with it. The API is fetched when pressed. */
export function ReviewVoice({ id, name, helpful }: Voice) {
  const t = useTranslations("reviews.voice");
  const shown = useTranslations("reviews.shown");
  const locale = useLocale();
  const message = useErrorMessage();
  const [voted, setVoted] = useState(false);
  const [count, setCount] = useState(helpful);
  const [said, setSaid] = useState("");
  const [reporting, setReporting] = useState<boolean | null>(null);
  const vote = async () => {
    const wish = !voted;
    setVoted(wish);
    setCount((n) => Math.max(0, n + (wish ? 1 : -1)));
    setSaid("");
    try {
      const { client } = await loadApi(locale);
      setCount((await client.shop.reviews.vote.mutate({ id, helpful: wish })).helpful);
    } catch (error) {
      setVoted(!wish);
      setCount(helpful);
      setSaid(message(error));
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[0.8125rem]" data-print="hide">
      <button
        type="button"
        aria-pressed={voted}
        aria-label={t("helpfulOf", { name })}
        onClick={vote}
        className={clsx(buttonStyle({ size: "sm" }), voted && "bg-sunk")}
      >
        {t("helpful")}
      </button>
      {count > 0 && <span className="text-muted">{shown("helpful", { count })}</span>}
      <button
        type="button"
        aria-label={t("reportOf", { name })}
        onClick={() => setReporting(true)}
        className="underlined inline-flex min-h-6 items-center text-muted"
      >
        {t("report")}
      </button>
      <span role="status">{said}</span>
      {reporting !== null && (
        <Suspense fallback={null}>
          <ReportDialog id={id} open={reporting} onOpenChange={setReporting} onSent={() => setSaid(t("thanks"))} />
        </Suspense>
      )}
    </div>
  );
}
