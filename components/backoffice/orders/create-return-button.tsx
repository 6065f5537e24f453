"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import { type ReturnReason, returnReasons } from "#server/modules/fulfilment/contract-returns.ts";
import type { OrderDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";
import { chosen, type Picked, UnitPicker } from "./unit-picker.tsx";

/** Announces goods that a customer sends back. Past the time for returns only by who may, who then says why. */
export function CreateReturnButton({ order, mayOverride }: { order: OrderDetail; mayOverride: boolean }) {
  const t = useTranslations("backoffice.returns");
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Picked>({});
  const [reason, setReason] = useState<ReturnReason>("withdrawal");
  const [note, setNote] = useState("");
  const [override, setOverride] = useState(false);
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.returns.create.mutationOptions(), {
    done: ({ number }) => t("created", { number }),
    onDone: ({ number }) => {
      setOpen(false);
      router.push(`/admin/returns/${number}`);
    },
  });
  const lines = order.lines
    .filter((line) => line.kind === "product" && line.delivered > 0)
    .map(({ id, name, description, sku, uom, delivered, returned }) => ({
      ...{ orderLineId: id, name, description, sku, uom },
      left: subtractQuantity(delivered, returned),
    }));
  const units = chosen(picked);
  const noteMissing = override && note.trim().length < 3;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (units.length === 0 || noteMissing) return;
    const said = note.trim();
    command.run({
      number: order.number,
      version: order.version,
      lines: units,
      reason,
      override,
      ...(said && { note: said }),
    });
  };
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          command.clear();
          setPicked({});
          setTried(false);
          setOpen(true);
        }}
      >
        {t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("createTitle", { number: order.number })} description={t("createText")}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <UnitPicker lines={lines} picked={picked} onPick={setPicked} />
            {tried && units.length === 0 && <p className="text-sm text-danger">{t("noneChosen")}</p>}
            <Field label={t("reason")} required>
              {(control) => (
                <Select {...control} value={reason} onChange={(event) => setReason(event.target.value as ReturnReason)}>
                  {returnReasons.map((value) => (
                    <option key={value} value={value}>
                      {t(`reasons.${value}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field
              label={t("note")}
              required={override}
              hint={t("noteHint")}
              error={tried && noteMissing ? t("noteMissing") : undefined}
            >
              {(control) => (
                <Textarea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
              )}
            </Field>
            {mayOverride && (
              <Checkbox
                label={t("override")}
                description={t("overrideHint")}
                checked={override}
                onChange={(event) => setOverride(event.target.checked)}
              />
            )}
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="primary" busy={command.busy}>
                {t("createConfirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
