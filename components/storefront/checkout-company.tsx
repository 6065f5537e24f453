"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { isVatNumber, tidyVatNumber } from "#server/modules/tax/contract-vat.ts";
import type { CheckoutDraft } from "./checkout-draft.ts";
import type { CheckoutPart } from "./use-checkout.ts";

/** Who buys for a company says its name and numbers; folded away for everybody else. */
export function CompanyFields({ checkout, errorOf }: CheckoutPart) {
  const t = useTranslations("checkout.company");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const { draft, change, touch, quote } = checkout;
  const { company } = draft;
  const set = (part: Partial<CheckoutDraft["company"]>) => change({ company: { ...company, ...part } });
  const check = useMutation(trpc.shop.checkout.checkVat.mutationOptions());
  const checked = check.data?.vatNumber === tidyVatNumber(company.vatNumber) ? check.data : undefined;
  const ask = () => {
    touch("company.vatNumber");
    if (!isVatNumber(company.vatNumber) || checked || check.isPending) return;
    check.mutate(
      { vatNumber: company.vatNumber },
      {
        // The fields may have gone on meanwhile: what was typed stays, and an answer about another number is none.
        onSuccess: ({ id, status, vatNumber }) =>
          change(({ company: now }) => ({
            company: {
              ...now,
              vatCheckId: status === "valid" && tidyVatNumber(now.vatNumber) === vatNumber ? id : "",
            },
          })),
      },
    );
  };
  const said = check.isPending
    ? t("checking")
    : check.error
      ? message(check.error)
      : checked?.status === "valid"
        ? t(quote.data?.taxTreatment === "reverse_charge" ? "validExempt" : "valid", { name: checked.name ?? "" })
        : checked && t(checked.status);
  const home = (draft.sameBilling ? draft.delivery : draft.billing).country === "FR";
  return (
    <div className="grid gap-4">
      <Checkbox
        name="forCompany"
        label={t("open")}
        checked={company.on}
        aria-expanded={company.on}
        onChange={(event) => set({ on: event.target.checked })}
      />
      {company.on && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("name")} required error={errorOf("company.name")} className="sm:col-span-2">
            {(control) => (
              <Input
                {...control}
                name="company.name"
                autoComplete="billing organization"
                maxLength={120}
                value={company.name}
                onChange={(event) => set({ name: event.target.value })}
                onBlur={() => touch("company.name")}
              />
            )}
          </Field>
          <div className="grid content-start gap-1.5">
            <Field label={t("vatNumber")} required={false} hint={t("vatHint")} error={errorOf("company.vatNumber")}>
              {(control) => (
                <Input
                  {...control}
                  name="company.vatNumber"
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  maxLength={30}
                  value={company.vatNumber}
                  onChange={(event) => set({ vatNumber: event.target.value, vatCheckId: "" })}
                  onBlur={ask}
                />
              )}
            </Field>
            <p role="status" className="text-[0.8125rem] leading-snug empty:hidden">
              {said}
            </p>
          </div>
          {home && (
            <Field label={t("registration")} required={false} error={errorOf("company.registration")}>
              {(control) => (
                <Input
                  {...control}
                  name="company.registration"
                  autoComplete="off"
                  inputMode="numeric"
                  maxLength={20}
                  value={company.registration}
                  onChange={(event) => set({ registration: event.target.value })}
                  onBlur={() => touch("company.registration")}
                />
              )}
            </Field>
          )}
        </div>
      )}
    </div>
  );
}
