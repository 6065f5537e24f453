"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { CompanyMembers } from "#components/company/company-members.tsx";
import { CompanySettings } from "#components/company/company-settings.tsx";
import { useAmount } from "#components/company/use-amount.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Company } from "#server/modules/companies/contract.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { CreditForm, useTermsText } from "./credit-form.tsx";
import { type Party, PartyPicker } from "./party-picker.tsx";

/** Who else gets a company's bills, and who pays them. */
function PartiesForm({ company }: { company: Company }) {
  const t = useTranslations("portal.company.staff");
  const hydrated = useHydrated();
  const [billTo, setBillTo] = useState<Party | null>(company.billTo);
  const [payer, setPayer] = useState<Party | null>(company.payer);
  const save = useCommand(useTRPC().admin.companies.setParties.mutationOptions(), { done: t("saved") });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run({ companyId: company.id, billToId: billTo?.id ?? null, payerId: payer?.id ?? null });
  };
  return (
    <form onSubmit={submit} className="grid max-w-md gap-4">
      <p className="text-muted text-pretty">{t("partiesText")}</p>
      <CommandError command={save} />
      <PartyPicker label={t("billTo")} value={billTo} onChange={setBillTo} />
      <PartyPicker label={t("payer")} value={payer} onChange={setPayer} />
      <div>
        <Button type="submit" busy={save.busy} disabled={!hydrated}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** A company's members, limits and terms, for staff. */
export function CompanySection({
  company,
  editable,
  credit,
}: {
  company: Company;
  editable: boolean;
  /** May terms of payment and the credit limit be changed? */
  credit: boolean;
}) {
  const t = useTranslations("portal.company");
  const termsText = useTermsText();
  const amount = useAmount();
  const { paymentTerms, creditLimitMinor: limit, currency } = company;
  return (
    <>
      <Section title={t("members")}>
        <CompanyMembers company={company} as="staff" editable={editable} />
      </Section>
      <Section title={t("staff.terms")}>
        {editable ? (
          <div className="grid gap-6 pt-2">
            <CompanySettings key={company.version} company={company} as="staff" />
            <PartiesForm company={company} />
          </div>
        ) : (
          <Facts
            rows={[
              [t("staff.billTo"), company.billTo?.name ?? t("staff.itself")],
              [t("staff.payer"), company.payer?.name ?? t("staff.itself")],
            ]}
          />
        )}
      </Section>
      <Section title={t("credit.title")}>
        {credit ? (
          <CreditForm key={company.version} company={company} />
        ) : (
          <Facts
            rows={[
              [t("credit.terms"), paymentTerms ? termsText(paymentTerms) : t("credit.none")],
              [
                t("credit.limit", { currency }),
                limit === null ? t("credit.noLimit") : amount({ minor: limit, currency }),
              ],
            ]}
          />
        )}
      </Section>
    </>
  );
}
