"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "#components/ui/class-names.ts";
import { choose, fits } from "./choose-variant.ts";
import type { Product, Variant } from "./types.ts";

type OptionPickerProps = {
  product: Pick<Product, "options" | "variants">;
  chosen: Variant;
  /** What is known to be sold out, by SKU. */
  soldOut: ReadonlySet<string>;
  onChoose: (variant: Variant) => void;
};

/** One row per option: swatches for colours, plain words for the rest. Radios, so arrows work. */
export function OptionPicker({ product, chosen, soldOut, onChoose }: OptionPickerProps) {
  const t = useTranslations("storefront.product");
  const id = useId();
  return product.options
    .filter((option) => option.values.length > 1)
    .map((option) => {
      const current = option.values.find((v) => v.value === chosen.options[option.key]);
      const coloured = option.values.every((v) => v.swatch);
      return (
        <fieldset key={option.key} className="min-w-0">
          <legend className="mb-2.5 text-[0.9375rem]">
            <span className="text-muted">{t("option", { name: option.name })} </span>
            {current?.label}
          </legend>
          <div className={cn("flex flex-wrap", coloured ? "gap-3" : "gap-2")}>
            {option.values.map((value) => {
              const target = choose(product.variants, chosen, option.key, value.value);
              const possible = fits(product.variants, chosen, option.key, value.value);
              const out = soldOut.has(target.sku);
              return (
                <label
                  key={value.value}
                  title={value.label}
                  className={cn(
                    "relative grid cursor-pointer place-items-center has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-ink",
                    coloured
                      ? "size-10 rounded-full ring-1 ring-line has-checked:ring-2 has-checked:ring-ink"
                      : "min-h-11 min-w-14 rounded-control border border-edge px-4 text-[0.9375rem] hover:border-ink has-checked:border-ink has-checked:bg-ink has-checked:text-paper",
                    !possible && "opacity-55",
                  )}
                >
                  <input
                    type="radio"
                    name={`${id}-${option.key}`}
                    value={value.value}
                    checked={value.value === current?.value}
                    onChange={() => onChoose(target)}
                    aria-label={possible ? value.label : t("unavailableChoice", { label: value.label })}
                    className="absolute inset-0 cursor-pointer appearance-none rounded-[inherit] focus-visible:outline-none"
                  />
                  {coloured ? (
                    <span
                      aria-hidden
                      className="pointer-events-none size-8 rounded-full ring-1 ring-ink/10 ring-inset"
                      style={{ background: value.swatch ?? undefined }}
                    />
                  ) : (
                    <span className={cn("pointer-events-none", out && "line-through decoration-1")}>{value.label}</span>
                  )}
                  {coloured && out && (
                    <span
                      aria-hidden
                      className="pointer-events-none absolute h-px w-10 -rotate-45 bg-ink shadow-[0_0_0_1px_var(--color-paper)]"
                    />
                  )}
                </label>
              );
            })}
          </div>
        </fieldset>
      );
    });
}
