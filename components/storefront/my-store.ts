"use client";
import { useSyncExternalStore } from "react";

// The store that the visitor chose, by its code. It stays in this browser: no cookie, no request carries it by itself, and
// nothing is written before the visitor has chosen.

const key = "comptoir-store";
const listeners = new Set<() => void>();
let open: string | null = null;

const read = (): string | null => {
  try {
    const kept = localStorage.getItem(key);
    return kept && /^[A-Z0-9-]{1,40}$/.test(kept) ? kept : null;
  } catch {
    return open; // Storage is closed: the choice lives as long as the page.
  }
};

const onStorage = (event: StorageEvent) => {
  if (event.key === key || event.key === null) for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("storage", onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", onStorage);
  };
}

/** Keeps the visitor's choice; null forgets it. */
export function chooseStore(code: string | null): void {
  open = code;
  try {
    if (code) localStorage.setItem(key, code);
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or closed.
  }
  for (const listener of listeners) listener();
}

/** The code of the chosen store; null without a choice, on the server, and while the page hydrates. */
export const useMyStore = (): string | null => useSyncExternalStore(subscribe, read, () => null);
