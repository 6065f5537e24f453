"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

type TooltipProps = { label: ReactNode; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** A word of help on hover and focus. Never the only place of an information; icon buttons still need an `aria-label`. */
export function Tooltip({ label, side = "top", children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            className="z-50 max-w-64 rounded-control bg-ink px-2.5 py-1.5 text-xs text-paper shadow-sheet data-[state=delayed-open]:animate-fade-in"
          >
            {label}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
