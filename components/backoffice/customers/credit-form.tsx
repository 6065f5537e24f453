"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { majorText, readMajor } from "#components/backoffice/shared/major.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { type PaymentTerms, partsOf, usualTerms } from "#server/kernel/payment-terms.ts";
import type { Company } from "#server/modules/companies/contract.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Terms in words: "30 days, end of month". */
export function useTermsText(): (terms: string) => string {
  const t = useTranslations("portal.company.credit");
  return (terms) => {
    const { days, endOfMonth } = partsOf(terms);
    return t(endOfMonth ? "endOfMonth" : "net", { days });
  };
}

/** How a company pays: when ordering or on account, how much at most, and whether it is reminded. */
export function CreditForm({ company }: { company: Company }) {
  const t = useTranslations("portal.company.credit");
  const actions = useTranslations("common.actions");
  const termsText = useTermsText();
  const hydrated = useHydrated();
  const { currency } = company;
  const [terms, setTerms] = useState(company.paymentTerms ?? "");
  const [limit, setLimit] = useState(
    company.creditLimitMinor === null ? "" : majorText({ minor: company.creditLimitMinor, currency }),
  );
  const [reminders, setReminders] = useState(company.reminders);
  const save = useCommand(useTRPC().admin.companies.setCredit.mutationOptions(), { done: t("saved") });
  const wrong = limit.trim() !== "" && !readMajor(limit, currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    save.run({
      companyId: company.id,
      version: company.version,
      paymentTerms: terms ? (terms as PaymentTerms) : null,
      creditLimitMinor: limit.trim() ? (readMajor(limit, currency)?.minor ?? null) : null,
      reminders,
    });
  };
  // Terms agreed before the list was what it is stay what they are.
  const choices = [...new Set([...usualTerms, ...(company.paymentTerms ? [company.paymentTerms] : [])])];
  return (
    <form onSubmit={submit} className="grid max-w-md gap-4">
      <p className="text-muted text-pretty">{t("text")}</p>
      <CommandError command={save} />
      <Field label={t("terms")} required>
        {(control) => (
          <Select {...control} name="paymentTerms" value={terms} onChange={(event) => setTerms(event.target.value)}>
            <option value="">{t("none")}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {termsText(choice)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {terms && (
        <>
          <Field
            label={t("limit", { currency })}
            required={false}
            error={wrong ? t("wrong") : undefined}
            hint={t("limitHint")}
          >
            {(control) => (
              <Input
                {...control}
                name="creditLimit"
                inputMode="decimal"
                maxLength={14}
                value={limit}
                onChange={(event) => setLimit(event.target.value)}
              />
            )}
          </Field>
          <Checkbox
            name="reminders"
            label={t("reminders")}
            description={t("remindersHint")}
            checked={reminders}
            onChange={(event) => setReminders(event.target.checked)}
          />
        </>
      )}
      <div>
        <Button type="submit" busy={save.busy} disabled={!hydrated}>
          {actions("save")}
        </Button>
      </div>
    </form>
  );
}
