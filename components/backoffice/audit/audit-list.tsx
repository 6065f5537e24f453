import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { AuditRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { type ListState, listHref } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";

const path = "/admin/audit";

/** Who changed what, newest first. A record's own trail is one click away. */
export function AuditList({
  state,
  rows,
  nextCursor,
}: {
  state: ListState;
  rows: readonly AuditRow[];
  nextCursor: string | null;
}) {
  const t = useTranslations("backoffice.audit");
  const target = state.values.targetId;
  return (
    <>
      <PageHeader
        title={target ? t("titleOf", { id: target }) : t("title")}
        actions={target && <LinkButton href={path}>{t("all")}</LinkButton>}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(entry) => entry.id}
        columns={[
          {
            key: "at",
            header: t("at"),
            className: "whitespace-nowrap text-muted",
            cell: (entry) => <RelativeTime at={entry.at} />,
          },
          {
            key: "actor",
            header: t("actor"),
            cell: (entry) => entry.actor ?? <span className="text-muted">{t("system")}</span>,
          },
          { key: "action", header: t("action"), cell: (entry) => <code className="text-xs">{entry.action}</code> },
          {
            key: "target",
            header: t("target"),
            className: "max-sm:hidden",
            cell: (entry) => (
              <Link
                href={listHref(path, state, { targetId: entry.target.id })}
                className="underlined inline-flex min-h-6 items-center text-xs"
              >
                {entry.target.type} {entry.target.id}
              </Link>
            ),
          },
          {
            key: "data",
            header: t("data"),
            className: "max-lg:hidden max-w-80 truncate text-xs text-muted",
            cell: (entry) => {
              const text = JSON.stringify(entry.data);
              return text === "{}" ? null : <code title={text}>{text}</code>;
            },
          },
        ]}
        empty={<EmptyList filtered={Boolean(target)} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
