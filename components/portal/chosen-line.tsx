import type { ReactNode } from "react";
import { Photo } from "#components/storefront/photo.tsx";
import type { Media } from "#components/storefront/types.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";

type ChosenLineProps = {
  line: { name: string; media: Media | null; quantity: number };
  notes: string;
  /** "3 pieces": what there is, while there is nothing to count. */
  pieces: string;
  disabled: boolean;
  units: number;
  /** So many are chosen by a tick. */
  first: number;
  onUnits: (units: number) => void;
  children?: ReactNode;
};

/** A line of an order that its buyer picks, and how many units of it; on a phone these stand under its name. */
export function ChosenLine({ line, notes, pieces, disabled, units, first, onUnits, children }: ChosenLineProps) {
  return (
    <li className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 py-3 sm:grid-cols-[auto_1fr_auto]">
      <span className="size-14 shrink-0 overflow-hidden rounded-control bg-tile">
        {line.media && <Photo media={line.media} sizes="56px" decorative />}
      </span>
      <Checkbox
        className="min-w-0 grow"
        label={line.name}
        description={notes}
        disabled={disabled}
        checked={units > 0 && !disabled}
        onChange={(event) => onUnits(event.target.checked ? first : 0)}
      />
      <span className="col-start-2 sm:col-start-3">
        {line.quantity > 1 && units > 0 ? (
          <QuantityStepper size="sm" of={line.name} value={units} max={line.quantity} onChange={onUnits} />
        ) : (
          <span className="tabular text-sm text-muted">{pieces}</span>
        )}
      </span>
      {children}
    </li>
  );
}
