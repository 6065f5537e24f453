import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { MethodSettings, PlaceSettings } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { MethodButton } from "./method-button.tsx";
import { clockOf, useWeekdays } from "./use-weekdays.ts";

const path = "/admin/shipping";

type ShippingPageProps = { places: readonly PlaceSettings[]; methods: readonly MethodSettings[]; mayWrite: boolean };

/** What delivery dates are promised from: when places pack, and how long carriers drive. */
export function ShippingPage({ places, methods, mayWrite }: ShippingPageProps) {
  const t = useTranslations("shipping.settings");
  const days = useWeekdays();
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-8">
        <Section title={t("places")}>
          <DataTable
            caption={t("places")}
            rows={places}
            rowKey={(place) => place.code}
            rowHref={(place) => `${path}/${encodeURIComponent(place.code)}`}
            columns={[
              { key: "name", header: t("place"), cell: (place) => place.name },
              {
                key: "cutoff",
                header: t("cutoff"),
                className: "tabular",
                cell: (place) => clockOf(place.cutoffMinutes),
              },
              { key: "days", header: t("workingDays"), cell: (place) => days.range(place.workingDays) },
              {
                key: "handling",
                header: t("handlingDays"),
                numeric: true,
                className: "max-md:hidden",
                cell: (place) => place.handlingDays,
              },
              {
                key: "closed",
                header: t("closedOn"),
                numeric: true,
                className: "max-lg:hidden",
                cell: (place) => place.closedOn.length,
              },
            ]}
            empty={<EmptyList filtered={false} path={path} title={t("noPlace")} />}
          />
        </Section>
        <Section title={t("methods")}>
          <DataTable
            caption={t("methods")}
            rows={methods}
            rowKey={(method) => method.code}
            columns={[
              {
                key: "name",
                header: t("method"),
                cell: (method) => (
                  <span className="inline-flex flex-wrap items-center gap-2">
                    {method.name}
                    {!method.active && <Badge tone="neutral">{t("inactive")}</Badge>}
                  </span>
                ),
              },
              {
                key: "time",
                header: t("leadTime"),
                cell: (method) =>
                  method.pickup
                    ? t("collected")
                    : t("leadDays", {
                        same: method.minDays === method.maxDays ? "yes" : "no",
                        min: String(method.minDays),
                        max: String(method.maxDays),
                        count: method.maxDays,
                      }),
              },
              {
                key: "days",
                header: t("carrierDays"),
                className: "max-md:hidden",
                cell: (method) => (method.pickup ? "" : days.range(method.weekdays)),
              },
              {
                key: "countries",
                header: t("countries"),
                className: "max-lg:hidden text-muted max-w-56 truncate",
                cell: (method) => method.countries.join(", "),
              },
              ...(mayWrite
                ? [
                    {
                      key: "change",
                      header: t("actions"),
                      action: true,
                      cell: (method: MethodSettings) => <MethodButton method={method} />,
                    },
                  ]
                : []),
            ]}
            empty={<EmptyList filtered={false} path={path} title={t("noMethod")} />}
          />
        </Section>
      </div>
    </>
  );
}
