import { useTranslations } from "next-intl";
import { ticketCategories, ticketStatuses } from "#server/modules/tickets/contract.ts";
import type { TicketRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";

const path = "/admin/tickets";

type TicketListProps = { state: ListState; rows: readonly TicketRow[]; nextCursor: string | null };

/** What customers ask, the last written to first; who waits for a first answer, and since when. */
export function TicketList({ state, rows, nextCursor }: TicketListProps) {
  const t = useTranslations("backoffice.tickets");
  const help = useTranslations("portal.help");
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
          ...ticketStatuses.map((value) => ({ value, label: word("ticket", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          {
            key: "category",
            label: t("category"),
            options: ticketCategories.map((value) => ({ value, label: help(`categories.${value}`) })),
          },
          {
            key: "assigned",
            label: t("assigned"),
            options: [
              { value: "mine", label: t("mine") },
              { value: "nobody", label: t("nobody") },
            ],
          },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.number}`}
        columns={[
          {
            key: "subject",
            header: t("subject"),
            cell: (row) => (
              <span className="block max-w-56 truncate sm:max-w-80" title={row.subject}>
                {row.subject}
              </span>
            ),
          },
          { key: "status", header: t("status"), cell: (row) => <Status of="ticket" value={row.status} /> },
          {
            key: "name",
            header: t("who"),
            className: "max-md:hidden",
            cell: (row) => <span className="block max-w-48 truncate">{row.name}</span>,
          },
          {
            key: "category",
            header: t("category"),
            className: "max-lg:hidden text-muted",
            cell: (row) => help(`categories.${row.category}`),
          },
          {
            key: "assignee",
            header: t("assignee"),
            className: "max-lg:hidden",
            cell: (row) => row.assignee?.name ?? <span className="text-muted">—</span>,
          },
          {
            key: "first",
            header: t("firstAnswer"),
            className: "max-md:hidden",
            cell: (row) =>
              row.firstAnswerAt ? (
                <span className="text-muted">
                  <RelativeTime at={row.firstAnswerAt} />
                </span>
              ) : (
                <span className="text-warning">{t("waits")}</span>
              ),
          },
          {
            key: "opened",
            header: t("opened"),
            className: "text-muted",
            cell: (row) => <RelativeTime at={row.createdAt} />,
          },
          {
            key: "last",
            header: t("last"),
            className: "max-sm:hidden text-muted",
            cell: (row) => <RelativeTime at={row.lastMessageAt} />,
          },
        ]}
        empty={<EmptyList filtered={Object.values(state.values).some(Boolean)} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
