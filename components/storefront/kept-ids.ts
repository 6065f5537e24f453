import { useSyncExternalStore } from "react";

// Short lists of product ids that stay in this browser. No cookie: no request ever carries them by itself.

const none: readonly string[] = [];
const isId = (value: unknown): value is string => typeof value === "string" && /^prd_\w{1,36}$/.test(value);

/** What was stored, without what is no product id, at most `most`, each once. Anything unreadable is an empty list. */
export function parseIds(text: string | null, most: number): readonly string[] {
  if (!text) return none;
  try {
    const given: unknown = JSON.parse(text);
    return Array.isArray(given) ? [...new Set(given.filter(isId))].slice(0, most) : none;
  } catch {
    return none;
  }
}

/** A list under `key` in the browser's storage, shared by all that show it and by all tabs. */
export function keepIds(key: string, most: number) {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let ids = none;
  const readText = (): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return text; // Storage is closed: the list lives as long as the page.
    }
  };
  const read = (): readonly string[] => {
    const now = readText();
    if (now !== text || (now !== null && ids === none)) {
      text = now;
      ids = parseIds(now, most);
    }
    return ids;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) tell();
  };
  const subscribe = (listener: () => void) => {
    if (listeners.size === 0) window.addEventListener("storage", onStorage);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) window.removeEventListener("storage", onStorage);
    };
  };
  return {
    read,
    change(next: (ids: readonly string[]) => readonly string[]): void {
      const wanted = [...new Set(next(read()))].slice(0, most);
      text = wanted.length ? JSON.stringify(wanted) : null;
      ids = wanted.length ? wanted : none;
      try {
        if (text) localStorage.setItem(key, text);
        else localStorage.removeItem(key);
      } catch {
        // Storage is full or closed.
      }
      tell();
    },
    /** The list, empty on the server and while the page hydrates. */
    use: (): readonly string[] => useSyncExternalStore(subscribe, read, () => none),
  };
}
