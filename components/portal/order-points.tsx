"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "./document-href.ts";

/** What the order did to its buyer's points: earned, spent, come back. */
export function OrderPoints({ order: { points }, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.points");
  if (!points) return null;
  const rows: { key: "earned" | "spent" | "returned"; count: number; text?: string }[] = [
    {
      key: "earned",
      count: points.earned,
      ...(points.pending && { text: t("pending", { days: points.pendingDays }) }),
    },
    ...(points.spent > 0 ? [{ key: "spent", count: points.spent } as const] : []),
    ...(points.returned > 0 ? [{ key: "returned", count: points.returned } as const] : []),
  ];
  return (
    <section aria-labelledby="points" className="grid gap-3">
      <h2 id="points" className="font-semibold">
        {t("title")}
      </h2>
      <dl className="grid gap-1.5">
        {rows.map(({ key, count, text }) => (
          <div key={key} className="grid grid-cols-[1fr_auto] gap-x-4">
            <dt>{t(key)}</dt>
            <dd className="tabular">{t("count", { points: count })}</dd>
            {text && <dd className="col-span-2 text-sm text-muted text-pretty">{text}</dd>}
          </div>
        ))}
      </dl>
      {"number" in source && (
        <Link href="/account/points" className="underlined w-fit" data-print="hide">
          {t("mine")}
        </Link>
      )}
    </section>
  );
}
