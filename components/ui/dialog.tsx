"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./class-names.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export function Scrim() {
  return <Radix.Overlay className="fixed inset-0 z-50 bg-scrim data-[state=open]:animate-fade-in" />;
}

/** The cross in the corner, named in the reader's language. */
export function CloseCross({ className }: { className?: string }) {
  const t = useTranslations("common.actions");
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="icon" className={className} aria-label={t("close")}>
        <X aria-hidden />
      </Button>
    </Radix.Close>
  );
}

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  hideTitle?: boolean;
  description?: ReactNode;
};

/** A centred dialog: focus goes in, Escape and the scrim close it, focus comes back. */
export function DialogContent({ title, hideTitle, description, className, children, ...props }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Scrim />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...props}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 grid max-h-[92dvh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-sheet bg-raised p-6 text-ink shadow-sheet outline-none data-[state=open]:animate-fade-in",
          className,
        )}
      >
        <div className={cn("flex items-start justify-between gap-4", hideTitle && "sr-only")}>
          <div className="grid gap-1">
            <Radix.Title className="text-lg leading-snug font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-sm text-muted">{description}</Radix.Description>}
          </div>
          {!hideTitle && <CloseCross className="-mt-2 -mr-3" />}
        </div>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The row of buttons at the foot of a dialog: the important one last. */
export function DialogActions({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("mt-2 flex flex-wrap justify-end gap-2", className)} />;
}
