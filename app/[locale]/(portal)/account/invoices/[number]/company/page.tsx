import { getLocale, getTranslations } from "next-intl/server";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { BackLink } from "#components/portal/back-link.tsx";
import { CompanyInvoiceForm } from "#components/portal/company-invoice-form.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { titled } from "../../../_title.ts";

export const generateMetadata = titled("invoices");

export default definePage<{ locale: string; number: string }>(
  "account.invoice.own",
  async ({ api, params, locale }) => {
    const [t, errors, format, countries, invoice] = await Promise.all([
      getTranslations("portal.invoiceCompany"),
      getTranslations("errors"),
      getLocale().then(formatterOf),
      api.shop.checkout.countries(),
      orNotFound(api.account.invoices.get({ number: params.number })),
    ]);
    const { refusal, until } = invoice.reissue;
    return (
      <div className="grid max-w-2xl gap-6">
        <BackLink href="/account/invoices">{t("back")}</BackLink>
        <PageHeading
          title={t("title")}
          text={t("intro", { number: invoice.number ?? "", amount: formatMoney(invoice.creditable, locale) })}
        />
        {refusal ? (
          <Alert tone="info">{errors(refusal)}</Alert>
        ) : (
          <>
            {until && (
              <p className="text-sm text-muted">
                {t("until", { date: format.dateTime(new Date(`${until}T12:00:00Z`), { dateStyle: "long" }) })}
              </p>
            )}
            <CompanyInvoiceForm number={invoice.number ?? ""} countries={countries} />
          </>
        )}
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
