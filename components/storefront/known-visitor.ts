"use client";
import { useSyncExternalStore } from "react";
import { useApiHere } from "#components/trpc/late-api.ts";

// A mark in this browser that somebody here has a cart or an account: only then a page asks for them. It names nobody.
const key = "comptoir-known";

const read = (): boolean => {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return true; // Storage is closed: ask, rather than hide a full cart.
  }
};

/** From now on, pages of this browser ask for its cart and account. */
export function rememberVisitor(): void {
  try {
    localStorage.setItem(key, "1");
  } catch {
    // Storage is full or closed.
  }
}

const never = () => () => {};

/** Whether cart and account are worth asking for: somebody is known here, or asking costs no script any more. */
export function useKnownVisitor(): boolean {
  const known = useSyncExternalStore(never, read, () => false);
  return useApiHere() || known;
}
