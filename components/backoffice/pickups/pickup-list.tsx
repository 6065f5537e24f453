import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { pickupStates } from "#server/modules/fulfilment/contract-pickups.ts";
import type { PickupPage } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { HandOverForm } from "./hand-over-form.tsx";
import { ReadyButton } from "./ready-button.tsx";

const path = "/admin/pickups";

type PickupListProps = { state: ListState; page: PickupPage; mayProcess: boolean; linked: boolean };

/** What buyers collect at one's own store: prepare it, lay it ready, hand it over for its code. */
export function PickupList({ state, page, mayProcess, linked }: PickupListProps) {
  const t = useTranslations("shipping.pickups");
  const shown = state.values.state ?? "to_prepare";
  const counts: Record<string, number> = page.counts;
  return (
    <>
      <PageHeader title={t("title")} />
      {!page.anywhere && <p className="mb-4 text-muted">{t("noStore")}</p>}
      {mayProcess && page.anywhere && <HandOverForm />}
      <StatusTabs
        label={t("byState")}
        path={path}
        state={state}
        name="state"
        tabs={pickupStates.map((value) => ({
          value: value === "to_prepare" ? "" : value,
          label: t(`states.${value}`),
          ...(value !== "collected" && { count: counts[value] ?? 0 }),
        }))}
      />
      <DataTable
        caption={t("title")}
        rows={page.items}
        rowKey={(pickup) => pickup.number}
        columns={[
          {
            key: "order",
            header: t("order"),
            cell: (pickup) =>
              linked ? (
                <Link
                  href={`/admin/orders/${pickup.orderNumber}`}
                  className="underlined inline-flex min-h-6 items-center tabular whitespace-nowrap"
                >
                  {pickup.orderNumber}
                </Link>
              ) : (
                <span className="tabular whitespace-nowrap">{pickup.orderNumber}</span>
              ),
          },
          { key: "recipient", header: t("recipient"), cell: (pickup) => pickup.recipient },
          {
            key: "goods",
            header: t("goods"),
            className: "max-md:hidden",
            cell: (pickup) => (
              <ul className="py-1">
                {pickup.lines.map((line) => (
                  <li key={`${line.name} ${line.description}`}>
                    {line.quantity} × {line.name}
                    {line.description && <span className="text-muted"> {line.description}</span>}
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: "location",
            header: t("store"),
            className: "max-lg:hidden text-muted",
            cell: (pickup) => pickup.location.name,
          },
          {
            key: "when",
            header: t(`when.${shown as "ready"}`),
            className: "whitespace-nowrap",
            cell: (pickup) =>
              pickup.collectedAt ? (
                <RelativeTime at={pickup.collectedAt} />
              ) : pickup.collectBy ? (
                <span className="inline-flex items-center gap-2">
                  <Day date={pickup.collectBy} />
                  {pickup.remindedAt && <Badge tone="warning">{t("reminded")}</Badge>}
                </span>
              ) : (
                pickup.promisedTo && <Day date={pickup.promisedTo} />
              ),
          },
          ...(mayProcess && shown === "to_prepare"
            ? [
                {
                  key: "ready",
                  header: t("actions"),
                  action: true,
                  cell: (pickup: PickupPage["items"][number]) => <ReadyButton pickup={pickup} />,
                },
              ]
            : []),
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} text={t("noneText")} />}
      />
      <Pager path={path} state={state} nextCursor={page.nextCursor} count={page.items.length} />
    </>
  );
}
