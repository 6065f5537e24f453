import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./class-names.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label?: ReactNode; description?: ReactNode };

/** A checkbox with its label as one target. Without `label`, give an `aria-label`. */
export function Checkbox({ label, description, className, ...props }: CheckboxProps) {
  const made = useId();
  const id = props.id ?? made;
  const box = (
    <input type="checkbox" {...props} id={id} className="mt-[0.2em] size-[1.15em] shrink-0 rounded-sm accent-accent" />
  );
  if (!label) return <span className={cn("grid size-6 place-items-center", className)}>{box}</span>;
  return (
    <div className={cn("flex min-h-6 items-start gap-2.5 text-(length:--control-text)", className)}>
      {box}
      <label htmlFor={id} className="grow cursor-pointer">
        {label}
        {description && <span className="block text-[0.8125rem] text-muted">{description}</span>}
      </label>
    </div>
  );
}
