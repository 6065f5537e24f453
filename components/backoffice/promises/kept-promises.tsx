import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { numberFormat } from "#server/kernel/formats.ts";
import { keptPeriods } from "#server/modules/fulfilment/contract-promise.ts";
import type { KeptPromisesPage } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { type ListState, listHref } from "../list/list-state.ts";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";

const path = "/admin/promises";

type KeptPromisesProps = { state: ListState; all: KeptPromisesPage; chosen: KeptPromisesPage; linked: boolean };

/** How many deliveries came when they were promised, by place and method; a row leads to its late ones. */
export function KeptPromises({ state, all, chosen, linked }: KeptPromisesProps) {
  const t = useTranslations("shipping.promises");
  const locale = useLocale();
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const share = ({ kept, late }: { kept: number; late: number }) =>
    kept + late === 0 ? "–" : percent.format(kept / (kept + late));
  const { locationCode, method } = state.values;
  const row = all.rows.find((one) => one.locationCode === locationCode && one.method.code === method);
  return (
    <>
      <PageHeader title={t("title")} />
      <StatusTabs
        label={t("period")}
        path={path}
        state={state}
        name="days"
        tabs={keptPeriods.map((days) => ({ value: days === 30 ? "" : String(days), label: t("days", { days }) }))}
      />
      <p className="mb-6 flex flex-wrap items-baseline gap-x-3">
        <span className="text-3xl font-semibold tabular" data-testid="kept-share">
          {share(all)}
        </span>
        <span className="text-muted">{t("summary", { kept: all.kept, late: all.late, open: all.open })}</span>
      </p>
      <div className="grid gap-8">
        <Section title={t("byPlace")}>
          <DataTable
            caption={t("byPlace")}
            rows={all.rows}
            rowKey={(one) => `${one.locationCode} ${one.method.code}`}
            rowHref={(one) => listHref(path, state, { locationCode: one.locationCode, method: one.method.code })}
            columns={[
              { key: "place", header: t("place"), cell: (one) => one.locationName },
              { key: "method", header: t("method"), cell: (one) => one.method.name },
              { key: "kept", header: t("kept"), numeric: true, className: "max-sm:hidden", cell: (one) => one.kept },
              { key: "late", header: t("late"), numeric: true, cell: (one) => one.late },
              { key: "open", header: t("open"), numeric: true, className: "max-sm:hidden", cell: (one) => one.open },
              { key: "share", header: t("share"), numeric: true, cell: share },
            ]}
            empty={<EmptyList filtered={false} path={path} title={t("none")} text={t("noneText")} />}
          />
        </Section>
        <Section
          title={row ? t("lateOf", { place: row.locationName, method: row.method.name }) : t("lateOnes")}
          aside={
            row && (
              <Link
                href={listHref(path, state, { locationCode: undefined, method: undefined })}
                className="underlined inline-flex min-h-6 items-center"
              >
                {t("allLate")}
              </Link>
            )
          }
        >
          <DataTable
            caption={t("lateOnes")}
            rows={chosen.lateOnes}
            rowKey={(one) => one.number}
            {...(linked && {
              rowHref: (one: KeptPromisesPage["lateOnes"][number]) => `/admin/deliveries/${one.number}`,
            })}
            columns={[
              {
                key: "number",
                header: t("delivery"),
                cell: (one) => <span className="tabular whitespace-nowrap">{one.number}</span>,
              },
              { key: "status", header: t("status"), cell: (one) => <Status of="delivery" value={one.status} /> },
              {
                key: "order",
                header: t("order"),
                className: "max-lg:hidden text-muted tabular",
                cell: (one) => one.orderNumber,
              },
              { key: "place", header: t("place"), className: "max-md:hidden", cell: (one) => one.locationName },
              { key: "method", header: t("method"), className: "max-lg:hidden", cell: (one) => one.methodName },
              {
                key: "promised",
                header: t("promised"),
                className: "whitespace-nowrap",
                cell: (one) => <Day date={one.promisedTo} />,
              },
              {
                key: "at",
                header: t("happened"),
                className: "max-sm:hidden whitespace-nowrap text-muted",
                cell: (one) => (one.at ? <RelativeTime at={one.at} /> : t("stillHere")),
              },
            ]}
            empty={<EmptyList filtered={false} path={path} title={t("noLate")} />}
          />
        </Section>
      </div>
    </>
  );
}
