"use client";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style.ts";
import { cn } from "./class-names.ts";
import { useHydrated } from "./use-hydrated.ts";

type ButtonProps = ComponentProps<"button"> & ButtonStyle & { asChild?: boolean; busy?: boolean };

/**
 * A button. `busy` keeps its width, shows a turning mark and ignores further presses; `asChild` lends its look to a child.
 * One that only script answers cannot be pressed before the script is there: the press would be lost. It looks no different.
 */
export function Button({ variant, size, block, asChild, busy, className, children, ...props }: ButtonProps) {
  const hydrated = useHydrated();
  const classes = cn(buttonStyle({ variant, size, block }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  const deaf = !hydrated && !props.disabled && Boolean(props.onClick ?? props.onPointerDown);
  return (
    <button
      type="button"
      {...props}
      disabled={props.disabled || deaf}
      className={cn(classes, busy && "relative", deaf && "opacity-100!")}
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
