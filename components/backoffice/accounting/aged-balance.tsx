import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { buttonStyle } from "#components/ui/button-style.ts";
import { cn } from "#components/ui/class-names.ts";
import { type AgeBand, ageBands } from "#server/modules/accounting/contract-statement.ts";
import type { AgedBalance as Page } from "../dto.ts";
import { type Column, DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { AccountingNav } from "./accounting-nav.tsx";
import { DayForm } from "./day-form.tsx";

const path = "/admin/accounting/aged";
const lateBands = ["to30", "to60", "to90", "over90"] as const satisfies readonly AgeBand[];

type Row = Page["items"][number];
type Total = Page["totals"][number];
type Props = { state: ListState; page: Page; mayReadStatements: boolean };

/** What every customer owes, by how late it is, on a day; what is overdue first. */
export function AgedBalance({ state, page, mayReadStatements }: Props) {
  const t = useTranslations("books.aged");
  const locale = useLocale();
  const { values } = state;
  const view = Object.entries({ ...values, on: page.on, locale }).filter(([key]) => key !== "limit");
  const openOf = (row: Row) =>
    row.partnerId && mayReadStatements
      ? `/admin/customers/${row.partnerId}/statement?${new URLSearchParams({ currency: row.total.currency })}`
      : `/admin/accounting?${new URLSearchParams(row.partnerId ? { partnerId: row.partnerId } : { query: row.name })}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <a href={`/api/exports/accounting/aged?${new URLSearchParams(view)}`} download className={buttonStyle()}>
            <Download aria-hidden />
            {t("csv")}
          </a>
        }
      />
      <AccountingNav current="aged" />
      <DayForm
        name="on"
        label={t("on")}
        submit={t("apply")}
        value={page.on}
        values={values}
        keep={["show", "sort", "query"]}
      />
      <StatusTabs
        label={t("tabs")}
        path={path}
        state={state}
        name="show"
        tabs={[
          { value: "", label: t("all") },
          { value: "owing", label: t("owing") },
          { value: "late", label: t("overdue") },
        ]}
      />
      <FilterBar state={state} search={t("search")} />
      {page.totals.map((total) => (
        <Totals key={total.currency} total={total} />
      ))}
      <DataTable
        caption={t("title")}
        rows={page.items}
        rowKey={(row) => `${row.partnerId ?? row.name} ${row.total.currency}`}
        rowHref={openOf}
        list={{ path, state, defaultSort: "late_desc" }}
        columns={useColumns()}
        empty={<EmptyList filtered={Boolean(values.query || values.show)} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={page.nextCursor} count={page.items.length} />
      <p className="mt-4 max-w-prose text-muted text-pretty">{t("note")}</p>
    </>
  );
}

/** The sums of all customers shown, whatever page is open. */
function Totals({ total }: { total: Total }) {
  const t = useTranslations("books.aged");
  const facts = [...ageBands, "inFavour" as const, "total" as const].map(
    (key) => [key, key === "inFavour" || key === "total" ? t(key) : t(`bands.${key}`)] as const,
  );
  return (
    <dl
      aria-label={t("totals", { count: total.customers })}
      className="mb-4 grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4 xl:grid-cols-7"
    >
      {facts.map(([key, label]) => (
        <div key={key} className="grid gap-0.5 border-t border-line pt-1.5">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className={key === "total" ? "font-semibold" : undefined}>
            <Amount value={total[key]} className={total[key].minor === 0 ? "text-muted" : undefined} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations("books.aged");
  const band = (key: AgeBand): Column<Row> => ({
    key,
    header: t(`bands.${key}`),
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => <Amount value={row[key]} className={row[key].minor === 0 ? "text-muted" : undefined} />,
  });
  return [
    {
      key: "name",
      header: t("name"),
      sort: { first: "name_asc", second: "name_desc", firstIs: "asc" },
      cell: (row) => (
        <span className="grid max-sm:py-1.5">
          <span className="max-w-40 truncate sm:max-w-64">{row.name}</span>
          {!row.partnerId && <span className="text-xs font-normal text-muted">{t("guest")}</span>}
        </span>
      ),
    },
    band("notDue"),
    ...lateBands.map(band),
    {
      key: "late",
      header: t("late"),
      numeric: true,
      sort: { first: "late_desc", second: "late_asc", firstIs: "desc" },
      cell: (row) => (
        <Amount value={row.late} className={cn(row.late.minor > 0 ? "font-medium text-danger" : "text-muted")} />
      ),
    },
    {
      key: "inFavour",
      header: t("inFavour"),
      numeric: true,
      className: "max-xl:hidden",
      cell: (row) => <Amount value={row.inFavour} className={row.inFavour.minor === 0 ? "text-muted" : undefined} />,
    },
    {
      key: "total",
      header: t("total"),
      numeric: true,
      sort: { first: "total_desc", second: "total_asc", firstIs: "desc" },
      cell: (row) => <Amount value={row.total} />,
    },
    {
      key: "left",
      header: t("left"),
      numeric: true,
      className: "max-md:hidden",
      cell: ({ credit }) =>
        credit && (
          <span className="grid justify-items-end">
            {credit.left ? (
              <Amount value={credit.left} className={credit.left.minor < 0 ? "font-medium text-danger" : undefined} />
            ) : (
              t("unlimited")
            )}
            {credit.limit && (
              <span className="text-xs text-muted">
                {t("of")} <Amount value={credit.limit} />
              </span>
            )}
          </span>
        ),
    },
  ];
}
