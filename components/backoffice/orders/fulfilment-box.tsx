import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { OrderDetail } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { PromiseLine } from "./promise-line.tsx";

/** The deliveries of an order, down to the parcel; what could not be shipped yet is a delivery of its own. */
export function FulfilmentBox({ order, linked }: { order: OrderDetail; linked: boolean }) {
  const t = useTranslations("backoffice.fulfilment");
  const promises = useTranslations("shipping.promises");
  return (
    <Section title={t("title")}>
      {order.deliveries.length === 0 && (
        <p className="text-muted">{order.status === "awaiting_payment" ? t("afterPayment") : t("none")}</p>
      )}
      <ul className="grid divide-y divide-line">
        {order.deliveries.map((delivery) => (
          <li key={delivery.id} className="grid gap-1.5 py-2 first:pt-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {linked ? (
                <Link
                  href={`/admin/deliveries/${delivery.number}`}
                  className="underlined inline-flex min-h-6 items-center font-medium tabular"
                >
                  {delivery.number}
                </Link>
              ) : (
                <span className="font-medium tabular">{delivery.number}</span>
              )}
              <Status of="delivery" value={delivery.status} />
              {delivery.isBackorder && <Badge tone="warning">{t("backorder")}</Badge>}
              {delivery.pickup && <Badge tone="info">{promises("pickup")}</Badge>}
              <span className="text-muted">{t("from", { location: delivery.location.name })}</span>
            </div>
            <PromiseLine delivery={delivery} />
            <ul className="grid gap-0.5 text-muted">
              {delivery.lines.map((line) => (
                <li key={line.orderLineId} className="flex gap-3">
                  <span className="w-8 shrink-0 text-right text-ink tabular">{line.quantity} ×</span>
                  <span className="min-w-0">
                    {line.name} <span className="text-xs">{line.sku}</span>
                  </span>
                </li>
              ))}
            </ul>
            {delivery.parcels.map((parcel) => (
              <p key={parcel.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="tabular">{parcel.number}</span>
                <Status of="parcel" value={parcel.status} />
                <span className="text-muted">{parcel.carrier}</span>
                {parcel.trackingNumber &&
                  (parcel.trackingUrl ? (
                    <a
                      href={parcel.trackingUrl}
                      target="_blank"
                      rel="noreferrer"
                      className="underlined inline-flex items-center gap-1 tabular"
                    >
                      {parcel.trackingNumber}
                      <ExternalLink aria-label={t("newTab")} className="size-3" />
                    </a>
                  ) : (
                    <span className="tabular">{parcel.trackingNumber}</span>
                  ))}
                {parcel.shippedAt && <RelativeTime at={parcel.shippedAt} className="text-muted" />}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
