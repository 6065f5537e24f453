"use client";
import { useTranslations } from "next-intl";
import { AddressFields } from "#components/storefront/address-fields.tsx";
import { type AddressDraft, addressProblems, emptyAddress } from "#components/storefront/checkout-draft.ts";
import { ShippingChoice } from "#components/storefront/shipping-choice.tsx";
import { useDeliveryDates } from "#components/storefront/use-delivery-dates.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ShippingWay } from "#server/modules/fulfilment/contract.ts";
import { postcodeExample } from "#server/modules/partners/contract.ts";
import type { OrderAddress } from "#server/modules/sales/contract-detail.ts";

/** An address as the form has it. */
export const draftOf = (address: { [Field in keyof AddressDraft]?: string | null }): AddressDraft =>
  Object.fromEntries(
    Object.keys(emptyAddress).map((field) => [field, address[field as keyof AddressDraft] ?? ""]),
  ) as AddressDraft;

type ChangeDeliveryProps = {
  ways: readonly ShippingWay[] | undefined;
  method: string;
  onMethod: (code: string) => void;
  /** Where it goes now; null: it is collected. */
  current: OrderAddress | null;
  draft: AddressDraft | null;
  saved: readonly { id: string; label: string; address: AddressDraft }[];
  countries: { code: string; name: string }[];
  onDraft: (draft: AddressDraft | null) => void;
  day: string | null;
  onDay: (day: string | null) => void;
};

/** How it gets to its buyer, where to, and on which day. What is collected has its store's address and no day. */
export function ChangeDelivery(props: ChangeDeliveryProps) {
  const { ways, method, onMethod, day, onDay } = props;
  const t = useTranslations("portal.order.change");
  const dates = useDeliveryDates();
  const chosen = ways?.find((way) => way.code === method);
  const collected = chosen?.collectAt !== undefined && chosen.collectAt !== null;
  return (
    <div className="grid gap-8">
      {ways && <ShippingChoice methods={ways} chosen={method} onChoose={onMethod} />}
      {ways?.length === 0 && <Alert tone="warning">{t("noWay")}</Alert>}
      {ways && !collected && <Destination {...props} />}
      {chosen && !collected && chosen.days.length > 1 && (
        <Field label={t("day")} hint={t("dayHint")} className="max-w-md">
          {(control) => (
            <Select {...control} value={day ?? ""} onChange={(event) => onDay(event.target.value || null)}>
              <option value="">
                {chosen.promise
                  ? t("soonest", { dates: dates(chosen.promise.from, chosen.promise.to) })
                  : t("soonestPlain")}
              </option>
              {chosen.days.slice(1).map((one) => (
                <option key={one} value={one}>
                  {dates(one, one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}

function Destination({ current, draft, saved, countries, onDraft }: ChangeDeliveryProps) {
  const t = useTranslations("portal.order.change");
  const wrong = useTranslations("checkout.errors");
  const problems = draft ? addressProblems(draft, "delivery") : {};
  const errorOf = (field: string) => {
    const key = problems[field];
    return key && wrong(key as "postcodeOf", { example: postcodeExample(draft?.country ?? "FR") });
  };
  if (!draft && current) {
    return (
      <div className="flex flex-wrap items-start justify-between gap-4">
        <address className="not-italic leading-relaxed">
          <span className="block font-medium">{current.recipient}</span>
          {[current.company, current.line1, current.line2, `${current.postcode} ${current.city}`]
            .filter(Boolean)
            .map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
        </address>
        <Button onClick={() => onDraft(draftOf(current))}>{t("changeAddress")}</Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {saved.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-2 text-sm text-muted">{t("fromBook")}</legend>
          {saved.map((one) => (
            <Button key={one.id} size="sm" onClick={() => onDraft(one.address)}>
              {one.label}
            </Button>
          ))}
        </fieldset>
      )}
      <AddressFields
        section="delivery"
        value={draft ?? emptyAddress}
        countries={countries}
        errorOf={errorOf}
        onChange={onDraft}
        onBlur={() => {}}
      />
      {current && (
        <div>
          <Button variant="ghost" onClick={() => onDraft(null)}>
            {t("keepAddress")}
          </Button>
        </div>
      )}
    </div>
  );
}
