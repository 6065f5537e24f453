"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { BookButton, LabelLink, ParcelContents } from "./parcel-list.tsx";

const plausible = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{2,49}$/u;

/** Hands the parcels to the carrier: each gets its number, the customer gets the mail. */
export function ShippingStep({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("backoffice.shipping");
  const trpc = useTRPC();
  const [tried, setTried] = useState(false);
  const [numbers, setNumbers] = useState<Record<string, string>>({});
  const [carriers, setCarriers] = useState<Record<string, string>>({});
  const command = useCommand(trpc.admin.deliveries.ship.mutationOptions(), { done: t("done") });
  const booked = new Map(delivery.parcels.map((parcel) => [parcel.id, parcel.trackingNumber ?? ""]));
  const numberOf = (id: string) => (numbers[id] ?? booked.get(id) ?? "").trim();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const wrong = delivery.parcels.find((parcel) => !plausible.test(numberOf(parcel.id)));
    if (wrong) {
      event.currentTarget.querySelector<HTMLElement>(`[name="tracking-${wrong.id}"]`)?.focus();
      return;
    }
    command.run({
      number: delivery.number,
      version: delivery.version,
      parcels: delivery.parcels.map((parcel) => ({
        id: parcel.id,
        carrier: (carriers[parcel.id] ?? parcel.carrier).trim() || undefined,
        trackingNumber: numberOf(parcel.id),
      })),
    });
  };

  return (
    <Section title={t("title")} className="print:hidden">
      <form noValidate onSubmit={submit} className="grid gap-3">
        <ul className="grid divide-y divide-line">
          {delivery.parcels.map((parcel) => {
            const value = numbers[parcel.id] ?? booked.get(parcel.id) ?? "";
            const error = !tried
              ? undefined
              : value.trim() === ""
                ? t("trackingMissing")
                : plausible.test(value.trim())
                  ? undefined
                  : t("trackingInvalid");
            return (
              <li key={parcel.id} className="grid gap-3 py-3 first:pt-0 sm:grid-cols-[minmax(0,1fr)_10rem_16rem]">
                <div className="grid content-start justify-items-start gap-2">
                  <ParcelContents parcel={parcel} />
                  {parcel.bookedAt ? (
                    <LabelLink number={parcel.number} />
                  ) : (
                    delivery.shippingMethod.books && <BookButton parcel={parcel} />
                  )}
                </div>
                <Field label={t("carrier")}>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={60}
                      value={carriers[parcel.id] ?? parcel.carrier}
                      onChange={(event) => setCarriers((was) => ({ ...was, [parcel.id]: event.target.value }))}
                    />
                  )}
                </Field>
                <Field
                  label={t("tracking")}
                  required
                  error={error}
                  hint={delivery.shippingMethod.books && !parcel.bookedAt ? t("byHand") : undefined}
                >
                  {(control) => (
                    <Input
                      {...control}
                      name={`tracking-${parcel.id}`}
                      autoComplete="off"
                      spellCheck={false}
                      value={value}
                      onChange={(event) => setNumbers((was) => ({ ...was, [parcel.id]: event.target.value }))}
                      className="tabular"
                    />
                  )}
                </Field>
              </li>
            );
          })}
        </ul>
        <CommandError command={command} />
        <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line pt-3">
          <p className="mr-auto text-muted">{t("tells")}</p>
          <Button type="submit" variant="primary" busy={command.busy}>
            {t("confirm", { count: delivery.parcels.length })}
          </Button>
        </div>
      </form>
    </Section>
  );
}
