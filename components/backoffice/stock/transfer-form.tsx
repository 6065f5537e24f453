"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StockLocation, StockRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "./quantity-text.ts";

type StockFormProps = { row: StockRow; places: readonly StockLocation[]; onDone: () => void };

/** Sends stock from one place to another; only what is not promised to an order can go. */
export function TransferForm({ row, places, onDone }: StockFormProps) {
  const t = useTranslations("backoffice.stock");
  const trpc = useTRPC();
  const freeAt = (code: string) => row.locations.find((level) => level.code === code)?.available ?? 0;
  const [from, setFrom] = useState(places.find((place) => freeAt(place.code) > 0)?.code ?? places[0]?.code ?? "");
  const [to, setTo] = useState(places.find((place) => place.code !== from)?.code ?? "");
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.stock.transfer.mutationOptions(), {
    done: t("transferred", { sku: row.sku }),
    onDone,
  });
  const quantity = readQuantity(text);
  const error =
    quantity === null || quantity <= 0
      ? t("quantityInvalid")
      : quantity > freeAt(from)
        ? t("quantityTooHigh", { free: freeAt(from) })
        : undefined;
  const sameError = from === to ? t("samePlace") : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (error || sameError || quantity === null) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${sameError ? "to" : "quantity"}]`)?.focus();
      return;
    }
    command.run({ variantId: row.variantId, fromCode: from, toCode: to, quantity, note: note.trim() || undefined });
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("transferTitle", { sku: row.sku })}
      description={`${row.productName} ${row.options}`}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("from")} required>
            {(control) => (
              <Select {...control} value={from} onChange={(event) => setFrom(event.target.value)}>
                {places.map((place) => (
                  <option key={place.code} value={place.code}>
                    {t("freeOption", { name: place.name, free: freeAt(place.code) })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("to")} required error={tried ? sameError : undefined}>
            {(control) => (
              <Select {...control} name="to" value={to} onChange={(event) => setTo(event.target.value)}>
                {places.map((place) => (
                  <option key={place.code} value={place.code}>
                    {t("freeOption", { name: place.name, free: freeAt(place.code) })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field label={t("quantity")} required error={tried ? error : undefined}>
          {(control) => (
            <Input
              {...control}
              name="quantity"
              inputMode="decimal"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="w-32 text-right tabular"
            />
          )}
        </Field>
        <Field label={t("reason")} required={false}>
          {(control) => (
            <Input {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <FormActions command={command}>{t("transferConfirm")}</FormActions>
      </form>
    </DialogContent>
  );
}
