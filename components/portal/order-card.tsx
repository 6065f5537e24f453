"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Photo } from "#components/storefront/photo.tsx";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Price } from "#components/ui/price.tsx";
import type { OrderCard as Card } from "#server/modules/sales/contract-detail.ts";
import { type Headline, headlineOf } from "./order-progress.ts";
import { useDates } from "./use-dates.ts";

const tones: Record<Headline, BadgeTone> = {
  awaiting: "warning",
  expired: "neutral",
  cancelled: "neutral",
  refunded: "neutral",
  confirmed: "info",
  preparing: "info",
  partial: "info",
  shipped: "info",
  delivered: "success",
};

/** One order in a list: its photographs, where it stands, what it cost. */
export function OrderCard({ order }: { order: Card }) {
  const t = useTranslations("portal.orders");
  const dates = useDates();
  const headline = headlineOf({ ...order, deliveries: [] });
  return (
    <li className="relative grid gap-x-6 gap-y-3 border-t border-line py-5 first:border-t-0 sm:grid-cols-[9.5rem_1fr_auto] sm:items-center">
      <span className="flex gap-1.5" aria-hidden>
        {order.media.slice(0, 4).map((media, i) => (
          <span
            key={media.key}
            className={`aspect-square overflow-hidden rounded-control bg-tile ${order.media.length === 1 ? "w-20 sm:w-24" : i > 1 ? "hidden w-16 max-sm:block" : "w-16 sm:w-[4.5rem]"}`}
          >
            <Photo media={media} sizes="96px" decorative />
          </span>
        ))}
      </span>
      <span className="grid gap-1">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/account/orders/${order.number}`}
            className="tabular font-medium after:absolute after:inset-0 hover:underline"
          >
            {t("number", { number: order.number })}
          </Link>
          <Badge tone={tones[headline]}>{t(`status.${headline}`)}</Badge>
        </span>
        <span className="text-sm text-muted">
          <time dateTime={order.placedAt}>{dates.day(order.placedAt)}</time>
          {" · "}
          {t("items", { count: order.itemCount })}
        </span>
      </span>
      <Price amount={order.total} className="font-medium sm:justify-self-end" />
    </li>
  );
}
