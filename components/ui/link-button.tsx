import type { ComponentProps } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { type ButtonStyle, buttonStyle } from "./button-style.ts";
import { cn } from "./class-names.ts";

/** A link that looks like a button; it keeps the language of the page. */
export function LinkButton({ variant, size, block, className, ...props }: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link className={cn(buttonStyle({ variant, size, block }), className)} {...props} />;
}
