"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { TransferDetails } from "#components/storefront/transfer-details.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { CollectBox } from "./collect-box.tsx";
import type { OrderSource } from "./document-href.ts";
import { OrderClaims } from "./order-claims.tsx";
import { OrderDocuments, OrderPayments, OrderTotals, PostalAddress } from "./order-money.tsx";
import { OrderParties } from "./order-parties.tsx";
import { OrderPoints } from "./order-points.tsx";
import { exchangeStep, headlineOf, stepOf } from "./order-progress.ts";
import { OrderReturns } from "./order-returns.tsx";
import { OrderShipments } from "./order-shipments.tsx";
import { OrderSteps } from "./order-steps.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { useDates } from "./use-dates.ts";

type OrderViewProps = {
  order: OrderDetail;
  source: OrderSource;
  /** What the reader may do about it (pay again, create an account), under the headline. */
  actions?: ReactNode;
  /** Before the money, at the side. */
  beside?: ReactNode;
};

/** The promise in words while it can still be kept; silent about one that has passed. */
function usePromise({ promise, deliveries }: OrderDetail): string | null {
  const t = useTranslations("portal.order");
  const dates = useDates();
  const hydrated = useHydrated();
  if (!promise || (hydrated && promise.to < new Date().toISOString().slice(0, 10))) return null;
  const [from, to] = [dates.weekday(`${promise.from}T12:00:00Z`), dates.weekday(`${promise.to}T12:00:00Z`)];
  if (deliveries.some((delivery) => delivery.readyAt)) return null;
  if (deliveries.some((delivery) => delivery.pickup)) return t("collect.promise", { day: to });
  return promise.from === promise.to ? t("promiseOn", { day: to }) : t("promiseBetween", { from, to });
}

/**
 * One order as its buyer follows it: where it stands, parcels, what follows later, the story, and money apart from goods.
 * Used in the portal and behind a guest's link; needs the messages "portal.order".
 */
export function OrderView({ order, source, actions, beside }: OrderViewProps) {
  const t = useTranslations("portal.order");
  const dates = useDates();
  const headline = headlineOf(order);
  const step = stepOf(headline);
  const promise = usePromise(order);
  const exchange = exchangeStep(order);
  const ready = order.deliveries.some((delivery) => delivery.pickupCode);
  // Nothing is sent or brought: those steps would never come.
  const collected = order.deliveries.some((delivery) => delivery.pickup);
  return (
    <article className="grid gap-10 lg:gap-14">
      <header className="grid gap-5">
        <div className="grid gap-1.5">
          <p className="text-muted">
            <span className="tabular">{t("number", { number: order.number })}</span>
            {" · "}
            <time dateTime={order.placedAt}>{t("placedOn", { date: dates.day(order.placedAt) })}</time>
          </p>
          <h1 aria-live="polite" className="display text-5xl lg:text-6xl">
            {ready
              ? t("collect.title")
              : exchange
                ? t(exchange === "waits" ? "exchange.held" : "exchange.owes")
                : t(`headline.${headline}`)}
          </h1>
          {promise && <p className="text-xl text-pretty">{promise}</p>}
          {promise && order.wantedOn && (
            <p className="text-sm text-muted">{t("wantedOn", { day: dates.weekday(`${order.wantedOn}T12:00:00Z`) })}</p>
          )}
          <p className="max-w-[60ch] text-muted text-pretty">
            {ready
              ? t("collect.explain")
              : exchange === "owes"
                ? t("exchange.due")
                : exchange
                  ? t("exchange.waits", { day: dates.day(order.holdExpiresAt ?? order.placedAt) })
                  : t(`explain.${headline}`, { email: order.email })}
          </p>
          {order.exchangeOf && <p className="text-sm text-muted">{t("exchange.of", { number: order.exchangeOf })}</p>}
        </div>
        {ready && <CollectBox order={order} />}
        {order.transfer && (
          <div className="max-w-2xl">
            <TransferDetails transfer={order.transfer} />
          </div>
        )}
        {actions}
        {step && !collected && exchange !== "waits" && (
          <div className="mt-2 max-w-2xl">
            <OrderSteps current={step} partial={headline === "partial"} />
          </div>
        )}
      </header>
      <div className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="grid gap-12">
          <OrderShipments order={order} />
          <OrderTimeline order={order} />
        </div>
        <aside aria-label={t("summary")} className="grid gap-9">
          {beside}
          <OrderTotals order={order} />
          <OrderPayments order={order} />
          <OrderPoints order={order} source={source} />
          <OrderReturns order={order} source={source} />
          <OrderClaims order={order} source={source} />
          <OrderDocuments order={order} source={source} />
          <Link
            href={"token" in source ? `/order/${source.token}/help` : `/account/help/new?order=${order.number}`}
            prefetch={false}
            className="underlined w-fit"
          >
            {t("ask")}
          </Link>
          {!order.billing.company && (order.status === "confirmed" || order.status === "completed") && (
            <Link href={`/withdrawal#${order.number}`} prefetch={false} className="underlined w-fit">
              {t("withdraw")}
            </Link>
          )}
          <OrderParties order={order} />
          <div className="grid gap-6 sm:grid-cols-2">
            <PostalAddress title={t("deliverTo")} address={order.delivery} />
            <PostalAddress title={t("billTo")} address={order.billing} />
          </div>
        </aside>
      </div>
    </article>
  );
}
