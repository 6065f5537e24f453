"use client";

import { useTranslations } from "next-intl";
import { QuantityInput } from "../deliveries/quantity-input.tsx";

export type PickableLine = {
  orderLineId: string;
  name: string;
  description: string | null;
  sku: string | null;
  uom: string;
  /** How many may be chosen. */
  left: number;
};
export type Picked = Readonly<Record<string, number>>;

/** Lines with how many of each: for a refund, for a return. Lines of which nothing is left are shown, quietly. */
export function UnitPicker({
  lines,
  picked,
  onPick,
}: {
  lines: readonly PickableLine[];
  picked: Picked;
  onPick: (picked: Picked) => void;
}) {
  const t = useTranslations("backoffice.units");
  return (
    <ul className="grid divide-y divide-line border-y border-line" aria-label={t("lines")}>
      {lines.map((line) => (
        <li key={line.orderLineId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
          <span className="min-w-40 flex-1">
            <span className={line.left > 0 ? "font-medium" : "text-muted"}>{line.name}</span>
            <span className="block text-xs text-muted">{[line.description, line.sku].filter(Boolean).join(" · ")}</span>
          </span>
          {line.left > 0 ? (
            <span className="flex items-center gap-2">
              <QuantityInput
                value={picked[line.orderLineId] ?? 0}
                max={line.left}
                uom={line.uom}
                of={line.name}
                onChange={(quantity) => onPick({ ...picked, [line.orderLineId]: quantity })}
              />
              <span className="w-12 text-xs text-muted tabular">{t("of", { count: line.left })}</span>
            </span>
          ) : (
            <span className="text-xs text-muted">{t("none")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What was chosen, as the server wants it. */
export const chosen = (picked: Picked): { orderLineId: string; quantity: number }[] =>
  Object.entries(picked)
    .filter(([, quantity]) => quantity > 0)
    .map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
