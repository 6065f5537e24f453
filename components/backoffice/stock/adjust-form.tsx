"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { addQuantity, subtractQuantity } from "#server/kernel/quantity.ts";
import type { StockLocation, StockRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "./quantity-text.ts";

type StockFormProps = { row: StockRow; places: readonly StockLocation[]; onDone: () => void };

/** Corrects what the books say to what lies on the shelf. Type the change or the counted figure: each fills the other. */
export function AdjustForm({ row, places, onDone }: StockFormProps) {
  const t = useTranslations("backoffice.stock");
  const trpc = useTRPC();
  const onHandAt = (code: string) => row.locations.find((level) => level.code === code)?.onHand ?? 0;
  const [place, setPlace] = useState(row.locations[0]?.code ?? places[0]?.code ?? "");
  const [change, setChange] = useState("");
  const [counted, setCounted] = useState(String(onHandAt(place)));
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.stock.adjust.mutationOptions(), {
    done: t("adjusted", { sku: row.sku }),
    onDone,
  });

  const delta = readQuantity(change);
  const after = delta === null ? null : addQuantity(onHandAt(place), delta);
  const changeError =
    delta === null || delta === 0
      ? t("changeInvalid")
      : after !== null && after < 0
        ? t("changeTooLow", { onHand: onHandAt(place) })
        : undefined;
  const noteError = note.trim().length < 3 ? t("noteMissing") : undefined;

  const typeChange = (text: string) => {
    setChange(text);
    const value = readQuantity(text);
    if (value !== null) setCounted(String(addQuantity(onHandAt(place), value)));
  };
  const typeCounted = (text: string) => {
    setCounted(text);
    const value = readQuantity(text);
    if (value !== null) setChange(String(subtractQuantity(value, onHandAt(place))));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (changeError || noteError || delta === null) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${changeError ? "change" : "note"}]`)?.focus();
      return;
    }
    command.run({ variantId: row.variantId, locationCode: place, quantity: delta, note: note.trim() });
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("adjustTitle", { sku: row.sku })}
      description={`${row.productName} ${row.options}`}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("location")} required>
          {(control) => (
            <Select
              {...control}
              value={place}
              onChange={(event) => {
                setPlace(event.target.value);
                setChange("");
                setCounted(String(onHandAt(event.target.value)));
              }}
            >
              {places.map((each) => (
                <option key={each.code} value={each.code}>
                  {t("placeOption", { name: each.name, onHand: onHandAt(each.code) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("change")} required hint={t("changeHint")} error={tried ? changeError : undefined}>
            {(control) => (
              <Input
                {...control}
                name="change"
                inputMode="text"
                autoComplete="off"
                value={change}
                onChange={(event) => typeChange(event.target.value)}
                className="text-right tabular"
              />
            )}
          </Field>
          <Field label={t("counted")}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                autoComplete="off"
                value={counted}
                onChange={(event) => typeCounted(event.target.value)}
                className="text-right tabular"
              />
            )}
          </Field>
        </div>
        <Field label={t("reason")} required hint={t("reasonHint")} error={tried ? noteError : undefined}>
          {(control) => (
            <Input
              {...control}
              name="note"
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FormActions command={command}>{t("adjustConfirm")}</FormActions>
      </form>
    </DialogContent>
  );
}
