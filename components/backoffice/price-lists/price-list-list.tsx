import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { PriceListRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { PriceListButton } from "./price-list-button.tsx";

const path = "/admin/price-lists";

/** The lists that something is sold by: everybody's, and those of companies. */
export function PriceListList({ rows, mayWrite }: { rows: readonly PriceListRow[]; mayWrite: boolean }) {
  const t = useTranslations("backoffice.priceLists");
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && <PriceListButton />} />
      <DataTable<PriceListRow>
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        columns={[
          { key: "name", header: t("name"), cell: (row) => row.name },
          { key: "code", header: t("code"), className: "max-sm:hidden text-muted", cell: (row) => row.code },
          {
            key: "soldTo",
            header: t("soldTo"),
            className: "whitespace-normal",
            cell: (row) => <SoldTo list={row} />,
          },
          { key: "currency", header: t("currency"), className: "max-md:hidden", cell: (row) => row.currency },
          {
            key: "tax",
            header: t("tax"),
            className: "max-lg:hidden",
            cell: (row) => t(row.taxIncluded ? "taxIncluded" : "taxExcluded"),
          },
          { key: "prices", header: t("prices"), numeric: true, cell: (row) => row.prices },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
    </>
  );
}

/** Who buys by a list. */
export function SoldTo({ list }: { list: Pick<PriceListRow, "active" | "channels" | "companies"> }) {
  const t = useTranslations("backoffice.priceLists");
  if (!list.active) return <Badge tone="neutral">{t("inactive")}</Badge>;
  const told = [
    ...(list.channels.length > 0 ? [t("everybody", { channels: list.channels.join(", ") })] : []),
    ...(list.companies > 0 ? [t("companies", { count: list.companies })] : []),
  ];
  return told.length > 0 ? told.join(" · ") : <span className="text-muted">{t("nobody")}</span>;
}
