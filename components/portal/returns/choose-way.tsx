"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import type { OwnReturn } from "#server/modules/fulfilment/contract-returning.ts";
import { isFault } from "#server/modules/fulfilment/contract-returns.ts";
import type { OrderSource } from "../document-href.ts";

type ChooseWayProps = {
  found: OwnReturn;
  ways: NonNullable<OwnReturn["ways"]>;
  source: OrderSource;
  onDone: (found: OwnReturn) => void;
};

/** How goods come back that were announced without saying it, by a withdrawal for one. */
export function ChooseWay({ found, ways, source, onDone }: ChooseWayProps) {
  const t = useTranslations("portal.return.ways");
  const api = useTRPC();
  const message = useErrorMessage();
  const [way, setWay] = useState(ways.label ? "label" : "own");
  const choose = useMutation(api.shop.orderReturns.chooseWay.mutationOptions({ onSuccess: onDone }));
  const order = "token" in source ? source : { number: found.orderNumber };
  const said =
    way === "label" || way === "own"
      ? { wayBack: way as "label" | "own" }
      : { wayBack: "store" as const, storeCode: way };
  const option = (value: string, label: string, description: string) => (
    <RadioCard
      key={value}
      name="way"
      value={value}
      checked={way === value}
      onChange={() => setWay(value)}
      label={label}
      description={description}
    />
  );
  return (
    <form
      className="grid justify-items-start gap-5 bg-sunk p-6"
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate({ ...order, returnNumber: found.number, version: found.version, ...said });
      }}
    >
      <RadioGroup legend={<span className="display text-3xl font-normal">{t("title")}</span>}>
        {ways.label && option("label", t("label"), t("labelText"))}
        {ways.own && option("own", t("own"), t(isFault(found.reason) ? "ownFaultText" : "ownText"))}
        {ways.stores.map((store) =>
          option(store.code, t("store", { name: store.name }), `${store.line1}, ${store.postcode} ${store.city}`),
        )}
      </RadioGroup>
      {choose.error && <Alert tone="danger">{message(choose.error)}</Alert>}
      <Button type="submit" variant="primary" busy={choose.isPending}>
        {t("confirm")}
      </Button>
    </form>
  );
}
