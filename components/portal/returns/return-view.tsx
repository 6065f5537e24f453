"use client";
import { useMutation } from "@tanstack/react-query";
import { FileDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Price } from "#components/ui/price.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { OwnReturn } from "#server/modules/fulfilment/contract-returning.ts";
import { CallOff } from "../call-off.tsx";
import { attachmentHref, type OrderSource, orderHref, returnLabelHref } from "../document-href.ts";
import { OrderLines } from "../order-lines.tsx";
import { useDates } from "../use-dates.ts";
import { ChooseWay } from "./choose-way.tsx";

const tones = { requested: "info", received: "info", closed: "success", cancelled: "neutral" } as const;

/** One return as its buyer follows it: what to do next, where the money stands, what was sent. */
export function ReturnView({ initial, source }: { initial: OwnReturn; source: OrderSource }) {
  const t = useTranslations("portal.return");
  const dates = useDates();
  const [found, setFound] = useState(initial);
  return (
    <article className="grid gap-10">
      <header className="grid gap-3">
        <p className="text-muted">
          <Link href={orderHref(source)} className="underlined tabular">
            {t("ofOrder", { number: found.orderNumber })}
          </Link>
          {" · "}
          <time dateTime={found.createdAt}>{t("announcedOn", { date: dates.day(found.createdAt) })}</time>
        </p>
        <h1 className="display text-5xl">
          {t("title", { number: found.number })} <Badge tone={tones[found.status]}>{t(`status.${found.status}`)}</Badge>
        </h1>
      </header>
      <div className="grid items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="grid gap-10">
          {found.ways && <ChooseWay found={found} ways={found.ways} source={source} onDone={setFound} />}
          {found.status === "requested" && !found.ways && <Next found={found} source={source} />}
          <section aria-labelledby="goods" className="grid gap-4">
            <h2 id="goods" className="display text-3xl">
              {t("goods")}
            </h2>
            <OrderLines
              items={found.lines.map((line) => ({
                ...line,
                key: line.orderLineId,
                description:
                  [line.description, line.replacement && t("exchange.for", { article: line.replacement })]
                    .filter(Boolean)
                    .join(" · ") || null,
              }))}
            />
            <p className="text-sm text-muted">
              {t("reason", {
                reason: t.has(`reasons.${found.reason}` as never)
                  ? t(`reasons.${found.reason}` as never)
                  : found.reason,
              })}
            </p>
            {found.remark && <p className="text-pretty whitespace-pre-line">{found.remark}</p>}
            {found.photos.length > 0 && (
              <ul className="flex flex-wrap gap-3">
                {found.photos.map((photo) => (
                  <li key={photo.id}>
                    <a
                      href={attachmentHref(source, photo.id)}
                      target="_blank"
                      rel="noreferrer"
                      className="block size-24 overflow-hidden rounded-control bg-tile"
                    >
                      <img src={attachmentHref(source, photo.id)} alt={photo.name} className="size-full object-cover" />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <aside aria-label={t("money")} className="grid gap-8">
          {found.exchange && <Exchange exchange={found.exchange} source={source} />}
          <Money found={found} />
          {found.mayCancel && <Cancel found={found} source={source} onDone={setFound} />}
        </aside>
      </div>
    </article>
  );
}

function Next({ found, source }: { found: OwnReturn; source: OrderSource }) {
  const t = useTranslations("portal.return");
  const way = found.wayBack ?? "unsaid";
  const paper = way === "own" || (way === "label" && found.trackingNumber !== null);
  return (
    <section aria-labelledby="next" className="grid justify-items-start gap-4 bg-sunk p-6">
      <h2 id="next" className="display text-3xl">
        {t("next")}
      </h2>
      <ol className="grid list-decimal gap-2 pl-5">
        <li>{t("steps.pack")}</li>
        {way === "label" && <li>{t("steps.label")}</li>}
        {way === "own" && <li>{t("steps.own")}</li>}
        {way === "store" && found.store && (
          <li>
            {t("steps.store", { number: found.number })}{" "}
            <span className="font-medium">
              {found.store.name}, {found.store.line1}, {found.store.postcode} {found.store.city}
            </span>
          </li>
        )}
        {way === "unsaid" && <li>{t("steps.unsaid", { number: found.number })}</li>}
        <li>{t("steps.wait")}</li>
      </ol>
      {way === "label" && !paper && <Alert tone="info">{t("labelComing")}</Alert>}
      {paper && (
        <a
          href={returnLabelHref(source, found.number)}
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ variant: "primary" })}
        >
          <FileDown aria-hidden />
          {t(way === "label" ? "downloadLabel" : "downloadSlip")}
        </a>
      )}
      {found.trackingNumber && (
        <p className="tabular text-sm text-muted">{t("tracking", { number: found.trackingNumber })}</p>
      )}
    </section>
  );
}

type ExchangeProps = { exchange: NonNullable<OwnReturn["exchange"]>; source: OrderSource };

/** What is sent instead, and where that stands. */
function Exchange({ exchange, source }: ExchangeProps) {
  const t = useTranslations("portal.return.exchange");
  const locale = useLocale();
  const dates = useDates();
  const { state, number, heldUntil, due, reason, orderStatus } = exchange;
  const told = () => {
    if (state === "refused") return reason ? t("refused", { reason }) : t("calledOff");
    if (state === "sent") return due.minor > 0 ? t("due", { amount: formatMoney(due, locale) }) : t("sent");
    return orderStatus === "awaiting_payment" && heldUntil ? t("open", { day: dates.day(heldUntil) }) : t("lapsed");
  };
  return (
    <section aria-labelledby="exchange" className="grid justify-items-start gap-3">
      <h2 id="exchange" className="display text-3xl">
        {t("title")}
      </h2>
      <p className="text-pretty">{told()}</p>
      {"token" in source ? (
        <p className="tabular text-sm text-muted">{t("order", { number })}</p>
      ) : (
        <Link href={orderHref({ number })} className="underlined tabular">
          {t("order", { number })}
        </Link>
      )}
    </section>
  );
}

function Money({ found }: { found: OwnReturn }) {
  const t = useTranslations("portal.return");
  const dates = useDates();
  // All of it is exchanged, and nothing of it was left over.
  const swapped = found.exchange !== null && found.exchange.state !== "refused" && found.expected?.minor === 0;
  if (swapped && found.refunds.length === 0) return null;
  return (
    <section aria-labelledby="money" className="grid gap-3">
      <h2 id="money" className="display text-3xl">
        {t("money")}
      </h2>
      {found.refunds.map((refund) => (
        <p key={refund.id} className="flex items-baseline justify-between gap-4">
          <span>
            {t(`refund.${refund.status}`)} <span className="text-sm text-muted">{dates.day(refund.at)}</span>
          </span>
          <Price amount={refund.amount} className="font-medium" />
        </p>
      ))}
      {found.refunds.length === 0 && found.status !== "cancelled" && (
        <>
          {found.expected && (
            <p className="flex items-baseline justify-between gap-4">
              <span>{t("expected")}</span>
              <Price amount={found.expected} className="text-xl font-medium" />
            </p>
          )}
          {found.withShipping && <p className="text-sm text-muted">{t("withShipping")}</p>}
          <p className="text-sm text-muted text-pretty">
            {found.status === "closed"
              ? t("noRefund")
              : found.refundBy
                ? t("by", { day: dates.day(`${found.refundBy}T12:00:00Z`) })
                : t("when")}
          </p>
        </>
      )}
      {found.status === "cancelled" && <p className="text-sm text-muted">{t("cancelledText")}</p>}
    </section>
  );
}

type CancelProps = { found: OwnReturn; source: OrderSource; onDone: (found: OwnReturn) => void };

function Cancel({ found, source, onDone }: CancelProps) {
  const t = useTranslations("portal.return");
  const api = useTRPC();
  const cancel = useMutation(api.shop.orderReturns.cancel.mutationOptions());
  // In the account a return is reached by its own number; its order goes along.
  const order = "token" in source ? source : { number: found.orderNumber };
  return (
    <CallOff
      words={{ label: t("cancel"), title: t("cancelTitle"), text: t("cancelText"), confirm: t("cancelConfirm") }}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={(close) =>
        cancel.mutate(
          { ...order, returnNumber: found.number, version: found.version },
          {
            onSuccess: (after) => {
              close();
              onDone(after);
            },
          },
        )
      }
    />
  );
}
