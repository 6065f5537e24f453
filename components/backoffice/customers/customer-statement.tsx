import { useTranslations } from "next-intl";
import { StatementView } from "#components/statement/statement-view.tsx";
import type { PartnerStatement } from "../dto.ts";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { documentHref } from "../shared/document-href.ts";
import { PageHeader } from "../shared/page-header.tsx";

type Props = {
  partnerId: string;
  statement: PartnerStatement;
  state: ListState;
  mayReadPartners: boolean;
  mayReadOrders: boolean;
};

/** A customer's account as they read it themselves. */
export function CustomerStatement({ partnerId, statement, state, mayReadPartners, mayReadOrders }: Props) {
  const t = useTranslations("portal.statement");
  const lists = useTranslations("backoffice.customers");
  const { holder, rows } = statement;
  return (
    <>
      <PageHeader
        trail={
          mayReadPartners
            ? [
                { label: lists("title"), href: "/admin/customers" },
                { label: holder, href: `/admin/customers/${partnerId}` },
              ]
            : []
        }
        title={t("of", { name: holder })}
      />
      <StatementView
        statement={statement}
        files={{
          pdf: `/api/documents/admin/customers/${partnerId}/statement.pdf`,
          csv: `/api/exports/customers/${partnerId}/statement`,
        }}
        documentHref={(type, ref) => (type === "invoice" || type === "credit_note" ? documentHref.invoice(ref) : null)}
        orderHref={(number) => (mayReadOrders ? `/admin/orders/${number}` : null)}
        pages={
          <Pager
            path={`/admin/customers/${partnerId}/statement`}
            state={state}
            nextCursor={rows.nextCursor}
            count={rows.items.length}
          />
        }
      />
    </>
  );
}
