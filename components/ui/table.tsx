import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

type TableProps = ComponentProps<"table"> & { caption: string; showCaption?: boolean; frameClassName?: string };

/** A real table that scrolls sideways inside its frame; rows follow the density of their face. */
export function Table({ caption, showCaption, frameClassName, className, children, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section data-list className={cn("w-full overflow-x-auto", frameClassName)} aria-label={caption} tabIndex={0}>
      <table {...props} className={cn("w-full border-collapse text-left text-(length:--control-text)", className)}>
        <caption className={showCaption ? "pb-2 text-left text-muted" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={cn("border-b border-edge text-muted", className)} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody {...props} className={cn("divide-y divide-line", className)} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("h-(--row-h) aria-selected:bg-sunk [tbody_&]:hover:bg-sunk/60", className)} />;
}

type CellProps<E extends "th" | "td"> = ComponentProps<E> & { numeric?: boolean };

export function TableHeader({ numeric, className, ...props }: CellProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn("px-2 py-1 font-medium whitespace-nowrap first:pl-0 last:pr-0", numeric && "text-right", className)}
    />
  );
}

/** `numeric`: right-aligned tabular figures. */
export function TableCell({ numeric, className, ...props }: CellProps<"td">) {
  return (
    <td
      {...props}
      className={cn(
        "px-2 py-1 align-middle first:pl-0 last:pr-0",
        numeric && "tabular text-right whitespace-nowrap",
        className,
      )}
    />
  );
}
