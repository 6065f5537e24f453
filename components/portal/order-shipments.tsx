"use client";
import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWaitingText } from "#components/storefront/use-waiting-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { inOrder, type ScanStatus } from "#server/modules/fulfilment/contract-scans.ts";
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

/** What the carrier saw, the latest first: facts, each with its place and moment. */
function Journey({ parcel }: { parcel: Parcel }) {
  const t = useTranslations("portal.order.parcel");
  const dates = useDates();
  if (parcel.scans.length === 0) return null;
  return (
    <section aria-label={t("journey")}>
      <ol className="grid gap-1.5 text-sm">
        {inOrder(parcel.scans.map((scan) => ({ ...scan, status: scan.status as ScanStatus }))).map((scan, i) => {
          const status = t(`scan.${scan.status}`);
          return (
            <li key={`${scan.at}${scan.status}`} className="flex flex-wrap justify-between gap-x-4">
              <span className={i === 0 ? "font-medium" : "text-muted"}>
                {scan.reason
                  ? t("because", { status, reason: t(`reason.${scan.reason as "absent"}`) })
                  : scan.place
                    ? t("at", { status, place: scan.place })
                    : status}
              </span>
              <time dateTime={scan.at} className="text-muted">
                {dates.instant(scan.at)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The days that were promised of one delivery, in words; nothing where nobody knew. */
function usePromised(): (delivery: Delivery) => string | null {
  const t = useTranslations("portal.order");
  const dates = useDates();
  return ({ promised, pickup }) => {
    if (!promised || pickup) return null;
    const [from, to] = [dates.weekday(`${promised.from}T12:00:00Z`), dates.weekday(`${promised.to}T12:00:00Z`)];
    return promised.from === promised.to ? t("promiseOn", { day: to }) : t("promiseBetween", { from, to });
  };
}

function ParcelBox({
  parcel,
  promised,
  order,
  of,
}: {
  parcel: Parcel;
  promised: string | null;
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
      {promised && parcel.status !== "delivered" && <p className="text-sm">{promised}</p>}
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
      <Journey parcel={parcel} />
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

function PendingBox({
  delivery,
  promised,
  order,
}: {
  delivery: Delivery;
  promised: string | null;
  order: OrderDetail;
}) {
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
      {promised && <p className="text-sm">{promised}</p>}
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
  const promiseOf = usePromised();
  // One promise for all stands on top of the page; parts have each their own.
  const apart = sent.length + preparing.length + waiting.length > 1;
  const promised = (delivery: Delivery) => (apart ? promiseOf(delivery) : null);
  const parcels = sent.flatMap((delivery) => delivery.parcels.map((parcel) => ({ parcel, delivery })));
  const awaited = order.status === "confirmed" ? order.lines.filter((line) => line.waiting) : [];
  if (parcels.length + preparing.length + waiting.length + awaited.length === 0) return null;
  return (
    <section aria-labelledby="shipments" className="grid gap-4">
      <h2 id="shipments" className="display text-3xl">
        {t("shipments")}
      </h2>
      <ul className="grid gap-4">
        {parcels.map(({ parcel, delivery }, i) => (
          <ParcelBox
            key={parcel.id}
            parcel={parcel}
            promised={promised(delivery)}
            order={order}
            of={{ index: i + 1, count: parcels.length }}
          />
        ))}
        {[...preparing, ...waiting].map((delivery) => (
          <PendingBox key={delivery.id} delivery={delivery} promised={promised(delivery)} order={order} />
        ))}
        {awaited.length > 0 && <AwaitedBox lines={awaited} />}
      </ul>
    </section>
  );
}
