import type { Variant } from "./types.ts";

type Choosable = Pick<Variant, "sku" | "options">;

/** True when a variant has this value together with all other current choices. */
export function fits(variants: readonly Choosable[], chosen: Choosable, option: string, value: string): boolean {
  return variants.some((v) =>
    Object.entries({ ...chosen.options, [option]: value }).every(([key, wanted]) => v.options[key] === wanted),
  );
}

/** The variant with this value that keeps as many of the other choices as possible; ties go to the earlier one. */
export function choose<V extends Choosable>(variants: readonly V[], chosen: V, option: string, value: string): V {
  const kept = (v: V) =>
    Object.entries(chosen.options).filter(([key, now]) => key !== option && v.options[key] === now).length;
  return (
    variants
      .filter((v) => v.options[option] === value)
      .reduce<V | undefined>((best, v) => (best && kept(best) >= kept(v) ? best : v), undefined) ?? chosen
  );
}
