"use client";
import { useSyncExternalStore } from "react";

// Whether the drawer is open, and whether its code is wanted: one value for the tab, shared by the header and any "add"
// button. The drawer is loaded when somebody comes near it, never with the page.
type Drawer = "away" | "near" | "open";
let drawer: Drawer = "away";
const listeners = new Set<() => void>();

function become(next: Drawer): void {
  if (next === drawer) return;
  drawer = next;
  for (const listener of listeners) listener();
}

// What had the focus when it was opened: a drawer without a trigger of its own gives it back there.
let opener: Element | null = null;

export const focusOpener = (): void => {
  if (opener instanceof HTMLElement) opener.focus();
};

export const setCartDrawer = (open: boolean): void => {
  if (open && drawer !== "open") opener = document.activeElement;
  if (open) become("open");
  else if (drawer === "open") become("near");
};

/** Somebody is about to use it: fetch its code. */
export const wantCartDrawer = (): void => {
  if (drawer === "away") become("near");
};

export function useCartDrawer(): Drawer {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drawer,
    () => "away",
  );
}
