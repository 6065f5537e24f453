import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { CompanySection } from "#components/backoffice/customers/company-section.tsx";
import { CustomerPage } from "#components/backoffice/customers/customer-page.tsx";
import { OwnListForm } from "#components/backoffice/customers/own-list-form.tsx";
import { Section } from "#components/backoffice/shared/section.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("customers");

export default definePage<Params>("partners.partner.read", async ({ actor, api, params }) => {
  const t = await getTranslations("backoffice.quotes");
  const partner = await orNotFound(api.admin.partners.get({ id: params.id }));
  const [company, own] =
    partner.kind === "company"
      ? await Promise.all([
          api.admin.companies.get({ companyId: partner.id }),
          api.admin.companies.priceList({ companyId: partner.id }),
        ])
      : [null, null];
  return (
    <CustomerPage
      partner={partner}
      mayReadOrders={can(actor, "sales.order.read")}
      mayProcessData={can(actor, "privacy.request.process")}
      mayReadPoints={can(actor, "loyalty.account.read")}
      mayCorrectPoints={can(actor, "loyalty.account.correct")}
      mayReadInvoices={can(actor, "invoicing.invoice.read")}
      company={
        company && (
          <ClientMessages nested use={["portal.company"]}>
            <CompanySection
              company={company}
              editable={can(actor, "companies.company.write")}
              credit={can(actor, "companies.credit.write")}
            />
            {own && (
              <Section title={t("ownList")}>
                <OwnListForm
                  companyId={company.id}
                  priceListId={own.priceListId}
                  lists={own.lists}
                  editable={can(actor, "companies.company.write")}
                />
              </Section>
            )}
          </ClientMessages>
        )
      }
    />
  );
});
