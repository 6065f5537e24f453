import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";

type RadioGroupProps = { legend: ReactNode; hideLegend?: boolean; className?: string; children: ReactNode };

/** A group of radios under one question. Children: `RadioCard` or `Radio`. */
export function RadioGroup({ legend, hideLegend, className, children }: RadioGroupProps) {
  return (
    <fieldset className={cn("grid gap-2", className)}>
      <legend className={cn("mb-2 text-(length:--control-text) font-medium", hideLegend && "sr-only")}>{legend}</legend>
      {children}
    </fieldset>
  );
}

type RadioProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
};

export function Radio({ label, description, aside: _, className, ...props }: RadioProps) {
  return (
    <label className={cn("flex min-h-6 items-start gap-2.5 text-(length:--control-text)", className)}>
      <input type="radio" {...props} className="mt-[0.2em] size-[1.15em] shrink-0 accent-accent" />
      <span>
        {label}
        {description && <span className="block text-[0.8125rem] text-muted">{description}</span>}
      </span>
    </label>
  );
}

/** A choice that fills the width, with a figure on the right (a shipping method and its price). */
export function RadioCard({ label, description, aside, className, ...props }: RadioProps) {
  return (
    <label
      className={cn(
        "flex items-start gap-3 rounded-control border border-line bg-raised px-4 py-3.5 transition-colors duration-150 hover:border-edge has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--color-ink)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink has-disabled:opacity-55",
        className,
      )}
    >
      <input type="radio" {...props} className="mt-1 size-4.5 shrink-0 accent-accent focus-visible:outline-none" />
      <span className="min-w-0 grow">
        <span className="block font-medium">{label}</span>
        {description && <span className="block text-sm text-muted">{description}</span>}
      </span>
      {aside && <span className="tabular shrink-0 font-medium">{aside}</span>}
    </label>
  );
}
