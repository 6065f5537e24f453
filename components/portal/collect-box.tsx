"use client";
import { useTranslations } from "next-intl";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { useDates } from "./use-dates.ts";

/** What lies ready at a store, with the code to show there: the next thing its buyer does. */
export function CollectBox({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order.collect");
  const dates = useDates();
  const ready = order.deliveries.filter((delivery) => delivery.pickupCode);
  const { line1, postcode, city } = order.delivery;
  return ready.map((delivery) => (
    <section
      key={delivery.id}
      aria-label={t("title")}
      data-testid="pickup-code"
      className="grid max-w-2xl gap-4 border-y border-line py-5 sm:grid-cols-[auto_1fr] sm:items-center sm:gap-x-10"
    >
      <p>
        <span className="block text-sm text-muted">{t("code")}</span>
        <span className="text-4xl font-medium tracking-[0.12em] tabular">{delivery.pickupCode}</span>
      </p>
      <p className="text-pretty">
        <span className="font-medium">{delivery.location.name}</span>
        <span className="block">
          {line1}, {postcode} {city}
        </span>
        {delivery.collectBy && (
          <span className="block text-muted">
            {t("until", { day: dates.weekday(`${delivery.collectBy}T12:00:00Z`) })}
          </span>
        )}
      </p>
    </section>
  ));
}
