"use client";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActFor } from "#components/company/use-act-for.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Providers } from "#components/trpc/providers.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";

/** A value of the menu for the reader themselves: no company's id. */
const me = "me";

/** Whom the reader may buy for, for whom they do, and choosing another. */
function useBuyingFor() {
  const t = useTranslations("storefront.header");
  const companies = useQuery(useTRPC().account.companies.list.queryOptions(undefined, { staleTime: 300_000 })).data;
  const nameOf = (id: string | null) => companies?.find((company) => company.id === id)?.name ?? t("myself");
  const { active, choose } = useActFor(companies?.find((company) => company.active)?.id ?? null, (companyId) =>
    t("nowBuyingFor", { name: nameOf(companyId) }),
  );
  return {
    choices: [{ value: me, name: t("myself") }, ...(companies ?? []).map(({ id, name }) => ({ value: id, name }))],
    known: companies !== undefined && companies.length > 0,
    active,
    name: nameOf(active),
    choose: (value: string) => choose(value === me ? null : value),
  };
}

/** In the header: the name of whom one buys for, which opens the choice. It takes room that nothing else has. */
export const BuyingForMenu = () => (
  <Providers>
    <Menu />
  </Providers>
);

function Menu() {
  const t = useTranslations("storefront.header");
  const { choices, known, active, name, choose } = useBuyingFor();
  if (!known) return null;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger
        aria-label={t("buyingFor", { name })}
        className="inline-flex h-11 min-w-11 shrink-0 items-center justify-center gap-2 text-[0.875rem] hover:opacity-70 max-[379px]:hidden min-[1400px]:mr-2 lg:max-[1399px]:min-w-9 lg:max-[1279px]:-ml-7"
      >
        <span className="relative">
          <Building2 aria-hidden className="size-5.5 stroke-[1.5]" />
          {active && (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-1 size-2.5 rounded-full border border-paper bg-accent"
            />
          )}
        </span>
        <span className="max-w-24 truncate max-[1399px]:hidden">{name}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-80 min-w-56">
        <DropdownMenuLabel id="buying-for">{t("whom")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup aria-labelledby="buying-for" value={active ?? me} onValueChange={choose}>
          {choices.map((choice) => (
            <DropdownMenuRadioItem key={choice.value} value={choice.value} className="min-h-10">
              {choice.name}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The same choice laid out, for the menu of small screens. */
export const BuyingForChoice = () => (
  <Providers>
    <Choice />
  </Providers>
);

function Choice() {
  const t = useTranslations("storefront.header");
  const { choices, known, active, choose } = useBuyingFor();
  if (!known) return null;
  return (
    <RadioGroup legend={t("whom")}>
      {choices.map(({ value, name }) => (
        <Radio
          key={value}
          name="buyingFor"
          value={value}
          checked={value === (active ?? me)}
          onChange={() => choose(value)}
          label={name}
          className="min-h-8"
        />
      ))}
    </RadioGroup>
  );
}
