"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { activeCount, type ListState, toggled } from "./list-url.ts";
import { useMyStore } from "./my-store.ts";
import { RangeFilter } from "./range-filter.tsx";
import type { Facet } from "./types.ts";

type FilterSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  facets: Facet[];
  state: ListState;
  onChange: (next: ListState) => void;
  total: number;
  pending: boolean;
};

/** All filters with their counts. Each tick is applied at once; the button says how many products are left. */
export function FilterSheet({ open, onOpenChange, facets, state, onChange, total, pending }: FilterSheetProps) {
  const t = useTranslations("storefront.list");
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={t("filters")}
        footer={
          <div className="flex items-center gap-3">
            <Button
              variant="ghost"
              disabled={activeCount(state) === 0}
              onClick={() => onChange({ ...state, filters: {} })}
            >
              {t("clear")}
            </Button>
            <Button variant="solid" className={cn("grow", pending && "opacity-70")} onClick={() => onOpenChange(false)}>
              {t("show", { count: total })}
            </Button>
          </div>
        }
      >
        <p role="status" className="sr-only">
          {pending ? "" : t("count", { count: total })}
        </p>
        <div className="grid gap-8">
          {facets.map((facet) =>
            facet.type === "range" ? (
              <RangeFilter key={facet.key} facet={facet} state={state} onChange={onChange} />
            ) : (
              <Choice key={facet.key} facet={facet} state={state} onChange={onChange} />
            ),
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

export type FacetProps = { facet: Facet; state: ListState; onChange: (next: ListState) => void };

/** The values of a facet as boxes to tick, with how many products each leaves. */
function Choice({ facet, state, onChange }: FacetProps) {
  const t = useTranslations("storefront.list");
  const chosen = state.filters[facet.key] ?? [];
  const store = useMyStore();
  const mine = facet.key === "store" ? store : null;
  // The visitor's own store comes first.
  const values = facet.values.toSorted((a, b) => Number(b.value === mine) - Number(a.value === mine));
  return (
    <fieldset>
      <legend className="mb-3 font-medium">{facet.label}</legend>
      <div className="grid gap-2.5">
        {values.map((value) => (
          <Checkbox
            key={value.value}
            checked={chosen.includes(value.value)}
            onChange={() => onChange(toggled(state, facet.key, value.value))}
            label={
              <span className="flex items-center gap-2.5">
                {value.swatch && (
                  <span
                    aria-hidden
                    className="size-4 rounded-full ring-1 ring-ink/15 ring-inset"
                    style={{ background: value.swatch }}
                  />
                )}
                <span className="grow">
                  {value.label}
                  {value.value === mine && <span className="text-muted"> ({t("yourStore")})</span>}
                </span>
                <span className="tabular text-muted">{value.count}</span>
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
