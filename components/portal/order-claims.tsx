"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { claimTones } from "./claims/claim-tones.ts";
import { claimHref, type OrderSource } from "./document-href.ts";
import { useDates } from "./use-dates.ts";

/** What its buyer said is wrong, and where that stands. */
export function OrderClaims({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.claims");
  const dates = useDates();
  if (order.claims.length === 0) return null;
  return (
    <section aria-labelledby="claims" className="grid gap-3">
      <h2 id="claims" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="grid gap-4">
        {order.claims.map((one) => (
          <li key={one.id} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <Link href={claimHref(source, one.number)} prefetch={false} className="underlined tabular">
                {one.number}
              </Link>
              <Badge tone={claimTones[one.status]}>{t(`status.${one.status}`)}</Badge>
            </span>
            <span className="text-sm text-muted">{t("madeOn", { date: dates.day(one.createdAt) })}</span>
            <span className="text-sm">{one.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
