"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { ReturnDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Holds other variants for what comes back, for a customer who asks for it later. */
export function StartExchangeButton({ found }: { found: ReturnDetail }) {
  const t = useTranslations("backoffice.returns");
  const commands = useTranslations("backoffice.command");
  const locale = useLocale();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [wishes, setWishes] = useState<Readonly<Record<string, string>>>({});
  const [missing, setMissing] = useState(false);
  const { number, version } = found;
  const offered = useQuery(trpc.admin.returns.exchangeChoices.queryOptions({ number }, { enabled: open }));
  const command = useCommand(trpc.admin.returns.startExchange.mutationOptions(), {
    done: (held) => t("startExchangeDone", { number: held.number }),
    onDone: () => setOpen(false),
  });
  const lines = Object.entries(wishes).flatMap(([orderLineId, variantId]) =>
    variantId ? [{ orderLineId, variantId }] : [],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(lines.length === 0);
    if (lines.length > 0) command.run({ number, version, lines });
  };
  return (
    <>
      <Button
        onClick={() => {
          command.clear();
          setWishes({});
          setMissing(false);
          setOpen(true);
        }}
      >
        {t("startExchange")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("startExchangeTitle")} description={t("startExchangeText")}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            {found.lines.map((line) => {
              const choices = offered.data?.find((one) => one.orderLineId === line.orderLineId)?.choices ?? [];
              return (
                <Field
                  key={line.orderLineId}
                  label={`${line.quantity} × ${[line.name, line.description].filter(Boolean).join(", ")}`}
                  required={false}
                >
                  {(control) => (
                    <Select
                      {...control}
                      value={wishes[line.orderLineId] ?? ""}
                      onChange={(event) => setWishes({ ...wishes, [line.orderLineId]: event.target.value })}
                    >
                      <option value="">{t("noExchange")}</option>
                      {choices
                        .filter((choice) => choice.available >= line.quantity)
                        .map((choice) => (
                          <option key={choice.variantId} value={choice.variantId}>
                            {choice.difference && choice.difference.minor !== 0
                              ? `${choice.label} · ${choice.difference.minor > 0 ? "+" : ""}${formatMoney(choice.difference, locale)}`
                              : choice.label}
                          </option>
                        ))}
                    </Select>
                  )}
                </Field>
              );
            })}
            {missing && (
              <p role="alert" className="text-sm text-danger">
                {t("nothingChosen")}
              </p>
            )}
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{commands("cancel")}</Button>
              </DialogClose>
              <Button type="submit" variant="solid" busy={command.busy}>
                {t("exchange")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
