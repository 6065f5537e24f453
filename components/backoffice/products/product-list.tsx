import { useTranslations } from "next-intl";
import { productStatuses } from "#server/modules/catalogue/contract.ts";
import type { ProductRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";
import { Score } from "./score.tsx";

const path = "/admin/products";

/** The catalogue as staff see it: drafts and archived products too. */
export function ProductList(props: { state: ListState; rows: readonly ProductRow[]; nextCursor: string | null }) {
  const { state, rows, nextCursor } = props;
  const t = useTranslations("backoffice.products");
  const word = useStatusWord();
  return (
    <>
      <PageHeader title={t("title")} />
      <StatusTabs
        label={t("byStatus")}
        path={path}
        state={state}
        name="status"
        tabs={[
          { value: "", label: t("all") },
          ...productStatuses.map((value) => ({ value, label: word("product", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          { key: "show", label: t("show"), options: [{ value: "incomplete", label: t("incomplete") }] },
          { key: "sort", label: t("sort"), options: [{ value: "completeness", label: t("byCompleteness") }] },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(product) => product.id}
        rowHref={(product) => `${path}/${product.id}`}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (product) => (
              <span className="flex min-w-0 items-center gap-2.5">
                <MediaThumb mediaKey={product.media?.key} size={26} />
                <span className="truncate">{product.name}</span>
              </span>
            ),
          },
          { key: "status", header: t("status"), cell: (product) => <Status of="product" value={product.status} /> },
          {
            key: "score",
            header: t("completeness"),
            numeric: true,
            className: "max-md:hidden",
            cell: (product) => <Score value={product.score} />,
          },
          {
            key: "categories",
            header: t("categories"),
            className: "max-lg:hidden max-w-56 truncate text-muted",
            cell: (product) => product.categories.join(", "),
          },
          {
            key: "variants",
            header: t("variants"),
            numeric: true,
            className: "max-md:hidden",
            cell: (product) => product.variantCount,
          },
          {
            key: "available",
            header: t("available"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (product) => (
              <span className={product.available <= 0 ? "text-danger" : undefined}>{product.available}</span>
            ),
          },
          {
            key: "price",
            header: t("price"),
            numeric: true,
            cell: (product) =>
              product.price ? (
                <>
                  <Amount value={product.price.from} />
                  {product.price.to.minor !== product.price.from.minor && (
                    <span className="text-muted max-sm:hidden">
                      {" – "}
                      <Amount value={product.price.to} />
                    </span>
                  )}
                </>
              ) : (
                <span className="text-warning">{t("noPrice")}</span>
              ),
          },
          {
            key: "updated",
            header: t("updated"),
            className: "max-xl:hidden whitespace-nowrap text-muted",
            cell: (product) => <RelativeTime at={product.updatedAt} />,
          },
        ]}
        empty={
          <EmptyList
            filtered={Boolean(state.values.query || state.values.status || state.values.show)}
            path={path}
            title={t("none")}
            text={t("noneText")}
          />
        }
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
