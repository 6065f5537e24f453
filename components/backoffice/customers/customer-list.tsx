import { useTranslations } from "next-intl";
import type { PartnerRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";

const path = "/admin/customers";

/** People and companies the house sells to. */
export function CustomerList(props: { state: ListState; rows: readonly PartnerRow[]; nextCursor: string | null }) {
  const { state, rows, nextCursor } = props;
  const t = useTranslations("backoffice.customers");
  return (
    <>
      <PageHeader title={t("title")} />
      <FilterBar state={state} search={t("search")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(partner) => partner.id}
        rowHref={(partner) => `${path}/${partner.id}`}
        columns={[
          { key: "name", header: t("name"), cell: (partner) => <span className="truncate">{partner.name}</span> },
          {
            key: "kind",
            header: t("kind"),
            className: "max-md:hidden text-muted",
            cell: (partner) => t(`kinds.${partner.kind}`),
          },
          {
            key: "email",
            header: t("email"),
            className: "max-sm:hidden max-w-64 truncate",
            cell: (partner) => partner.email,
          },
          {
            key: "city",
            header: t("city"),
            className: "max-lg:hidden text-muted",
            cell: (partner) => [partner.city, partner.country].filter(Boolean).join(", "),
          },
          {
            key: "account",
            header: t("account"),
            className: "max-lg:hidden",
            cell: (partner) => (partner.hasAccount ? t("yes") : t("no")),
          },
          { key: "orders", header: t("orders"), numeric: true, cell: (partner) => partner.orderCount },
          {
            key: "since",
            header: t("since"),
            className: "max-md:hidden whitespace-nowrap text-muted",
            cell: (partner) => <RelativeTime at={partner.createdAt} />,
          },
        ]}
        empty={<EmptyList filtered={Boolean(state.values.query)} path={path} title={t("none")} text={t("noneText")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
