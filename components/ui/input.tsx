import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const controlStyle =
  "w-full rounded-control border border-edge bg-raised px-3 text-(length:--control-text) text-ink placeholder:text-muted transition-colors duration-150 hover:border-ink focus-visible:border-ink focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:bg-sunk disabled:text-muted read-only:bg-sunk";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cn(controlStyle, "h-(--control-h)", className)} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...props} className={cn(controlStyle, "py-2 leading-normal", className)} />;
}
