"use client";
import { useTranslations } from "next-intl";
import { Photo } from "#components/storefront/photo.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";
import { neverReturned } from "#server/kernel/return-exclusions.ts";
import type { ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";
import { ExchangeField } from "./exchange-field.tsx";

/** Units by line. */
export type Chosen = Readonly<Record<string, number>>;

export type Wishes = Readonly<Record<string, string>>;

type ReturnLinesProps = {
  lines: ReturnOptions["lines"];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  /** The variant that is wanted instead of the money, by line; nothing: the money. */
  wishes: Wishes;
  onWish: (wishes: Wishes) => void;
  /** What may not come back at will may come back for this reason. */
  always: boolean;
  error: string | null;
};

/** Which of the goods that are with the buyer come back, and how many of each; what may not says why. */
export function ReturnLines({ lines, chosen, onChange, wishes, onWish, always, error }: ReturnLinesProps) {
  const t = useTranslations("portal.sendBack");
  const exclusions = useTranslations("common.returnExclusion");
  return (
    <fieldset className="grid gap-2">
      <legend className="display mb-3 text-3xl">{t("what")}</legend>
      <ul className="divide-y divide-line border-y border-line">
        {lines.map((line) => {
          const units = chosen[line.orderLineId] ?? 0;
          const stays = neverReturned(line.exclusion) && !always;
          const notes = [line.description, line.exclusion && exclusions(line.exclusion)].filter(Boolean).join(" · ");
          return (
            <li
              key={line.orderLineId}
              className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 py-3 sm:grid-cols-[auto_1fr_auto]"
            >
              <span className="size-14 shrink-0 overflow-hidden rounded-control bg-tile">
                {line.media && <Photo media={line.media} sizes="56px" decorative />}
              </span>
              <Checkbox
                className="min-w-0 grow"
                label={line.name}
                description={notes}
                disabled={stays}
                checked={units > 0 && !stays}
                onChange={(event) =>
                  onChange({ ...chosen, [line.orderLineId]: event.target.checked ? line.quantity : 0 })
                }
              />
              {line.quantity > 1 && units > 0 ? (
                <QuantityStepper
                  size="sm"
                  of={line.name}
                  value={units}
                  max={line.quantity}
                  onChange={(quantity) => onChange({ ...chosen, [line.orderLineId]: quantity })}
                />
              ) : (
                <span className="tabular col-start-2 text-sm text-muted sm:col-start-3">
                  {t("pieces", { count: line.quantity })}
                </span>
              )}
              {units > 0 && !stays && (
                <ExchangeField
                  line={line}
                  units={units}
                  wish={wishes[line.orderLineId] ?? ""}
                  onWish={(variantId) => onWish({ ...wishes, [line.orderLineId]: variantId })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
