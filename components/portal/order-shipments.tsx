"use client";
import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWaitingText } from "#components/storefront/use-waiting-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { OrderLines } from "./order-lines.tsx";
import { type Delivery, splitDeliveries } from "./order-progress.ts";
import { useDates } from "./use-dates.ts";

type Parcel = Delivery["parcels"][number];

function Box({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <li className="grid gap-4 rounded-sheet border border-line bg-raised p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </li>
  );
}

function ParcelBox({
  parcel,
  order,
  of,
}: {
  parcel: Parcel;
  order: OrderDetail;
  of: { index: number; count: number };
}) {
  const t = useTranslations("portal.order.parcel");
  const dates = useDates();
  const lineOf = new Map(order.lines.map((line) => [line.id, line]));
  const date = parcel.deliveredAt ?? parcel.shippedAt;
  return (
    <Box
      title={of.count > 1 ? t("oneOf", { index: of.index, count: of.count }) : t("one")}
      aside={<Badge tone={parcel.status === "delivered" ? "success" : "info"}>{t(parcel.status)}</Badge>}
    >
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">{t("carrier")}</dt>
        <dd>{parcel.carrier}</dd>
        {parcel.trackingNumber && (
          <>
            <dt className="text-muted">{t("tracking")}</dt>
            <dd className="tabular break-all">{parcel.trackingNumber}</dd>
          </>
        )}
        {date && (
          <>
            <dt className="text-muted">{t(parcel.deliveredAt ? "deliveredOn" : "shippedOn")}</dt>
            <dd>{dates.weekday(date)}</dd>
          </>
        )}
      </dl>
      <OrderLines
        items={parcel.lines.map((line) => {
          const ordered = lineOf.get(line.orderLineId);
          return { ...line, key: line.orderLineId, description: ordered?.description, media: ordered?.media ?? null };
        })}
      />
      {parcel.trackingUrl && (
        <div>
          <a
            href={parcel.trackingUrl}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ variant: parcel.status === "delivered" ? "secondary" : "primary" })}
          >
            {t("follow")}
            <ArrowUpRight aria-hidden />
            <span className="sr-only">{t("newWindow")}</span>
          </a>
        </div>
      )}
    </Box>
  );
}

function PendingBox({ delivery, order }: { delivery: Delivery; order: OrderDetail }) {
  const t = useTranslations("portal.order.pending");
  const lineOf = new Map(order.lines.map((line) => [line.id, line]));
  const state = delivery.readyAt
    ? "ready"
    : delivery.pickup
      ? "collect"
      : delivery.isBackorder
        ? "backorder"
        : delivery.status === "planned"
          ? "planned"
          : "preparing";
  return (
    <Box
      title={t(`${state}Title`)}
      aside={<Badge tone={delivery.isBackorder ? "warning" : "neutral"}>{t(`${state}Badge`)}</Badge>}
    >
      <p className="text-sm text-muted text-pretty">{t(`${state}Text`, { location: delivery.location.name })}</p>
      <OrderLines
        items={delivery.lines.map((line) => {
          const ordered = lineOf.get(line.orderLineId);
          return { ...line, key: line.orderLineId, description: ordered?.description, media: ordered?.media ?? null };
        })}
      />
    </Box>
  );
}

/** What has to come in first, or waits for the day it comes out. */
function AwaitedBox({ lines }: { lines: OrderDetail["lines"] }) {
  const t = useTranslations("portal.order.pending");
  const waitingText = useWaitingText();
  return (
    <Box title={t("awaitedTitle")} aside={<Badge tone="warning">{t("awaitedBadge")}</Badge>}>
      <p className="text-sm text-muted text-pretty">{t("awaitedText")}</p>
      <OrderLines
        items={lines.map((line) => ({
          key: line.id,
          name: line.name,
          description: line.waiting && waitingText(line.waiting),
          quantity: line.waiting?.quantity ?? 0,
          media: line.media,
        }))}
      />
    </Box>
  );
}

/** What left, parcel by parcel; what is being prepared; and, apart, what will follow later. */
export function OrderShipments({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order");
  const { sent, preparing, waiting } = splitDeliveries(order.deliveries);
  const parcels = sent.flatMap((delivery) => delivery.parcels);
  const awaited = order.status === "confirmed" ? order.lines.filter((line) => line.waiting) : [];
  if (parcels.length + preparing.length + waiting.length + awaited.length === 0) return null;
  return (
    <section aria-labelledby="shipments" className="grid gap-4">
      <h2 id="shipments" className="display text-3xl">
        {t("shipments")}
      </h2>
      <ul className="grid gap-4">
        {parcels.map((parcel, i) => (
          <ParcelBox key={parcel.id} parcel={parcel} order={order} of={{ index: i + 1, count: parcels.length }} />
        ))}
        {[...preparing, ...waiting].map((delivery) => (
          <PendingBox key={delivery.id} delivery={delivery} order={order} />
        ))}
        {awaited.length > 0 && <AwaitedBox lines={awaited} />}
      </ul>
    </section>
  );
}
