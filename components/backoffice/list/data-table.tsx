import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { type ListState, listHref } from "./list-state.ts";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** What can be done with a row: at its end, the header only said aloud. */
  action?: boolean;
  /** The sort values of the two directions; the first one is taken at the first click. */
  sort?: { first: string; second: string; firstIs: "asc" | "desc" };
  className?: string;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where Enter and a click on the row lead; the first column's cell becomes the link. */
  rowHref?: (row: Row) => string;
  /** Needed for columns that sort. */
  list?: { path: string; state: ListState; defaultSort: string };
  empty: ReactNode;
};

/** A dense list: one line a row, the whole row a link, sorting by links so that it works before any script does. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, list, empty } = props;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <Table caption={caption} frameClassName="border-t border-line focus-visible:outline-offset-[-2px]">
      <TableHead className="border-line text-xs">
        <tr className="h-8">
          {columns.map((column) => (
            <TableHeader
              key={column.key}
              numeric={column.numeric}
              className={cn(column.action && "w-px", column.className)}
              aria-sort={sortState(column, list)}
            >
              {headerOf(column, list)}
            </TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={rowKey(row)} className={rowHref && "relative focus-within:bg-sunk"}>
            {columns.map((column, i) => (
              <TableCell
                key={column.key}
                numeric={column.numeric}
                className={cn("py-0.5", column.action && "text-right whitespace-nowrap", column.className)}
              >
                {i === 0 && rowHref ? (
                  <Link
                    href={rowHref(row)}
                    data-row-link
                    prefetch={false}
                    className="flex min-h-6 w-fit max-w-full items-center gap-2 font-medium outline-offset-4 after:absolute after:inset-0"
                  >
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function currentSort(list: { state: ListState; defaultSort: string }): string {
  return list.state.values.sort ?? list.defaultSort;
}

function headerOf<Row>(column: Column<Row>, list: DataTableProps<Row>["list"]): ReactNode {
  if (column.action) return <span className="sr-only">{column.header}</span>;
  return column.sort && list ? <SortLink column={column} list={list} /> : column.header;
}

function sortState<Row>(column: Column<Row>, list: DataTableProps<Row>["list"]) {
  if (!column.sort || !list) return undefined;
  const sort = currentSort(list);
  if (sort !== column.sort.first && sort !== column.sort.second) return "none";
  const ascending = (sort === column.sort.first) === (column.sort.firstIs === "asc");
  return ascending ? "ascending" : "descending";
}

function SortLink<Row>({ column, list }: { column: Column<Row>; list: NonNullable<DataTableProps<Row>["list"]> }) {
  const t = useTranslations("backoffice.list");
  const state = sortState(column, list);
  const next = currentSort(list) === column.sort?.first ? column.sort.second : column.sort?.first;
  return (
    <Link
      href={listHref(list.path, list.state, { sort: next === list.defaultSort ? undefined : next })}
      scroll={false}
      title={t("sort")}
      className={cn("inline-flex min-h-6 items-center gap-1 hover:text-ink", state !== "none" && "text-ink")}
    >
      {column.header}
      {state === "ascending" && <ArrowUp aria-hidden className="size-3" />}
      {state === "descending" && <ArrowDown aria-hidden className="size-3" />}
    </Link>
  );
}
