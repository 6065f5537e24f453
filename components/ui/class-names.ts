import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  // Names of ours in app/tokens.css that Tailwind's merge rules cannot guess.
  extend: { classGroups: { "font-family": ["display"] }, theme: { radius: ["control", "sheet"], shadow: ["sheet"] } },
});

/** Joins class names; later utilities win over earlier ones of the same kind. */
export const cn = (...values: ClassValue[]): string => merge(clsx(values));
