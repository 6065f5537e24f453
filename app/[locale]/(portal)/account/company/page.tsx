import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { definePage } from "#app/_page/define-page.tsx";
import { BuyingAs } from "#components/company/buying-as.tsx";
import { CompanyMembers } from "#components/company/company-members.tsx";
import { CompanySettings } from "#components/company/company-settings.tsx";
import { LeaveButton } from "#components/company/leave-button.tsx";
import { OpenCompanyForm } from "#components/company/open-company-form.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("company");

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-12 gap-y-4 border-t border-line py-8 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h2 className="font-semibold">{title}</h2>
        {text && <p className="text-sm text-muted text-pretty">{text}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

export default definePage(
  "account.company.own",
  async ({ actor, api }) => {
    const [t, companies] = await Promise.all([getTranslations("portal.company"), api.account.companies.list()]);
    const active = companies.find((one) => one.active) ?? companies[0];
    const company = active && (await api.account.companies.get({ companyId: active.id }));
    if (!company) {
      return (
        <div className="grid gap-8">
          <PageHeading title={t("title")} text={t("text")} />
          <OpenCompanyForm />
        </div>
      );
    }
    const administers = company.roles.includes("administrator");
    return (
      <div className="grid gap-8">
        <PageHeading
          title={company.name}
          text={[company.vatNumber, company.vatStatus && t(`vat.${company.vatStatus}`)].filter(Boolean).join(" · ")}
          aside={
            <div className="flex flex-wrap gap-2">
              <LinkButton href="/account/quick-order">{t("quickOrder")}</LinkButton>
              <LinkButton href="/account/company/approvals">{t("approvals.title")}</LinkButton>
            </div>
          }
        />
        <div className="grid">
          <Part title={t("buyingAs")} text={t("buyingAsText")}>
            <BuyingAs companies={companies} />
          </Part>
          <Part title={t(administers ? "members" : "membership")} text={administers ? t("membersText") : undefined}>
            <CompanyMembers company={company} as="member" editable={administers} />
          </Part>
          {administers && (
            <Part title={t("settings")}>
              <CompanySettings key={company.version} company={company} as="member" />
            </Part>
          )}
          <Part title={t("leaveTitle")} text={t("leaveText")}>
            <LeaveButton companyId={company.id} userId={actor.userId ?? ""} />
          </Part>
          <Part title={t("another")} text={t("anotherText")}>
            <details>
              <summary className="min-h-8 w-fit cursor-pointer font-medium">{t("open")}</summary>
              <div className="mt-4">
                <OpenCompanyForm />
              </div>
            </details>
          </Part>
        </div>
      </div>
    );
  },
  { fallback: <ListSkeleton rows={3} /> },
);
