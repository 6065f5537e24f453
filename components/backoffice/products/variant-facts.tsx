"use client";

import { Ruler } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ContentUnit, contentUnits } from "#server/kernel/unit-price.ts";
import type { ProductDetail } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

type Variant = ProductDetail["variants"][number];

/** Weight and content of one variant: opens from its row. */
export function VariantFacts({ variant }: { variant: Variant }) {
  const t = useTranslations("backoffice.product.variantFacts");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        className="size-7"
        aria-label={t("open", { sku: variant.sku })}
        onClick={() => setOpen(true)}
      >
        <Ruler aria-hidden />
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <FactsForm variant={variant} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function FactsForm({ variant, onDone }: { variant: Variant; onDone: () => void }) {
  const t = useTranslations("backoffice.product.variantFacts");
  const trpc = useTRPC();
  const [wrong, setWrong] = useState<"weight" | "amount" | null>(null);
  const command = useCommand(trpc.admin.products.updateVariant.mutationOptions(), { done: t("saved"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const weight = String(data.get("weight") ?? "").trim();
    const amount = String(data.get("amount") ?? "")
      .trim()
      .replace(",", ".");
    const badWeight = weight !== "" && !/^[1-9]\d{0,7}$/.test(weight);
    const badAmount = amount !== "" && !(/^\d{1,9}(\.\d{1,3})?$/.test(amount) && Number(amount) > 0);
    const found = badWeight ? "weight" : badAmount ? "amount" : null;
    setWrong(found);
    if (found) return form.querySelector<HTMLElement>(`[name=${found}]`)?.focus();
    command.run({
      variantId: variant.id,
      weightG: weight ? Number(weight) : null,
      netContent: amount ? { amount, unit: String(data.get("unit")) as ContentUnit } : null,
    });
  };
  return (
    <DialogContent onOpenAutoFocus={focusFirstField} title={t("title", { sku: variant.sku })} description={t("text")}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("weight")} error={wrong === "weight" ? t("weightInvalid") : undefined}>
          {(control) => (
            <Input
              {...control}
              name="weight"
              inputMode="numeric"
              defaultValue={variant.weightG ?? ""}
              className="w-32"
            />
          )}
        </Field>
        <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-start gap-3">
          <Field label={t("content")} error={wrong === "amount" ? t("contentInvalid") : undefined}>
            {(control) => (
              <Input {...control} name="amount" inputMode="decimal" defaultValue={variant.netContent?.amount ?? ""} />
            )}
          </Field>
          <Field label={t("unit")}>
            {(control) => (
              <Select {...control} name="unit" defaultValue={variant.netContent?.unit ?? "ml"}>
                {contentUnits.map((unit) => (
                  <option key={unit} value={unit}>
                    {t(`units.${unit}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <FormActions command={command}>{t("save")}</FormActions>
      </form>
    </DialogContent>
  );
}
