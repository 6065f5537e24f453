import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { programmeStand } from "#server/modules/loyalty/contract.ts";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { ProgrammeForm } from "./programme-form.tsx";

export type Stand = z.infer<typeof programmeStand>;

/** The rules of the loyalty programme, and what buyers hold of it. */
export function ProgrammePage({ stand, editable }: { stand: Stand; editable: boolean }) {
  const t = useTranslations("backoffice.loyalty");
  const format = useFormatter();
  const { programme, accounts, points, pending, owed } = stand;
  const rules = [
    [t("pointsPerUnit", { currency: programme.currency }), programme.pointsPerUnit],
    [t("pointValue", { currency: programme.currency }), <Amount key="v" value={programme.pointValue} />],
    [t("minimumPoints"), format.number(programme.minimumPoints)],
    [t("pendingDays"), format.number(programme.pendingDays)],
    [t("expiryMonths"), programme.expiryMonths === null ? t("never") : format.number(programme.expiryMonths)],
  ] as const;
  return (
    <>
      <PageHeader
        title={t("title")}
        aside={
          <Badge tone={programme.active ? "success" : "neutral"}>{t(programme.active ? "running" : "stopped")}</Badge>
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <Section title={t("rules")}>
          {editable ? <ProgrammeForm key={programme.version} programme={programme} /> : <Facts rows={rules} />}
        </Section>
        <Section title={t("held")}>
          <Facts
            rows={[
              [t("accounts"), format.number(accounts)],
              [t("points"), format.number(points)],
              [t("pending"), format.number(pending)],
              [t("owed"), <Amount key="o" value={owed} />],
            ]}
          />
          <p className="text-muted text-pretty">{t("owedText")}</p>
        </Section>
      </div>
    </>
  );
}
