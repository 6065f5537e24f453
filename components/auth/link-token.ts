"use client";
import { useSyncExternalStore } from "react";
import { linkTokenInput } from "#server/modules/identity/contract.ts";

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
const read = (): string | null => {
  const token = linkTokenInput.safeParse(window.location.hash.slice(1));
  return token.success ? token.data : null;
};

/**
 * The token in the address's fragment: null when there is none, undefined before the browser took over. It stays in the
 * fragment, which no request carries, and nothing happens with it until somebody presses a button.
 */
export const useLinkToken = (): string | null | undefined => useSyncExternalStore(subscribe, read, () => undefined);
