"use client";
import { useSyncExternalStore } from "react";

// Whether the drawer is open: one value for the tab, so that the header and any "add" button share it.
let open = false;
const listeners = new Set<() => void>();

export function setCartDrawer(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

export function useCartDrawer(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => false,
  );
}
