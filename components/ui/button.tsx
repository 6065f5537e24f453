import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-[color,background-color,border-color,opacity] duration-150 ease-house select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        /** The single most important action of a screen. */
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        /** Everything else that is a real button. */
        secondary: "border border-edge text-ink hover:border-ink hover:bg-sunk",
        /** Solid but neutral: confirm in a dialog, apply filters. */
        solid: "bg-ink text-paper hover:opacity-90",
        ghost: "text-ink hover:bg-sunk",
        danger: "border border-danger text-danger hover:bg-danger-wash",
        link: "underlined h-auto! px-0! text-ink",
      },
      size: {
        sm: "h-8 px-3 text-[0.8125rem]",
        md: "h-(--control-h) px-(--control-px) text-(length:--control-text)",
        lg: "h-13 px-7 text-base",
        icon: "size-(--control-h) p-0",
        "icon-sm": "size-8 p-0",
      },
      block: { true: "w-full" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;

type ButtonProps = ComponentProps<"button"> & ButtonStyle & { asChild?: boolean; busy?: boolean };

/** A button. `busy` keeps its width, shows a turning mark and ignores further presses; `asChild` lends its look to a child. */
export function Button({ variant, size, block, asChild, busy, className, children, ...props }: ButtonProps) {
  const classes = cn(buttonStyle({ variant, size, block }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      {...props}
      className={cn(classes, busy && "relative")}
      aria-busy={busy || undefined}
      aria-disabled={busy || props["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : props.onClick}
    >
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle aria-hidden className="animate-spin" />
        </span>
      )}
      <span className={cn("inline-flex items-center gap-2", busy && "opacity-0")}>{children}</span>
    </button>
  );
}
