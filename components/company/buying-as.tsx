"use client";
import { useTranslations } from "next-intl";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import type { OwnCompany } from "#server/modules/companies/contract.ts";
import { useActFor } from "./use-act-for.ts";

/** For whom the reader buys: themselves, or one of their companies. Prices, addresses and checkout follow. */
export function BuyingAs({ companies }: { companies: readonly OwnCompany[] }) {
  const t = useTranslations("portal.company");
  const { active, choose } = useActFor(companies.find((company) => company.active)?.id ?? null, () => t("switched"));
  const card = (id: string | null, label: string, description: string) => (
    <RadioCard
      key={id ?? "me"}
      name="buyingAs"
      value={id ?? "me"}
      checked={active === id}
      onChange={() => choose(id)}
      label={label}
      description={description}
    />
  );
  return (
    <RadioGroup legend={t("buyingAs")} hideLegend>
      {card(null, t("myself"), t("myselfHint"))}
      {companies.map(({ id, name, roles }) => card(id, name, roles.map((role) => t(`roles.${role}`)).join(", ")))}
    </RadioGroup>
  );
}
