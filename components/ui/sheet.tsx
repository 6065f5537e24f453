"use client";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";
import { CloseCross, Scrim } from "./dialog.tsx";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

const sides = {
  right: "inset-y-0 right-0 h-dvh w-[min(27rem,100vw)] data-[state=open]:animate-slide-in-right",
  left: "inset-y-0 left-0 h-dvh w-[min(22rem,92vw)] data-[state=open]:animate-slide-in-left",
  bottom: "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-sheet data-[state=open]:animate-slide-in-up",
};

type SheetContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  side?: keyof typeof sides;
  /** Stays in view under the scrolling body. */
  footer?: ReactNode;
};

/** A dialog at the edge of the screen: cart, menu, filters on phones. */
export function SheetContent(props: SheetContentProps) {
  const { title, description, side = "right", footer, className, children, ...rest } = props;
  return (
    <Radix.Portal>
      <Scrim />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...rest}
        className={cn("fixed z-50 flex flex-col bg-paper text-ink shadow-sheet outline-none", sides[side], className)}
      >
        <div className="flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-5">
          <div>
            <Radix.Title className="display text-2xl">{title}</Radix.Title>
            {description && <Radix.Description className="text-sm text-muted">{description}</Radix.Description>}
          </div>
          <CloseCross />
        </div>
        <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 py-5">{children}</div>
        {footer && <div className="border-t border-line px-5 py-4">{footer}</div>}
      </Radix.Content>
    </Radix.Portal>
  );
}
