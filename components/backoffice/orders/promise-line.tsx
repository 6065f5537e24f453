import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { OrderDetail } from "../dto.ts";
import { useDates } from "../shared/use-dates.ts";

const tones = { open: "neutral", kept: "success", late: "danger" } as const;

/** What was promised of a delivery, and whether it was kept; until when it waits to be collected. */
export function PromiseLine({ delivery }: { delivery: OrderDetail["deliveries"][number] }) {
  const t = useTranslations("shipping.promises");
  const dates = useDates();
  const day = (date: string) => dates.businessDay(new Date(`${date}T12:00:00Z`));
  const { promised, outcome, collectBy, status } = delivery;
  if (!promised && !collectBy) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      {promised &&
        (promised.from === promised.to
          ? t("told", { to: day(promised.to) })
          : t("toldBetween", { from: day(promised.from), to: day(promised.to) }))}
      {outcome !== "none" && <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>}
      {collectBy && status === "packed" && t("readySince", { day: day(collectBy) })}
    </p>
  );
}
