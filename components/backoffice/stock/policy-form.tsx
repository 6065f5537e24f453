"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { stockModes } from "#server/modules/stock/contract.ts";
import type { StockPolicy, StockRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "./quantity-text.ts";

/** Whether an article sells beyond stock: asked from the server when opened, so that nothing old is saved over. */
export function PolicyDialog({ row, onDone }: { row: StockRow; onDone: () => void }) {
  const t = useTranslations("backoffice.policy");
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.admin.supplies.policy.queryOptions({ variantId: row.variantId }, { staleTime: 0, gcTime: 0 }),
  );
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("title", { sku: row.sku })}
      description={`${row.productName} ${row.options}`}
    >
      {data ? <PolicyForm key={data.seenAt} policy={data} onDone={onDone} /> : <Skeleton className="h-48" />}
    </DialogContent>
  );
}

function PolicyForm({ policy, onDone }: { policy: StockPolicy; onDone: () => void }) {
  const t = useTranslations("backoffice.policy");
  const trpc = useTRPC();
  const [mode, setMode] = useState(policy.mode);
  const [limit, setLimit] = useState(policy.maxBackorder === null ? "" : String(policy.maxBackorder));
  const [releaseOn, setReleaseOn] = useState(policy.releaseOn ?? "");
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.supplies.setPolicy.mutationOptions(), {
    done: t("saved", { sku: policy.sku }),
    onDone,
  });
  const maxBackorder = limit.trim() === "" ? null : readQuantity(limit);
  const limitError = limit.trim() !== "" && (maxBackorder === null || maxBackorder < 0) ? t("limitInvalid") : undefined;
  const dateError = mode === "preorder" && !releaseOn ? t("dateMissing") : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (mode !== "deny" && (limitError || dateError)) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${limitError ? "limit" : "releaseOn"}]`)?.focus();
      return;
    }
    command.run({
      variantId: policy.variantId,
      mode,
      maxBackorder: mode === "deny" ? null : maxBackorder,
      releaseOn: mode === "preorder" ? releaseOn : null,
      seenAt: policy.seenAt,
    });
  };

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <RadioGroup legend={t("mode")}>
        {stockModes.map((each) => (
          <Radio
            key={each}
            name="mode"
            value={each}
            checked={mode === each}
            onChange={() => setMode(each)}
            label={t(`modes.${each}`)}
            description={t(`modes.${each}Text`)}
          />
        ))}
      </RadioGroup>
      {mode === "preorder" && (
        <Field label={t("releaseOn")} required hint={t("releaseHint")} error={tried ? dateError : undefined}>
          {(control) => (
            <Input
              {...control}
              name="releaseOn"
              type="date"
              value={releaseOn}
              onChange={(event) => setReleaseOn(event.target.value)}
              className="w-44"
            />
          )}
        </Field>
      )}
      {mode !== "deny" && (
        <Field label={t("limit")} required={false} hint={t("limitHint")} error={tried ? limitError : undefined}>
          {(control) => (
            <Input
              {...control}
              name="limit"
              inputMode="decimal"
              autoComplete="off"
              value={limit}
              onChange={(event) => setLimit(event.target.value)}
              className="w-32 text-right tabular"
            />
          )}
        </Field>
      )}
      {policy.backordered > 0 && <p className="text-warning">{t("promised", { count: policy.backordered })}</p>}
      <FormActions command={command}>{t("save")}</FormActions>
    </form>
  );
}
