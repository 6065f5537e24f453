import { useTranslations } from "next-intl";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { Facts, Section } from "../shared/section.tsx";

/** What the order did to its buyer's loyalty points. */
export function PointsBox({ order: { points } }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.order.points");
  // The server leaves points out for roles that do not cover them.
  if (!points) return null;
  const count = (value: number) => t("count", { points: value });
  return (
    <Section title={t("title")}>
      <Facts
        rows={[
          [points.pending ? t("earnedPending", { days: points.pendingDays }) : t("earned"), count(points.earned)],
          points.spent > 0 ? [t("spent"), count(points.spent)] : null,
          points.returned > 0 ? [t("returned"), count(points.returned)] : null,
          points.off.minor > 0 ? [t("offAmount"), <Amount key="o" value={points.off} />] : null,
        ]}
      />
    </Section>
  );
}
