"use client";
import { useTranslations } from "next-intl";
import { neverReturned } from "#server/kernel/return-exclusions.ts";
import type { ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";
import { ChosenLine } from "../chosen-line.tsx";
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
            <ChosenLine
              key={line.orderLineId}
              line={line}
              notes={notes}
              pieces={t("pieces", { count: line.quantity })}
              disabled={stays}
              units={units}
              first={line.quantity}
              onUnits={(quantity) => onChange({ ...chosen, [line.orderLineId]: quantity })}
            >
              {units > 0 && !stays && (
                <ExchangeField
                  line={line}
                  units={units}
                  wish={wishes[line.orderLineId] ?? ""}
                  onWish={(variantId) => onWish({ ...wishes, [line.orderLineId]: variantId })}
                />
              )}
            </ChosenLine>
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
