"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { activeCount, type ListState, rangeOf, toggled, toRange } from "./list-url.ts";
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
        <div className="grid gap-8">
          {facets.map((facet) =>
            facet.type === "range" ? (
              <Range key={facet.key} facet={facet} state={state} onChange={onChange} />
            ) : (
              <Choice key={facet.key} facet={facet} state={state} onChange={onChange} />
            ),
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

type FacetProps = { facet: Facet; state: ListState; onChange: (next: ListState) => void };

function Choice({ facet, state, onChange }: FacetProps) {
  const chosen = state.filters[facet.key] ?? [];
  return (
    <fieldset>
      <legend className="mb-3 font-medium">{facet.label}</legend>
      <div className="grid gap-2.5">
        {facet.values.map((value) => (
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
                <span className="grow">{value.label}</span>
                <span className="tabular text-muted">{value.count}</span>
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Range({ facet, state, onChange }: FacetProps) {
  const t = useTranslations("storefront.list");
  const id = useId();
  const now = rangeOf(state.filters[facet.key]);
  const commit = (part: "min" | "max", text: string) => {
    const digits = text.replace(/\D/g, "");
    if (digits === now[part]) return;
    const next = toRange(part === "min" ? digits : now.min, part === "max" ? digits : now.max);
    const { [facet.key]: _, ...others } = state.filters;
    onChange({ ...state, filters: next.length ? { ...others, [facet.key]: next } : others });
  };
  return (
    <fieldset key={`${now.min}-${now.max}`}>
      <legend className="mb-3 font-medium">{facet.label} (€)</legend>
      <div className="grid grid-cols-2 gap-3">
        {(["min", "max"] as const).map((part) => (
          <Field key={part} label={t(part)}>
            {(control) => (
              <Input
                {...control}
                id={`${id}-${part}`}
                aria-label={`${facet.label}, ${t(part)}`}
                inputMode="numeric"
                defaultValue={now[part]}
                onBlur={(event) => commit(part, event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") commit(part, event.currentTarget.value);
                }}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
