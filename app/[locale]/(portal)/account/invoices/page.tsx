import { FileText, ScrollText } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { ownInvoiceHref } from "#components/portal/document-href.ts";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Price } from "#components/ui/price.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("invoices");

export default definePage(
  "account.invoice.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/invoices", searchParams.page);
    const [t, format, invoices] = await Promise.all([
      getTranslations("portal.invoices"),
      getLocale().then(formatterOf),
      api.account.invoices.list({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading
          title={t("title")}
          aside={
            <LinkButton href="/account/invoices/statement">
              <ScrollText aria-hidden />
              {t("statement")}
            </LinkButton>
          }
        />
        {invoices.items.length === 0 ? (
          <EmptyState icon={<FileText aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ul>
            {invoices.items.map((invoice) => (
              <li
                key={invoice.id}
                className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-t border-line py-4 first:border-t-0 sm:grid-cols-[1fr_1fr_auto_auto]"
              >
                <span className="grid">
                  <span className="flex flex-wrap items-center gap-2">
                    <span className="tabular font-medium">{t(invoice.kind, { number: invoice.number })}</span>
                    {invoice.disputed && <Badge>{t("disputed")}</Badge>}
                  </span>
                  <span className="text-sm text-muted">
                    {format.dateTime(new Date(`${invoice.issueDate}T12:00:00Z`), { dateStyle: "long" })}
                  </span>
                </span>
                <span className="order-last grid gap-1 text-sm sm:order-none sm:justify-items-start">
                  <Link href={`/account/orders/${invoice.orderNumber}`} className="underlined w-fit">
                    {t("ofOrder", { number: invoice.orderNumber })}
                  </Link>
                  {invoice.mayReissue && (
                    <Link
                      href={`/account/invoices/${invoice.number}/company`}
                      aria-label={t("toCompanyOf", { number: invoice.number })}
                      className="underlined w-fit"
                    >
                      {t("toCompany")}
                    </Link>
                  )}
                </span>
                <Price amount={invoice.total} className="justify-self-end font-medium" />
                <a
                  href={ownInvoiceHref(invoice.number)}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t("open", { number: invoice.number })}
                  className="inline-flex min-h-8 items-center gap-2 justify-self-end hover:underline"
                >
                  <FileText aria-hidden className="size-4.5 stroke-[1.5]" />
                  PDF
                </a>
              </li>
            ))}
          </ul>
        )}
        <Pagination previous={trail.previous} next={invoices.nextCursor && trail.hrefOfNext(invoices.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
