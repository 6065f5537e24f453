"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StockLocation, SupplyRow } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "./quantity-text.ts";

type SupplyFormProps = {
  of: { variantId: string; sku: string; productName: string; options: string };
  /** The goods to change; without it new ones are announced. */
  supply?: SupplyRow;
  places?: readonly StockLocation[];
  onDone: () => void;
};

/** Goods on their way: how many, where to and by when. */
export function SupplyForm({ of, supply, places = [], onDone }: SupplyFormProps) {
  const t = useTranslations("backoffice.supplies");
  const trpc = useTRPC();
  const [tried, setTried] = useState(false);
  const [text, setText] = useState(supply ? String(supply.quantity) : "");
  const [expectedOn, setExpectedOn] = useState(supply?.expectedOn ?? "");
  const done = { done: t(supply ? "changed" : "added", { sku: of.sku }), onDone };
  const add = useCommand(trpc.admin.supplies.add.mutationOptions(), done);
  const change = useCommand(trpc.admin.supplies.change.mutationOptions(), done);
  const command = supply ? change : add;
  const quantity = readQuantity(text);
  const received = supply?.received ?? 0;
  const quantityError =
    quantity === null || quantity <= 0
      ? t("quantityInvalid")
      : quantity <= received
        ? t("quantityTooLow", { received })
        : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const data = new FormData(event.currentTarget);
    if (quantityError || quantity === null || !expectedOn) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${quantityError ? "quantity" : "expectedOn"}]`)?.focus();
      return;
    }
    const note = String(data.get("note") ?? "").trim() || undefined;
    if (supply) change.run({ id: supply.id, version: supply.version, quantity, expectedOn, note });
    else add.run({ variantId: of.variantId, locationCode: String(data.get("place")), quantity, expectedOn, note });
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t(supply ? "changeTitle" : "addTitle", { sku: of.sku })}
      description={`${of.productName} ${of.options}`}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        {!supply && (
          <Field label={t("location")} required>
            {(control) => (
              <Select {...control} name="place">
                {places.map((place) => (
                  <option key={place.code} value={place.code}>
                    {place.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("quantity")} required error={tried ? quantityError : undefined}>
            {(control) => (
              <Input
                {...control}
                name="quantity"
                inputMode="decimal"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="text-right tabular"
              />
            )}
          </Field>
          <Field label={t("expectedOn")} required error={tried && !expectedOn ? t("dateMissing") : undefined}>
            {(control) => (
              <Input
                {...control}
                name="expectedOn"
                type="date"
                value={expectedOn}
                onChange={(event) => setExpectedOn(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Field label={t("note")} required={false}>
          {(control) => <Input {...control} name="note" maxLength={500} defaultValue={supply?.note ?? ""} />}
        </Field>
        <CommandError command={command} />
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("back")}</Button>
          </DialogClose>
          <Button type="submit" variant="solid" busy={command.busy}>
            {t(supply ? "changeConfirm" : "addConfirm")}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
