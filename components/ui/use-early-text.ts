"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * What was typed into a field before React took over stays in it but is no state yet: `take` is told of it, in the same
 * moment, for the next drawing of the field would wipe it out.
 */
export function useEarlyText(field: RefObject<HTMLInputElement | null>, take: (text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useLayoutEffect(() => {
    const typed = field.current?.value;
    if (field.current && typed && typed !== field.current.defaultValue) latest.current(typed);
  }, [field]);
}
