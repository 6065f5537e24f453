"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SupplyRow } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "./quantity-text.ts";

/** Announced goods came, all or some of them: into stock, and first to those who wait. */
export function ReceiveForm({ row, onDone }: { row: SupplyRow; onDone: () => void }) {
  const t = useTranslations("backoffice.supplies");
  const trpc = useTRPC();
  const open = (row.quantity * 1000 - row.received * 1000) / 1000;
  const [text, setText] = useState(String(open));
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.supplies.receive.mutationOptions(), {
    done: t("receivedToast", { sku: row.sku }),
    onDone,
  });
  const quantity = readQuantity(text);
  const error =
    quantity === null || quantity <= 0
      ? t("quantityInvalid")
      : quantity > open
        ? t("quantityTooHigh", { open })
        : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (error || quantity === null) event.currentTarget.querySelector<HTMLElement>("[name=quantity]")?.focus();
    else command.run({ id: row.id, version: row.version, quantity });
  };
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("receiveTitle", { sku: row.sku })}
      description={t("receiveText", { name: row.location.name, count: row.waiting })}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
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
        <CommandError command={command} />
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("back")}</Button>
          </DialogClose>
          <Button type="submit" variant="solid" busy={command.busy}>
            {t("receiveConfirm")}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
