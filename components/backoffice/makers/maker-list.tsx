import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { needsResponsible } from "#server/modules/catalogue/maker-contract.ts";
import type { BrandName, MakerRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { MakerButton } from "./maker-button.tsx";

type MakerListProps = { makers: readonly MakerRow[]; brands: readonly BrandName[]; mayWrite: boolean };

/** Who makes the goods, and who answers for them in the Union. */
export function MakerList({ makers, brands, mayWrite }: MakerListProps) {
  const t = useTranslations("backoffice.makers");
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && <MakerButton brands={brands} />} />
      <p className="mb-3 max-w-[70ch] text-muted">{t("intro")}</p>
      <DataTable
        caption={t("title")}
        rows={makers}
        rowKey={(maker) => maker.id}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (maker) => (
              <span className="grid">
                <span className="font-medium">{maker.name}</span>
                <span className="text-xs whitespace-normal text-muted">
                  {maker.line1}, {maker.postcode} {maker.city}, {maker.country} · {maker.contact}
                </span>
              </span>
            ),
          },
          {
            key: "responsible",
            header: t("responsible"),
            className: "max-md:hidden",
            cell: (maker) =>
              maker.responsible ? (
                maker.responsible.name
              ) : needsResponsible(maker.country) ? (
                <Badge tone="warning">{t("responsibleMissing")}</Badge>
              ) : (
                <span className="text-muted">–</span>
              ),
          },
          {
            key: "brands",
            header: t("brands"),
            className: "max-sm:hidden",
            cell: (maker) => maker.brands.map((brand) => brand.name).join(", "),
          },
          {
            key: "products",
            header: t("products"),
            numeric: true,
            className: "max-lg:hidden",
            cell: (maker) => maker.products,
          },
          {
            key: "change",
            header: t("change"),
            action: true,
            cell: (maker) => mayWrite && <MakerButton maker={maker} brands={brands} />,
          },
        ]}
        empty={<EmptyList filtered={false} path="/admin/makers" title={t("none")} />}
      />
    </>
  );
}
