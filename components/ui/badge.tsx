import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const badgeStyle = cva(
  "inline-flex h-5.5 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "bg-sunk text-ink ring-1 ring-line ring-inset",
        info: "bg-info-wash text-info",
        success: "bg-success-wash text-success",
        warning: "bg-warning-wash text-warning",
        danger: "bg-danger-wash text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

/** A state in one word. The word carries the meaning, the colour repeats it. */
export function Badge({ tone, className, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeStyle>) {
  return <span {...props} className={cn(badgeStyle({ tone }), className)} />;
}
