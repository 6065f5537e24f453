"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Amount } from "../shared/amount.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { CorrectPointsButton } from "./correct-points-button.tsx";

/** A customer's points: what there is, the last that became of them, and a correction where one may make it. */
export function PointsSection({ partnerId, mayCorrect }: { partnerId: string; mayCorrect: boolean }) {
  const t = useTranslations("backoffice.loyalty");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: account } = useQuery(trpc.admin.loyalty.account.queryOptions({ partnerId }));
  const { data: history } = useQuery(trpc.admin.loyalty.history.queryOptions({ partnerId, limit: 10 }));
  if (!account) return null;
  return (
    <Section
      title={t("points")}
      aside={mayCorrect && <CorrectPointsButton partnerId={partnerId} points={account.points} />}
    >
      <Facts
        rows={[
          [t("balance"), format.number(account.points)],
          [t("worth"), <Amount key="w" value={account.worth} />],
          [t("pending"), format.number(account.pending)],
        ]}
      />
      <ul className="grid divide-y divide-line" aria-label={t("history")}>
        {history?.items.map((entry) => (
          <li key={entry.id} className="flex items-baseline justify-between gap-4 py-1.5">
            <span className="min-w-0">
              <span className="block">{t(`kinds.${entry.kind}`)}</span>
              <span className="block text-muted">
                <RelativeTime at={entry.at} />
                {entry.orderNumber && (
                  <>
                    {" · "}
                    <Link href={`/admin/orders/${entry.orderNumber}`} className="underlined tabular">
                      {entry.orderNumber}
                    </Link>
                  </>
                )}
                {entry.by && ` · ${entry.by}`}
              </span>
              {entry.reason && <span className="block text-muted">{entry.reason}</span>}
            </span>
            <span className="tabular">
              {format.number(entry.points || entry.pending, { signDisplay: "exceptZero" })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
