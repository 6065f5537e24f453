import { useTranslations } from "next-intl";
import type { ChannelRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";

const path = "/admin/channels";

/** Where sales come from, and on which terms their stock is held, sourced and shown. */
export function ChannelList({ rows }: { rows: readonly ChannelRow[] }) {
  const t = useTranslations("backoffice.channels");
  return (
    <>
      <PageHeader title={t("title")} />
      <DataTable<ChannelRow>
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.code}
        rowHref={(row) => `${path}/${encodeURIComponent(row.code)}`}
        columns={[
          { key: "name", header: t("name"), cell: (row) => row.name },
          { key: "kind", header: t("kind"), className: "max-sm:hidden", cell: (row) => t(`kinds.${row.kind}`) },
          { key: "hold", header: t("holdOn"), cell: (row) => t(`hold.${row.holdOn}`) },
          {
            key: "sourcing",
            header: t("sourcing"),
            className: "max-md:hidden",
            cell: (row) => t(`sources.${row.sourcing}`),
          },
          {
            key: "display",
            header: t("stockDisplay"),
            className: "max-md:hidden",
            cell: (row) => t(`displays.${row.stockDisplay}`),
          },
          {
            key: "locations",
            header: t("locations"),
            className: "max-lg:hidden text-muted",
            cell: (row) => row.locations.join(", "),
          },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
    </>
  );
}
