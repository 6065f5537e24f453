import { useTranslations } from "next-intl";
import type { SynonymRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { SynonymButton } from "./synonym-button.tsx";

/** Groups of words of which any finds what the others find. */
export function SynonymList({ rows }: { rows: readonly SynonymRow[] }) {
  const t = useTranslations("backoffice.synonyms");
  return (
    <>
      <PageHeader title={t("title")} actions={<SynonymButton />} />
      <p className="mb-3 max-w-[70ch] text-muted">{t("intro")}</p>
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(group) => group.id}
        columns={[
          {
            key: "terms",
            header: t("terms"),
            cell: (group) => <span className="whitespace-normal">{group.terms.join(" · ")}</span>,
          },
          {
            key: "updated",
            header: t("updated"),
            className: "max-sm:hidden",
            cell: (group) => <RelativeTime at={group.updatedAt} />,
          },
          {
            key: "change",
            header: t("change"),
            action: true,
            cell: (group) => <SynonymButton group={group} />,
          },
        ]}
        empty={<EmptyList filtered={false} path="/admin/synonyms" title={t("none")} />}
      />
    </>
  );
}
