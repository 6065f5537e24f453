"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { type OrderSource, returnHref } from "./document-href.ts";
import { useDates } from "./use-dates.ts";

const tones = { requested: "info", received: "info", closed: "success" } as const;

/** What goes back or went back, and where that stands; the money of it is told under payment. */
export function OrderReturns({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.returns");
  const dates = useDates();
  const returns = order.returns.flatMap((one) => (one.status === "cancelled" ? [] : [{ ...one, status: one.status }]));
  if (returns.length === 0) return null;
  return (
    <section aria-labelledby="returns" className="grid gap-3">
      <h2 id="returns" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="grid gap-4">
        {returns.map((one) => (
          <li key={one.id} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <Link href={returnHref(source, one.number)} prefetch={false} className="underlined tabular">
                {one.number}
              </Link>
              <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>
            </span>
            <span className="text-sm text-muted">{t("announcedOn", { date: dates.day(one.createdAt) })}</span>
            <ul className="grid gap-0.5 text-sm">
              {one.lines.map((line) => (
                <li key={line.name}>
                  {line.quantity} × {line.name}
                  {line.refunded > 0 && (
                    <span className="text-muted"> · {t("refunded", { count: line.refunded })}</span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
