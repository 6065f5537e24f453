import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { "font-family": ["display"] } } });

/** Joins class names; later utilities win over earlier ones of the same kind. */
export const cn = (...values: ClassValue[]): string => merge(clsx(values));
