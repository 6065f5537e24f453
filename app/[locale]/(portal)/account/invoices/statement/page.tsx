import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { BackLink } from "#components/portal/back-link.tsx";
import { ownInvoiceHref } from "#components/portal/document-href.ts";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { PayInvoices } from "#components/portal/pay-invoices.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { periodOf } from "#components/statement/period-of.ts";
import { StatementView } from "#components/statement/statement-view.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("invoices");

export default definePage(
  "account.invoice.own",
  async ({ api, searchParams }) => {
    const period = periodOf(searchParams);
    const trail = readTrail("/account/invoices/statement", searchParams.page, period);
    const [t, payable, statement] = await Promise.all([
      getTranslations("portal.statement"),
      api.account.invoices.open(),
      orNotFound(api.account.invoices.statement({ ...period, cursor: trail.cursor, limit: 50 })),
    ]);
    const next = statement.rows.nextCursor;
    return (
      <div className="grid gap-8">
        <div className="grid gap-4">
          <BackLink href="/account/invoices">{t("back")}</BackLink>
          <PageHeading title={t("title")} text={t("text")} />
        </div>
        <StatementView
          statement={statement}
          files={{ pdf: "/api/documents/account/statement.pdf", csv: "/api/exports/account/statement" }}
          documentHref={(type, ref) => (type === "invoice" || type === "credit_note" ? ownInvoiceHref(ref) : null)}
          orderHref={(number) => `/account/orders/${number}`}
          open={payable.length > 0 && <PayInvoices key={payable.map((one) => one.number).join()} items={payable} />}
          pages={<Pagination previous={trail.previous} next={next && trail.hrefOfNext(next)} />}
        />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
