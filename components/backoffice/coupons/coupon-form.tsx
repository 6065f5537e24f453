"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { couponKinds } from "#server/modules/pricing/contract-coupon.ts";
import type { CouponRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { majorText, readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";
import { type CouponField, dayText, readDay, readLimit, readValue } from "./read-coupon.ts";

type CouponFormProps = { coupon: CouponRow | undefined; currency: string; onDone: () => void };
type Wrong = Partial<Record<CouponField, string>>;

/** A coupon's terms. What it takes off is decided once: an order that used it must find it as it was. */
export function CouponForm({ coupon, currency, onDone }: CouponFormProps) {
  const t = useTranslations("backoffice.coupons");
  const trpc = useTRPC();
  const [kind, setKind] = useState(coupon?.kind ?? "percent");
  const [wrong, setWrong] = useState<Wrong>({});
  const done = { done: (saved: CouponRow) => t("saved", { code: saved.code }), onDone };
  const create = useCommand(trpc.admin.coupons.create.mutationOptions(), done);
  const change = useCommand(trpc.admin.coupons.change.mutationOptions(), done);
  const command = coupon ? change : create;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const code = text("code").toUpperCase();
    const value = readValue(kind, text("value"), currency);
    const minimum = text("minimum") === "" ? 0 : readMajor(text("minimum"), currency)?.minor;
    const [usageLimit, perCustomer] = [readLimit(text("usageLimit")), readLimit(text("perCustomer"))];
    const found: Wrong = {
      ...(!coupon && !/^[A-Z0-9][A-Z0-9-]{2,31}$/.test(code) && { code: t("codeInvalid") }),
      ...(!coupon && value === undefined && { value: t(kind === "percent" ? "percentInvalid" : "amountInvalid") }),
      ...(!text("nameFr") && { nameFr: t("nameMissing") }),
      ...(!text("nameEn") && { nameEn: t("nameMissing") }),
      ...(minimum === undefined && { minimum: t("amountInvalid") }),
      ...(text("validTo") && text("validTo") < text("validFrom") && { validTo: t("datesInvalid") }),
      ...(usageLimit === undefined && { usageLimit: t("limitInvalid") }),
      ...(perCustomer === undefined && { perCustomer: t("limitInvalid") }),
    };
    setWrong(found);
    const [first] = Object.keys(found);
    if (first) return form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    if (minimum === undefined || usageLimit === undefined || perCustomer === undefined || value === undefined) return;
    const terms = {
      name: { fr: text("nameFr"), en: text("nameEn") },
      minItemsMinor: minimum,
      validFrom: readDay(text("validFrom")),
      validTo: readDay(text("validTo"), 1),
      usageLimit,
      perCustomer,
    };
    if (coupon) change.run({ id: coupon.id, version: coupon.version, active: data.has("active"), ...terms });
    else create.run({ code, kind, value, ...terms });
  };

  const input = (name: CouponField | "validFrom", label: string, initial: string, more: InputProps = {}) => {
    const { hint, required = false, ...props } = more;
    return (
      <Field label={label} required={required} hint={hint} error={wrong[name as CouponField]}>
        {(control) => <Input {...control} name={name} autoComplete="off" defaultValue={initial} {...props} />}
      </Field>
    );
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={coupon ? t("changeCode", { code: coupon.code }) : t("create")}
      description={coupon ? t("changeText") : t("createText")}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        {!coupon && input("code", t("code"), "", { required: true, maxLength: 32, hint: t("codeHint") })}
        {!coupon && (
          <div className="grid grid-cols-2 gap-3">
            <Field label={t("kind")} required>
              {(control) => (
                <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
                  {couponKinds.map((each) => (
                    <option key={each} value={each}>
                      {t(`kinds.${each}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {kind !== "free_shipping" &&
              input("value", kind === "percent" ? t("share") : t("amount", { currency }), "", {
                required: true,
                inputMode: "decimal",
              })}
          </div>
        )}
        <div className="grid grid-cols-2 gap-3">
          {input("nameFr", t("nameFr"), coupon?.name.fr ?? "", { required: true, maxLength: 80 })}
          {input("nameEn", t("nameEn"), coupon?.name.en ?? "", { required: true, maxLength: 80 })}
          {input("validFrom", t("validFrom"), dayText(coupon?.validFrom ?? null), { type: "date" })}
          {input("validTo", t("validTo"), dayText(coupon?.validTo ?? null, 1), { type: "date" })}
          {input("usageLimit", t("usageLimit"), String(coupon?.usageLimit ?? ""), { inputMode: "numeric" })}
          {input("perCustomer", t("perCustomer"), String(coupon?.perCustomer ?? ""), { inputMode: "numeric" })}
        </div>
        {input("minimum", t("minimum"), coupon?.minimum ? majorText(coupon.minimum) : "", { inputMode: "decimal" })}
        {coupon && <Checkbox name="active" defaultChecked={coupon.active} label={t("active")} />}
        <FormActions command={command}>{coupon ? t("save") : t("createConfirm")}</FormActions>
      </form>
    </DialogContent>
  );
}

type InputProps = {
  hint?: string;
  required?: boolean;
  type?: "date";
  inputMode?: "decimal" | "numeric";
  maxLength?: number;
};
