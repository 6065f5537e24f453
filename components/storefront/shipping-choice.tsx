"use client";
import { useLocale, useTranslations } from "next-intl";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { ShippingQuote, Told } from "#server/modules/fulfilment/contract.ts";
import { chooseStore, useMyStore } from "./my-store.ts";
import { useDayWords } from "./use-day-words.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

/** A way to send or collect, as far as a choice shows it. */
export type ShippingOption = Pick<ShippingQuote, "code" | "name" | "description" | "price" | "collectAt"> & {
  promise: Pick<Told, "from" | "to" | "deliveries"> | null;
};

type ShippingChoiceProps = {
  methods: readonly ShippingOption[];
  chosen: string | undefined;
  onChoose: (code: string) => void;
};

/** How it gets to the buyer: delivered, or collected at a store. Every choice says its date. */
export function ShippingChoice({ methods, chosen, onChoose }: ShippingChoiceProps) {
  const t = useTranslations("stores");
  const free = useTranslations("checkout.shipping");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const day = useDayWords();
  const mine = useMyStore();
  const delivered = methods.filter((method) => !method.collectAt);
  const stores = methods.filter((method) => method.collectAt).toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)));
  function isMine({ collectAt }: ShippingOption) {
    return collectAt?.code === mine;
  }
  const collecting = stores.some((method) => method.code === chosen);
  const when = ({ promise, collectAt }: ShippingOption) => {
    if (!promise) return t("dateLater");
    if (collectAt) return t("ready", { day: day(promise.to) });
    return t("arrives", { dates: dates(promise.from, promise.to) });
  };
  const card = (method: ShippingOption) => (
    <RadioCard
      key={method.code}
      name="shippingMethod"
      value={method.code}
      checked={chosen === method.code}
      onChange={() => {
        onChoose(method.code);
        if (method.collectAt) chooseStore(method.collectAt.code);
      }}
      label={method.collectAt?.name ?? method.name}
      description={
        <>
          {when(method)}
          {(method.promise?.deliveries ?? 1) > 1 && (
            <span className="block">{t("parts", { count: method.promise?.deliveries ?? 1 })}</span>
          )}
          {method.collectAt ? (
            <span className="block">
              {method.collectAt.line1}, {method.collectAt.postcode} {method.collectAt.city}
            </span>
          ) : (
            method.description && <span className="block">{method.description}</span>
          )}
        </>
      }
      aside={method.price.minor === 0 ? free("free") : formatMoney(method.price, locale)}
    />
  );
  return (
    <div className="grid gap-6">
      {delivered.length > 0 && (
        <RadioGroup legend={t("shipTitle")} hideLegend={stores.length === 0}>
          {delivered.map(card)}
        </RadioGroup>
      )}
      {stores.length > 0 && <RadioGroup legend={t("collectTitle")}>{stores.map(card)}</RadioGroup>}
      {collecting && <p className="text-sm text-muted">{t("address")}</p>}
    </div>
  );
}
