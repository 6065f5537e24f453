"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { addParcel, type DraftParcel, gramsOf, oneParcel, removeParcel, shortfall, unpacked } from "./parcels.ts";
import { QuantityInput } from "./quantity-input.tsx";

type PackingFormProps = {
  number: string;
  version: number;
  lines: DeliveryDetail["lines"];
  /** True while the counts are still being saved. */
  waiting: boolean;
  onBack: () => void;
};

/** Puts what was picked into parcels; says before it happens what will go on backorder. */
export function PackingForm({ number, version, lines, waiting, onBack }: PackingFormProps) {
  const t = useTranslations("backoffice.packing");
  const trpc = useTRPC();
  const form = useRef<HTMLFormElement>(null);
  const picked = lines.filter((line) => line.picked > 0);
  const [parcels, setParcels] = useState<readonly DraftParcel[]>(() => [oneParcel("1", lines)]);
  const [nextKey, setNextKey] = useState(2);
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.deliveries.pack.mutationOptions(), {
    done: t("done", { count: parcels.length }),
  });
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input")?.focus();
  }, []);

  const nameOf = (id: string) => lines.find((line) => line.id === id)?.name ?? id;
  const missing = shortfall(lines);
  const loose = unpacked(lines, parcels);
  const empty = parcels.filter((parcel) => Object.values(parcel.quantities).every((quantity) => quantity === 0));
  const badWeight = parcels.filter((parcel) => gramsOf(parcel.weightG) === null);
  const change = (key: string, patch: Partial<DraftParcel>) =>
    setParcels((all) => all.map((parcel) => (parcel.key === key ? { ...parcel, ...patch } : parcel)));

  const submit = () => {
    setTried(true);
    if (loose.length || empty.length || badWeight.length) {
      if (badWeight[0]) form.current?.querySelector<HTMLElement>(`[name="weight-${badWeight[0].key}"]`)?.focus();
      return;
    }
    command.run({
      number,
      version,
      parcels: parcels.map((parcel) => ({
        weightG: gramsOf(parcel.weightG) ?? undefined,
        lines: Object.entries(parcel.quantities)
          .filter(([, quantity]) => quantity > 0)
          .map(([deliveryLineId, quantity]) => ({ deliveryLineId, quantity })),
      })),
    });
  };

  return (
    <Section title={t("title")} className="print:hidden">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="grid gap-4"
      >
        <ol className="grid divide-y divide-line">
          {parcels.map((parcel, i) => (
            <li key={parcel.key} className="grid gap-2 py-3 first:pt-0">
              <div className="flex flex-wrap items-end gap-3">
                <h3 className="mr-auto font-medium">{t("parcel", { n: i + 1 })}</h3>
                <Field
                  label={t("weight")}
                  required={false}
                  error={tried && gramsOf(parcel.weightG) === null ? t("weightInvalid") : undefined}
                >
                  {(control) => (
                    <Input
                      {...control}
                      name={`weight-${parcel.key}`}
                      inputMode="decimal"
                      placeholder="2,5"
                      value={parcel.weightG}
                      onChange={(event) => change(parcel.key, { weightG: event.target.value })}
                      className="w-28 text-right tabular"
                    />
                  )}
                </Field>
                {parcels.length > 1 && (
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={t("removeParcel", { n: i + 1 })}
                    onClick={() => setParcels((all) => removeParcel(all, parcel.key))}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                )}
              </div>
              <ul className="grid gap-1">
                {picked.map((line) => (
                  <li key={line.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                    <span className="min-w-0">
                      {line.name} <span className="text-xs text-muted">{line.sku}</span>
                    </span>
                    <QuantityInput
                      value={parcel.quantities[line.id] ?? 0}
                      max={line.picked}
                      uom={line.uom}
                      of={t("inParcel", { name: line.name, n: i + 1 })}
                      onChange={(quantity) =>
                        change(parcel.key, { quantities: { ...parcel.quantities, [line.id]: quantity } })
                      }
                    />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => {
            setParcels((all) => addParcel(all, String(nextKey), lines));
            setNextKey((key) => key + 1);
          }}
        >
          <Plus aria-hidden />
          {t("addParcel")}
        </Button>
        {(loose.length > 0 || (tried && empty.length > 0)) && (
          <Alert tone="danger">
            <ul>
              {loose.map(({ id, left }) => (
                <li key={id}>
                  {left > 0
                    ? t("left", { quantity: left, name: nameOf(id) })
                    : t("tooMuch", { quantity: -left, name: nameOf(id) })}
                </li>
              ))}
              {tried && empty.length > 0 && <li>{t("emptyParcel")}</li>}
            </ul>
          </Alert>
        )}
        {missing.length > 0 && (
          <Alert tone="warning" title={t("backorderTitle")}>
            <p>{t("backorderText")}</p>
            <ul className="list-disc pl-4">
              {missing.map(({ id, missing: quantity }) => (
                <li key={id}>
                  <span className="tabular">{quantity}</span> × {nameOf(id)}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <CommandError command={command} />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-3">
          <Button onClick={onBack}>{t("back")}</Button>
          <Button type="submit" variant="primary" busy={command.busy || waiting}>
            {missing.length ? t("confirmPartial", { count: parcels.length }) : t("confirm", { count: parcels.length })}
          </Button>
        </div>
      </form>
    </Section>
  );
}
