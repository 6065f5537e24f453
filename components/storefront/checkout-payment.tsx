"use client";
import { useTranslations } from "next-intl";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { Step } from "./checkout-states.tsx";
import type { CheckoutPart } from "./use-checkout.ts";

/** How it is paid, where there is a choice. */
export function PaymentStep({ checkout }: Pick<CheckoutPart, "checkout">) {
  const t = useTranslations("checkout");
  const { change, ways, paymentMethod } = checkout;
  if (ways.length < 2) return null;
  return (
    <Step title={t("payment.title")}>
      <RadioGroup legend={t("payment.choose")} hideLegend>
        {ways.map((way) => (
          <RadioCard
            key={way}
            name="paymentMethod"
            value={way}
            checked={paymentMethod === way}
            onChange={() => change({ paymentMethod: way })}
            label={t(`payment.${way}`)}
            description={t(`payment.${way}Hint`)}
          />
        ))}
      </RadioGroup>
    </Step>
  );
}
