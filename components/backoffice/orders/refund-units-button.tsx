"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Amount } from "../shared/amount.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { Facts } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { chosen, type PickableLine, type Picked, UnitPicker } from "./unit-picker.tsx";

type RefundUnitsButtonProps = {
  orderNumber: string;
  /** The order's version, or the return's when `returnNumber` is given. */
  version: number;
  lines: readonly PickableLine[];
  /** The refund is of units that came back with this return. */
  returnNumber?: string;
  /** Chosen to begin with. */
  initial?: Picked;
  /** The shipping was told to go back too. */
  withShippingFirst?: boolean;
  variant?: "primary" | "secondary";
  size?: "sm" | "md";
};

/** Gives the money of chosen units back: the server says how much from what was frozen when they were ordered. */
export function RefundUnitsButton({
  orderNumber,
  version,
  lines,
  returnNumber,
  initial = {},
  withShippingFirst = false,
  variant,
  size,
}: RefundUnitsButtonProps) {
  const t = useTranslations("backoffice.refundUnits");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Picked>(initial);
  const [withShipping, setWithShipping] = useState(withShippingFirst);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [key, setKey] = useState("");
  const options = { done: t("done"), onDone: () => setOpen(false) };
  const ofOrder = useCommand(trpc.admin.payments.refundUnits.mutationOptions(), options);
  const ofReturn = useCommand(trpc.admin.returns.refund.mutationOptions(), options);
  const command = returnNumber ? ofReturn : ofOrder;
  const units = chosen(picked);
  const wanted = { number: orderNumber, lines: units, withShipping };
  const quote = useQuery(
    trpc.admin.payments.quoteRefund.queryOptions(wanted, {
      enabled: open && units.length > 0,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const show = () => {
    setPicked(initial);
    setWithShipping(withShippingFirst);
    setReason("");
    setTried(false);
    setKey(crypto.randomUUID());
    command.clear();
    setOpen(true);
  };
  const reasonMissing = reason.trim().length < 3;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (units.length === 0) return;
    if (reasonMissing) {
      event.currentTarget.querySelector<HTMLElement>("[name=reason]")?.focus();
      return;
    }
    const rest = { version, lines: units, withShipping, reason: reason.trim(), idempotencyKey: key };
    if (returnNumber) ofReturn.run({ number: returnNumber, ...rest });
    else ofOrder.run({ number: orderNumber, ...rest });
  };
  const total = units.length > 0 ? quote.data?.total : undefined;
  return (
    <>
      <Button variant={variant} size={size} onClick={show} className="justify-self-start">
        {t("open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("title", { number: returnNumber ?? orderNumber })} description={t("text")}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <UnitPicker lines={lines} picked={picked} onPick={setPicked} />
            {tried && units.length === 0 && <p className="text-sm text-danger">{t("noneChosen")}</p>}
            <Checkbox
              label={t("withShipping")}
              description={t("withShippingHint")}
              checked={withShipping}
              onChange={(event) => setWithShipping(event.target.checked)}
            />
            {units.length > 0 && quote.data && !quote.error && (
              <div aria-live="polite" className={quote.isPlaceholderData ? "opacity-60" : undefined}>
                <Facts
                  rows={[
                    [t("items"), <Amount key="i" value={quote.data.items} />],
                    withShipping ? [t("shipping"), <Amount key="s" value={quote.data.shipping} />] : null,
                    quote.data.short.minor > 0 ? [t("short"), <Amount key="c" value={quote.data.short} />] : null,
                    [
                      <strong key="l">{t("total")}</strong>,
                      <strong key="t">
                        <Amount value={quote.data.total} />
                      </strong>,
                    ],
                  ]}
                />
              </div>
            )}
            {units.length > 0 && quote.error && <Alert tone="warning">{message(quote.error)}</Alert>}
            <Field
              label={t("reason")}
              required
              hint={t("reasonHint")}
              error={tried && reasonMissing ? t("reasonMissing") : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  name="reason"
                  maxLength={300}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button
                type="submit"
                variant="solid"
                busy={command.busy}
                disabled={units.length > 0 && Boolean(quote.error)}
              >
                {t("confirm")} {total && <Amount value={total} />}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
