import { useTranslations } from "next-intl";
import type { ProductAlerts } from "../dto.ts";
import { Facts, Section } from "../shared/section.tsx";

/** How many wait for each variant to be back: what is worth buying in again. */
export function StockAlerts({ alerts }: { alerts: readonly ProductAlerts[] }) {
  const t = useTranslations("backoffice.product.alerts");
  const asked = alerts.filter((alert) => alert.waiting + alert.served > 0);
  const total = alerts.reduce((sum, alert) => sum + alert.waiting, 0);
  return (
    <Section title={t("title")} aside={<span className="text-muted tabular">{total}</span>}>
      {asked.length ? (
        <Facts
          rows={asked.map(({ sku, waiting, served }) => [
            <span key="sku" className="tabular">
              {sku}
            </span>,
            <span key="counts" className="grid">
              <span className="font-medium">{t("waiting", { count: waiting })}</span>
              {served > 0 && <span className="text-xs text-muted">{t("served", { count: served })}</span>}
            </span>,
          ])}
        />
      ) : (
        <p className="text-muted">{t("none")}</p>
      )}
    </Section>
  );
}
