import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { PointsAccount, pointsEntry, pointsPage } from "#server/modules/loyalty/contract.ts";
import type { readTrail } from "./page-trail.ts";
import { useDates } from "./use-dates.ts";

type PointsViewProps = {
  account: PointsAccount;
  history: z.infer<typeof pointsPage>;
  trail: ReturnType<typeof readTrail>;
};

/** One's points: what they take off, what is still to come, what expires, and what became of them. */
export function PointsView({ account, history, trail }: PointsViewProps) {
  const t = useTranslations("portal.points");
  const locale = useLocale();
  const { day } = useDates();
  const { programme, points, pending, worth, expiring } = account;
  const facts = [
    [t("balance"), points, t("worth", { amount: formatMoney(worth, locale) })],
    [t("pending"), pending, t("pendingText", { days: programme.pendingDays })],
  ] as const;
  return (
    <>
      <dl className="grid gap-6 sm:grid-cols-2">
        {facts.map(([name, count, text]) => (
          <div key={name} className="grid content-start gap-1 bg-sunk p-6">
            <dt className="text-muted">{name}</dt>
            <dd className="display tabular text-5xl">{t("count", { points: count })}</dd>
            <dd className="text-sm text-muted">{text}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-[60ch] text-pretty">
        {t("rules", {
          earned: Number(programme.pointsPerUnit),
          unit: formatMoney({ minor: 100, currency: programme.currency }, locale),
          value: formatMoney(programme.pointValue, locale),
          minimum: programme.minimumPoints,
        })}
      </p>
      {expiring.length > 0 && (
        <section aria-labelledby="expiring" className="grid gap-3">
          <h2 id="expiring" className="display text-3xl">
            {t("expiring")}
          </h2>
          <ul className="grid max-w-[36rem] divide-y divide-line border-y border-line">
            {expiring.slice(0, 12).map((one) => (
              <li key={one.at} className="flex justify-between gap-6 py-3">
                <span>{t("until", { day: day(one.at) })}</span>
                <span className="tabular">{t("count", { points: one.points })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="history" className="grid gap-3">
        <h2 id="history" className="display text-3xl">
          {t("history")}
        </h2>
        {history.items.length === 0 ? (
          <EmptyState title={t("none")} text={t("noneText")} />
        ) : (
          <ul className="grid divide-y divide-line border-y border-line" data-testid="points-history">
            {history.items.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
        <Pagination
          previous={trail.previous}
          next={history.nextCursor === null ? null : trail.hrefOfNext(history.nextCursor)}
        />
      </section>
    </>
  );
}

function Entry({ entry }: { entry: z.infer<typeof pointsEntry> }) {
  const t = useTranslations("portal.points");
  const format = useFormatter();
  const { day } = useDates();
  const { kind, points, pending, orderNumber, expiresAt, at } = entry;
  return (
    <li className="flex items-baseline justify-between gap-6 py-3">
      <span className="grid min-w-0 gap-0.5">
        <span>{t(`kinds.${kind === "earned" && points > 0 ? "matured" : kind}`)}</span>
        <span className="text-sm text-muted">
          {day(at)}
          {orderNumber && (
            <>
              {" · "}
              <Link href={`/account/orders/${orderNumber}`} className="underlined">
                {orderNumber}
              </Link>
            </>
          )}
          {expiresAt && ` · ${t("goodUntil", { day: day(expiresAt) })}`}
        </span>
      </span>
      <span className="tabular shrink-0 font-medium">
        {format.number(points || pending, { signDisplay: "exceptZero" })}
      </span>
    </li>
  );
}
