"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { PriceListChoice } from "#server/modules/pricing/contract.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

type OwnListFormProps = {
  companyId: string;
  priceListId: string | null;
  lists: readonly PriceListChoice[];
  editable: boolean;
};

/** The price list that a company buys by, besides everybody's. */
export function OwnListForm({ companyId, priceListId, lists, editable }: OwnListFormProps) {
  const t = useTranslations("backoffice.quotes");
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState(priceListId ?? "");
  const save = useCommand(useTRPC().admin.companies.setPriceList.mutationOptions(), { done: t("ownListSaved") });
  const nameOf = ({ name, articles }: PriceListChoice) => t("listOf", { name, articles });
  const present = lists.find((list) => list.id === priceListId);
  if (!editable) return <p>{present ? nameOf(present) : t("everybody")}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run({ companyId, priceListId: chosen || null });
  };
  return (
    <form onSubmit={submit} className="grid max-w-md gap-4">
      <p className="text-muted text-pretty">{t("ownListText")}</p>
      <CommandError command={save} />
      <Field label={t("ownList")} required={false}>
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{t("everybody")}</option>
            {lists.map((list) => (
              <option key={list.id} value={list.id}>
                {nameOf(list)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div>
        <Button type="submit" busy={save.busy} disabled={!hydrated} aria-label={`${t("ownListSave")}: ${t("ownList")}`}>
          {t("ownListSave")}
        </Button>
      </div>
    </form>
  );
}
