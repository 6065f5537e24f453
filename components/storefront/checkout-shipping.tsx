"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Step } from "./checkout-states.tsx";
import { ShippingChoice } from "./shipping-choice.tsx";
import type { CheckoutPart } from "./use-checkout.ts";

/** How it gets there, with price and date, and a word to the workshop. */
export function ShippingStep({ checkout }: Pick<CheckoutPart, "checkout">) {
  const t = useTranslations("checkout");
  const message = useErrorMessage();
  const [noteOpen, setNoteOpen] = useState(false);
  const { draft, change, methods, chosen } = checkout;
  return (
    <Step title={t("shipping.title")}>
      {methods.error && <Alert tone="danger">{message(methods.error)}</Alert>}
      {methods.data?.length === 0 && <Alert tone="warning">{t("shipping.none")}</Alert>}
      {methods.data ? (
        <ShippingChoice
          methods={methods.data}
          chosen={chosen?.code}
          onChoose={(shippingMethod) => change({ shippingMethod })}
        />
      ) : (
        !methods.error && <Skeleton className="h-40" />
      )}
      {noteOpen || draft.note ? (
        <Field label={t("note.label")} required={false}>
          {(control) => (
            <Textarea
              {...control}
              name="note"
              maxLength={500}
              value={draft.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Button variant="link" className="w-fit" onClick={() => setNoteOpen(true)}>
          {t("note.add")}
        </Button>
      )}
    </Step>
  );
}
