"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { dayText, readDay } from "../coupons/read-coupon.ts";
import type { ListPriceRow, PriceListDetail } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { majorText, readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "../stock/quantity-text.ts";

type List = Pick<PriceListDetail, "id" | "currency" | "channels">;

/** Opens the form of a price: a new one, or one of the list. */
export function PriceButton({ list, row }: { list: List; row?: ListPriceRow }) {
  const t = useTranslations("backoffice.priceLists");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={row ? "ghost" : "primary"}
        size={row ? "sm" : "md"}
        aria-label={row && `${t("change")}: ${t("changePriceOf", { sku: row.sku, quantity: row.minQuantity })}`}
        onClick={() => setOpen(true)}
      >
        {t(row ? "change" : "addPrice")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <PriceForm list={list} row={row} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

const fields = ["sku", "price", "compareAt", "minQuantity", "validFrom", "validTo"] as const;
type FieldName = (typeof fields)[number];

function PriceForm({ list, row, onDone }: { list: List; row: ListPriceRow | undefined; onDone: () => void }) {
  const t = useTranslations("backoffice.priceLists");
  const trpc = useTRPC();
  const { currency } = list;
  const [sku, setSku] = useState(row?.sku ?? "");
  const [wrong, setWrong] = useState<Partial<Record<FieldName, string>>>({});
  const saved = { done: t("priceSaved", { sku }), onDone };
  const add = useCommand(trpc.admin.prices.add.mutationOptions(), saved);
  const change = useCommand(trpc.admin.prices.change.mutationOptions(), saved);
  const remove = useCommand(trpc.admin.prices.remove.mutationOptions(), { done: t("removed", { sku }), onDone });
  const seen = row && { priceListId: list.id, id: row.id, version: row.version };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: FieldName) => String(data.get(name) ?? "").trim();
    const price = readMajor(text("price"), currency);
    const before = text("compareAt") === "" ? null : readMajor(text("compareAt"), currency);
    const minQuantity = readQuantity(text("minQuantity"));
    const found: typeof wrong = {
      ...(!sku.trim() && { sku: t("skuMissing") }),
      ...(!price && { price: t("priceInvalid") }),
      ...(text("compareAt") && (before?.minor ?? 0) <= (price?.minor ?? 0) && { compareAt: t("compareInvalid") }),
      ...((minQuantity === null || minQuantity <= 0) && { minQuantity: t("quantityInvalid") }),
      ...(text("validTo") && text("validTo") < text("validFrom") && { validTo: t("datesInvalid") }),
    };
    setWrong(found);
    const first = fields.find((name) => found[name]);
    if (first) return form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    if (!price || minQuantity === null) return;
    const terms = {
      ...{ minQuantity, price: majorText(price), compareAt: before && majorText(before) },
      ...{ validFrom: readDay(text("validFrom")), validTo: readDay(text("validTo"), 1) },
    };
    if (seen) change.run({ ...seen, ...terms });
    else add.run({ priceListId: list.id, sku: sku.trim(), ...terms });
  };
  const amount = (name: "price" | "compareAt", value: string, hint?: string) => (
    <Field
      label={t(name === "price" ? "priceOf" : "compareAt", { currency })}
      required={name === "price"}
      error={wrong[name]}
      hint={hint}
    >
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          maxLength={16}
          defaultValue={value}
          className="tabular"
        />
      )}
    </Field>
  );
  const day = (name: "validFrom" | "validTo", value: string) => (
    <Field label={t(name)} required={false} error={wrong[name]}>
      {(control) => <Input {...control} type="date" name={name} defaultValue={value} />}
    </Field>
  );
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t(row ? "changePrice" : "addPrice")}
      description={row ? [row.name, row.description, row.sku].filter(Boolean).join(" · ") : t("addText")}
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        {!row && (
          <Field label={t("sku")} required error={wrong.sku}>
            {(control) => (
              <Input
                {...control}
                name="sku"
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={60}
                value={sku}
                onChange={(event) => setSku(event.target.value)}
              />
            )}
          </Field>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          {amount("price", row ? majorText(row.price) : "")}
          <Field label={t("minQuantity")} required error={wrong.minQuantity}>
            {(control) => (
              <Input
                {...control}
                name="minQuantity"
                inputMode="decimal"
                autoComplete="off"
                maxLength={9}
                defaultValue={row ? String(row.minQuantity) : "1"}
                className="tabular"
              />
            )}
          </Field>
          {day("validFrom", dayText(row?.validFrom ?? null))}
          {day("validTo", dayText(row?.validTo ?? null, 1))}
        </div>
        {/* Nobody announces a reduction to companies: their list says what they pay. */}
        {list.channels.length > 0 &&
          amount("compareAt", row?.compareAt ? majorText(row.compareAt) : "", t("compareHint"))}
        <FormActions
          command={row ? change : add}
          remove={seen && { command: remove, label: t("remove"), run: () => remove.run(seen) }}
        >
          {t("savePrice")}
        </FormActions>
      </form>
    </DialogContent>
  );
}
