"use client";
import { useSyncExternalStore } from "react";

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The token in the address's fragment, of this kind ("alr"): null when there is none, undefined before hydration. */
export const useFragmentToken = (prefix: string): string | null | undefined =>
  useSyncExternalStore(
    subscribe,
    () => {
      const text = window.location.hash.slice(1);
      return text.startsWith(`${prefix}_`) && /^[\w.-]+$/.test(text) ? text : null;
    },
    () => undefined,
  );
