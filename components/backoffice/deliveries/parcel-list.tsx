"use client";

import { ExternalLink } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { documentHref } from "../shared/document-href.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { useCommand } from "../shared/use-command.ts";

type Parcel = DeliveryDetail["parcels"][number];

/** The parcels that left, with their tracking; closes those that the carrier says have arrived. */
export function ParcelList({ delivery, mayDeliver }: { delivery: DeliveryDetail; mayDeliver: boolean }) {
  const t = useTranslations("backoffice.shipping");
  return (
    <Section title={t("parcels")}>
      <ul className="grid divide-y divide-line">
        {delivery.parcels.map((parcel) => (
          <li key={parcel.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 py-3 first:pt-0">
            <div className="min-w-56 grow">
              <ParcelContents parcel={parcel} />
              <Scans parcel={parcel} />
            </div>
            <div className="grid justify-items-end gap-1">
              <Status of="parcel" value={parcel.status} />
              <p>
                {parcel.carrier}{" "}
                {parcel.trackingUrl ? (
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
                )}
              </p>
              {parcel.shippedAt && <RelativeTime at={parcel.deliveredAt ?? parcel.shippedAt} className="text-muted" />}
              {parcel.bookedAt && <LabelLink number={parcel.number} />}
              {mayDeliver && parcel.status === "shipped" && <MarkDelivered parcel={parcel} />}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function ParcelContents({ parcel }: { parcel: Parcel }) {
  const format = useFormatter();
  const kilograms =
    parcel.weightG === null ? null : format.number(parcel.weightG / 1000, { style: "unit", unit: "kilogram" });
  return (
    <div className="grid content-start gap-0.5">
      <p className="font-medium tabular">
        {parcel.number}
        {kilograms && <span className="font-normal text-muted"> · {kilograms}</span>}
      </p>
      <ul className="text-muted">
        {parcel.lines.map((line) => (
          <li key={line.deliveryLineId}>
            <span className="text-ink tabular">{line.quantity} ×</span> {line.name}{" "}
            <span className="text-xs">{line.sku}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the carrier saw of it, the latest first. */
function Scans({ parcel }: { parcel: Parcel }) {
  const t = useTranslations("backoffice.shipping");
  if (parcel.scans.length === 0) return null;
  return (
    <ol className="mt-2 grid gap-0.5 text-xs">
      {parcel.scans.map((scan) => (
        <li key={`${scan.at}${scan.status}`} className="flex flex-wrap gap-x-2">
          <span>
            {[t(`scan.${scan.status}`), scan.reason && t(`reason.${scan.reason}`)].filter(Boolean).join(" : ")}
          </span>
          <span className="text-muted">{scan.place}</span>
          <RelativeTime at={scan.at} className="text-muted" />
        </li>
      ))}
    </ol>
  );
}

/** The label that the carrier's booking gave, as PDF. */
export function LabelLink({ number }: { number: string }) {
  const t = useTranslations("backoffice.shipping");
  const locale = useLocale();
  return (
    <a
      href={documentHref.parcelLabel(number, locale)}
      target="_blank"
      rel="noreferrer"
      aria-label={t("labelOf", { number })}
      className="underlined inline-flex min-h-6 items-center"
    >
      {t("label")}
    </a>
  );
}

/** Has the carrier take a parcel on: its number and its label are there at once. */
export function BookButton({ parcel }: { parcel: Parcel }) {
  const t = useTranslations("backoffice.shipping");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.deliveries.book.mutationOptions(), {
    done: t("booked", { number: parcel.number }),
  });
  return (
    <>
      <Button size="sm" busy={command.busy} onClick={() => command.run({ parcelId: parcel.id })}>
        {t("book")}
        <span className="sr-only"> {parcel.number}</span>
      </Button>
      <CommandError command={command} />
    </>
  );
}

function MarkDelivered({ parcel }: { parcel: Parcel }) {
  const t = useTranslations("backoffice.shipping");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.deliveries.markDelivered.mutationOptions(), {
    done: t("delivered", { number: parcel.number }),
  });
  return (
    <>
      <Button size="sm" busy={command.busy} onClick={() => command.run({ parcelId: parcel.id })}>
        {t("markDelivered")}
      </Button>
      <CommandError command={command} />
    </>
  );
}
