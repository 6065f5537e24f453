"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OwnCompany } from "#server/modules/companies/contract.ts";

/** For whom the reader buys: themselves, or one of their companies. Prices, addresses and checkout follow. */
export function BuyingAs({ companies }: { companies: readonly OwnCompany[] }) {
  const t = useTranslations("portal.company");
  const router = useRouter();
  const queries = useQueryClient();
  const message = useErrorMessage();
  const change = useMutation(
    useTRPC().account.companies.actFor.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        toast({ title: t("switched") });
        router.refresh();
      },
      onError: (error) => toast({ title: message(error), tone: "danger" }),
    }),
  );
  const active = change.isPending
    ? change.variables.companyId
    : (companies.find((company) => company.active)?.id ?? null);
  const card = (id: string | null, label: string, description: string) => (
    <RadioCard
      key={id ?? "me"}
      name="buyingAs"
      value={id ?? "me"}
      checked={active === id}
      onChange={() => change.mutate({ companyId: id })}
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
