import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** A place kept for what is certain to take a moment. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden {...props} className={cn("animate-pulse rounded-control bg-line/60", className)} />;
}
