import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { numberFormat } from "#server/kernel/formats.ts";
import { exponentOf } from "#server/kernel/money.ts";
import { bandToggled, type ListState, type RangeProblem, readTypedRange, typedRange, withRange } from "./list-url.ts";
import type { Facet } from "./types.ts";

type RangeFilterProps = { facet: Facet; state: ListState; onChange: (next: ListState) => void };

const signOf = (currency: string, locale: string): string =>
  numberFormat(locale, { style: "currency", currency })
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value ?? currency;

/** Bands to tick and two fields to type into: for prices, and without bands for dimensions. */
export function RangeFilter({ facet, state, onChange }: RangeFilterProps) {
  const t = useTranslations("storefront.list");
  const locale = useLocale();
  const chosen = state.filters[facet.key] ?? [];
  const unit = facet.unit ?? "";
  const decimals = unit === "cm" ? 0 : exponentOf(unit);
  const now = typedRange(chosen, decimals);
  return (
    <fieldset>
      <legend className="mb-3 font-medium">
        {facet.label} ({unit === "cm" ? unit : signOf(unit, locale)})
      </legend>
      {facet.values.length > 0 && (
        <div className="mb-4 grid gap-2.5">
          {facet.values.map((band) => (
            <Checkbox
              key={band.value}
              checked={chosen.includes(band.value)}
              onChange={() => onChange(bandToggled(state, facet.key, band.value))}
              label={
                <span className="flex items-center gap-2.5">
                  <span className="grow">{band.label}</span>
                  <span className="tabular text-muted">{band.count}</span>
                </span>
              }
            />
          ))}
        </div>
      )}
      <TypedRange
        key={`${now.min}..${now.max}`}
        facet={facet}
        now={now}
        decimals={decimals}
        onRange={(range) => onChange(withRange(state, facet.key, range))}
      />
      {facet.bounds && <p className="mt-2 text-[0.8125rem] text-muted">{t("bounds", facet.bounds)}</p>}
    </fieldset>
  );
}

type TypedRangeProps = {
  facet: Facet;
  now: { min: string; max: string };
  decimals: number;
  onRange: (range: string | null) => void;
};

/** Two fields, applied when left or on Enter. What cannot be read stays as typed and is told beside its field. */
function TypedRange({ facet, now, decimals, onRange }: TypedRangeProps) {
  const t = useTranslations("storefront.list");
  const [typed, setTyped] = useState(now);
  const [problem, setProblem] = useState<RangeProblem>();
  const apply = () => {
    const read = readTypedRange(typed.min, typed.max, decimals);
    if ("reason" in read) return setProblem(read);
    setProblem(undefined);
    // Bands give way only to something typed.
    if (typed.min !== now.min || typed.max !== now.max) onRange(read.range);
  };
  const told = problem && t(problem.reason === "order" ? "wrongOrder" : decimals ? "notAmount" : "notWhole");
  return (
    <div className="grid grid-cols-2 gap-3">
      {(["min", "max"] as const).map((part) => (
        <Field key={part} label={t(part)} error={problem?.field === part ? told : undefined}>
          {(control) => (
            <Input
              {...control}
              aria-label={`${facet.label}, ${t(part)}`}
              inputMode={decimals ? "decimal" : "numeric"}
              autoComplete="off"
              value={typed[part]}
              onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
              onBlur={apply}
              onKeyDown={(event) => {
                if (event.key === "Enter") apply();
              }}
            />
          )}
        </Field>
      ))}
      <p role="alert" className="sr-only">
        {told}
      </p>
    </div>
  );
}
