"use client";
import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      {...props}
      className={cn("scrollbar-none flex gap-6 overflow-x-auto border-b border-line", className)}
    />
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...props}
      className={cn(
        "-mb-px h-(--control-h) border-b-2 border-transparent text-(length:--control-text) whitespace-nowrap text-muted transition-colors duration-150 hover:text-ink data-[state=active]:border-ink data-[state=active]:text-ink focus-visible:outline-offset-[-2px]",
        className,
      )}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content {...props} className={cn("pt-5", className)} />;
}
