"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type CarrierChoice, carrierChoices } from "#server/modules/fulfilment/contract-scans.ts";
import type { MethodSettings } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";
import { WeekdayBoxes } from "./weekday-boxes.tsx";

/** How long a method takes and on which days its carrier works. Promises that were told stand. */
export function MethodButton({ method }: { method: MethodSettings }) {
  const t = useTranslations("shipping.settings");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
        {t("change")}
        <span className="sr-only"> {method.name}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <MethodForm key={method.version} method={method} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function MethodForm({ method, onDone }: { method: MethodSettings; onDone: () => void }) {
  const t = useTranslations("shipping.settings");
  const trpc = useTRPC();
  const [minDays, setMin] = useState(String(method.minDays));
  const [maxDays, setMax] = useState(String(method.maxDays));
  const [weekdays, setWeekdays] = useState(method.weekdays);
  const [active, setActive] = useState(method.active);
  const [carrierCode, setCarrier] = useState<CarrierChoice>(method.carrierCode);
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.shipping.saveMethod.mutationOptions(), { done: t("saved"), onDone });
  const number = (text: string) => (/^\d{1,2}$/.test(text.trim()) ? Number(text) : null);
  const [least, most] = [number(minDays), number(maxDays)];
  const wrong = least === null || most === null || most < least || most > 90;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || weekdays.length === 0 || least === null || most === null) return;
    const days = { minDays: least, maxDays: most, weekdays };
    command.run({ code: method.code, version: method.version, ...days, active, carrierCode });
  };
  return (
    <DialogContent onOpenAutoFocus={focusFirstField} title={method.name} description={t("methodText")}>
      <form onSubmit={submit} className="grid gap-4" noValidate>
        {!method.pickup && (
          <>
            <div className="grid grid-cols-2 gap-4">
              <Field label={t("minDays")} required error={tried && wrong ? t("daysWrong") : undefined}>
                {(control) => (
                  <Input
                    {...control}
                    name="minDays"
                    inputMode="numeric"
                    value={minDays}
                    onChange={(event) => setMin(event.target.value)}
                  />
                )}
              </Field>
              <Field label={t("maxDays")} required>
                {(control) => (
                  <Input
                    {...control}
                    name="maxDays"
                    inputMode="numeric"
                    value={maxDays}
                    onChange={(event) => setMax(event.target.value)}
                  />
                )}
              </Field>
            </div>
            <WeekdayBoxes
              legend={t("carrierDays")}
              value={weekdays}
              onChange={setWeekdays}
              error={tried && weekdays.length === 0 ? t("oneDay") : undefined}
            />
            <Field label={t("booking")} hint={t("bookingHint")}>
              {(control) => (
                <Select
                  {...control}
                  value={carrierCode}
                  onChange={(event) => setCarrier(event.target.value as CarrierChoice)}
                >
                  {carrierChoices.map((code) => (
                    <option key={code} value={code}>
                      {t(`carriers.${code}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </>
        )}
        <Checkbox label={t("active")} checked={active} onChange={(event) => setActive(event.target.checked)} />
        <CommandError command={command} />
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={command.busy}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
