"use client";

import { Check, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { ProductDetail } from "../dto.ts";
import { majorText, readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";

type Variant = ProductDetail["variants"][number];

/** The price of one variant, and the one it is compared with when reduced. Enter saves. */
export function PriceForm({ variant }: { variant: Variant }) {
  const t = useTranslations("backoffice.price");
  const locale = useLocale();
  const trpc = useTRPC();
  const currency = variant.price?.currency ?? "EUR";
  const stored = {
    price: variant.price ? majorText(variant.price) : "",
    compareAt: variant.compareAt ? majorText(variant.compareAt) : "",
  };
  const [typed, setTyped] = useState<Partial<typeof stored>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const command = useCommand(trpc.admin.products.updatePrice.mutationOptions(), {
    done: t("done", { sku: variant.sku }),
    onDone: () => setTyped({}),
  });
  const price = typed.price ?? stored.price;
  const compareAt = typed.compareAt ?? stored.compareAt;
  const dirty = price !== stored.price || compareAt !== stored.compareAt;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = readMajor(price, currency);
    const was = compareAt.trim() === "" ? null : readMajor(compareAt, currency);
    if (!next) return setWrong(t("invalid"));
    if (compareAt.trim() !== "" && (!was || was.minor <= next.minor)) return setWrong(t("compareInvalid"));
    setWrong(null);
    command.run({ variantId: variant.id, price: majorText(next), compareAt: was ? majorText(was) : null });
  };
  const error = wrong ?? command.error;
  return (
    <form noValidate onSubmit={submit} className="inline-grid justify-items-end gap-1">
      <span className="inline-flex items-center gap-1.5">
        {dirty && (
          <>
            <Button
              variant="ghost"
              size="icon"
              className="size-7"
              aria-label={t("undo", { sku: variant.sku })}
              onClick={() => {
                setTyped({});
                setWrong(null);
                command.clear();
              }}
            >
              <Undo2 aria-hidden />
            </Button>
            <Button
              type="submit"
              variant="solid"
              size="icon"
              className="size-7"
              busy={command.busy}
              aria-label={t("save", { sku: variant.sku })}
            >
              <Check aria-hidden />
            </Button>
          </>
        )}
        <Input
          aria-label={t("compareAt", { sku: variant.sku })}
          placeholder={t("before")}
          title={t("before")}
          inputMode="decimal"
          autoComplete="off"
          value={compareAt}
          onChange={(event) => setTyped((was) => ({ ...was, compareAt: event.target.value }))}
          className="h-7 w-20 text-right text-muted tabular max-sm:hidden"
        />
        <Input
          aria-label={t("price", { sku: variant.sku })}
          aria-invalid={error ? true : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={price}
          onChange={(event) => setTyped((was) => ({ ...was, price: event.target.value }))}
          className="h-7 w-24 text-right tabular"
        />
        <span className="w-4 text-muted">{currency === "EUR" ? "€" : currency}</span>
      </span>
      {variant.compareAt && !dirty && (
        <span className="max-w-56 text-right text-xs whitespace-normal text-muted">
          {variant.prior ? t("prior", { price: formatMoney(variant.prior, locale) }) : t("noPrior")}
        </span>
      )}
      {error && (
        <span role="alert" className="text-xs whitespace-normal text-danger">
          {error}
        </span>
      )}
    </form>
  );
}
