import { useTranslations } from "next-intl";
import type { UserRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";
import { CreateUserButton } from "./create-user-button.tsx";
import { PolicySwitch } from "./policy-switch.tsx";

const path = "/admin/users";

type UserListProps = {
  state: ListState;
  rows: readonly UserRow[];
  nextCursor: string | null;
  mayWrite: boolean;
  /** All staff need a second factor. */
  factorDemanded: boolean;
  creating: boolean;
};

/** Who can sign in, staff first of all. */
export function UserList({ state, rows, nextCursor, mayWrite, factorDemanded, creating }: UserListProps) {
  const t = useTranslations("backoffice.users");
  const roles = useTranslations("backoffice.roles");
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && <CreateUserButton opened={creating} />} />
      <StatusTabs
        label={t("who")}
        path={path}
        state={state}
        name="who"
        tabs={[
          { value: "", label: t("staff") },
          { value: "all", label: t("everyone") },
        ]}
      />
      <FilterBar state={state} search={t("search")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(user) => user.id}
        rowHref={(user) => `${path}/${user.id}`}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (user) => (
              <span className="grid max-sm:py-1.5">
                <span className="truncate">{user.name}</span>
                <span className="max-w-48 truncate text-xs font-normal text-muted sm:hidden">{user.email}</span>
              </span>
            ),
          },
          {
            key: "email",
            header: t("email"),
            className: "max-sm:hidden max-w-64 truncate",
            cell: (user) => user.email,
          },
          {
            key: "roles",
            header: t("roles"),
            cell: (user) =>
              user.roles.length ? (
                user.roles.map((role) => roles(`${role}.name`)).join(", ")
              ) : (
                <span className="text-muted">{t("customer")}</span>
              ),
          },
          {
            key: "status",
            header: t("status"),
            className: "max-sm:hidden",
            cell: (user) => <Status of="user" value={user.status} />,
          },
          {
            key: "since",
            header: t("since"),
            className: "max-md:hidden whitespace-nowrap text-muted",
            cell: (user) => <RelativeTime at={user.createdAt} />,
          },
        ]}
        empty={<EmptyList filtered={Boolean(state.values.query)} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
      {state.values.who !== "all" && (
        <div className="mt-8">
          <PolicySwitch demanded={factorDemanded} mayWrite={mayWrite} />
        </div>
      )}
    </>
  );
}
