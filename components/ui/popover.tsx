"use client";
import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

export const floatingStyle =
  "z-50 rounded-sheet border border-line bg-raised text-ink shadow-sheet outline-none data-[state=open]:animate-rise-in";

export function PopoverContent({ className, sideOffset = 8, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        collisionPadding={12}
        sideOffset={sideOffset}
        {...props}
        className={cn(floatingStyle, "w-72 p-4", className)}
      />
    </Radix.Portal>
  );
}
