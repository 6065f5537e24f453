import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { ListPriceRow, PriceListDetail } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";
import { useDates } from "../shared/use-dates.ts";
import { PriceButton } from "./price-button.tsx";
import { PriceListButton } from "./price-list-button.tsx";
import { SoldTo } from "./price-list-list.tsx";

type PriceListPageProps = {
  list: PriceListDetail;
  state: ListState;
  rows: readonly ListPriceRow[];
  nextCursor: string | null;
  mayWrite: boolean;
  mayOpenCustomers: boolean;
};

/** One list: what stands on it beside what everybody pays, and who buys by it. */
export function PriceListPage({ list, state, rows, nextCursor, mayWrite, mayOpenCustomers }: PriceListPageProps) {
  const t = useTranslations("backoffice.priceLists");
  const when = useWhen();
  const path = `/admin/price-lists/${list.id}`;
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/price-lists" }]}
        title={list.name}
        aside={
          <span className="text-muted">
            {list.code} · {list.currency} · {t(list.taxIncluded ? "taxIncluded" : "taxExcluded")} ·{" "}
            <SoldTo list={list} />
          </span>
        }
        actions={mayWrite && <PriceListButton key={list.version} list={list} />}
      />
      <div className="grid gap-8">
        <Section title={t("prices")} aside={mayWrite && <PriceButton list={list} />}>
          <FilterBar state={state} search={t("search")} />
          <DataTable<ListPriceRow>
            caption={t("prices")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "article",
                header: t("article"),
                className: "whitespace-normal",
                cell: (row) => (
                  <span className="grid py-1">
                    <span>{[row.name, row.description].filter(Boolean).join(" · ")}</span>
                    <span className="text-xs text-muted tabular">
                      {row.sku}
                      <span className="md:hidden"> · {when(row)}</span>
                    </span>
                  </span>
                ),
              },
              { key: "from", header: t("fromQuantity"), numeric: true, cell: (row) => row.minQuantity },
              { key: "price", header: t("price"), numeric: true, cell: (row) => <Amount value={row.price} /> },
              {
                key: "everybody",
                header: t("everybodyPays"),
                numeric: true,
                className: "max-sm:hidden text-muted",
                cell: (row) => (row.everybody ? <Amount value={row.everybody} /> : "–"),
              },
              { key: "when", header: t("when"), className: "max-md:hidden", cell: when },
              {
                key: "status",
                header: t("status"),
                className: "max-lg:hidden",
                cell: (row) => <Status of="listPrice" value={row.state} />,
              },
              {
                key: "change",
                header: t("change"),
                action: true,
                cell: (row) => mayWrite && <PriceButton key={row.version} list={list} row={row} />,
              },
            ]}
            empty={<EmptyList filtered={state.values.query !== undefined} path={path} title={t("pricesNone")} />}
          />
          <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
        </Section>
        {list.channels.length === 0 && (
          <Section title={t("buyers")}>
            {list.buyers.length === 0 ? (
              <p className="text-muted">{t("buyersNone")}</p>
            ) : (
              <ul className="grid gap-1">
                {list.buyers.map((buyer) => (
                  <li key={buyer.id}>
                    {mayOpenCustomers ? (
                      <Link href={`/admin/customers/${buyer.id}`} prefetch={false} className="underlined">
                        {buyer.name}
                      </Link>
                    ) : (
                      buyer.name
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
      </div>
    </>
  );
}

/** In which days a price holds: the end is the last of them. */
function useWhen(): (row: ListPriceRow) => string {
  const t = useTranslations("backoffice.priceLists");
  const { day } = useDates();
  return ({ validFrom, validTo }) => {
    const from = validFrom && day(new Date(validFrom));
    const to = validTo && day(new Date(new Date(validTo).getTime() - 1));
    if (from && to) return t("between", { from, to });
    return from ? t("starting", { from }) : to ? t("until", { to }) : t("always");
  };
}
