"use client";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";

type Toast = { id: number; title: ReactNode; text?: ReactNode; action?: ReactNode; tone?: "neutral" | "danger" };

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const none: readonly Toast[] = [];

/** Says something in passing, from anywhere in the browser. At most three at once. */
export function toast(message: Omit<Toast, "id">): number {
  lastId += 1;
  set([...toasts.slice(-2), { ...message, id: lastId }]);
  return lastId;
}

export const dismissToast = (id: number): void => set(toasts.filter((t) => t.id !== id));

function ToastCard({ item }: { item: Toast }) {
  const t = useTranslations("common.actions");
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(item.id), item.action ? 9_000 : 6_000);
    return () => clearTimeout(timer);
  }, [item]);
  return (
    <div
      className={clsx(
        "pointer-events-auto flex w-full items-start gap-3 rounded-sheet p-4 text-sm text-paper shadow-sheet animate-rise-in",
        item.tone === "danger" ? "bg-danger" : "bg-ink",
      )}
    >
      <div className="grid grow gap-0.5">
        <p className="font-medium">{item.title}</p>
        {item.text && <p className="opacity-85">{item.text}</p>}
        {item.action && <div className="mt-2">{item.action}</div>}
      </div>
      <button
        type="button"
        className="-mt-1.5 -mr-2 grid size-8 shrink-0 place-items-center hover:opacity-70"
        aria-label={t("close")}
        onClick={() => dismissToast(item.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

/** Where toasts appear; once, in the root layout. Both live regions exist from the start, or nothing is read out. */
export function Toaster() {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  const shown = (danger: boolean) => all.filter((item) => (item.tone === "danger") === danger);
  return (
    <div
      data-print="hide"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-60 mx-auto grid max-w-sm gap-2 sm:right-6 sm:bottom-6 sm:left-auto sm:mx-0 sm:w-96"
    >
      <div role="status" aria-live="polite" className="grid gap-2">
        {shown(false).map((item) => (
          <ToastCard key={item.id} item={item} />
        ))}
      </div>
      <div role="alert" aria-live="assertive" className="grid gap-2">
        {shown(true).map((item) => (
          <ToastCard key={item.id} item={item} />
        ))}
      </div>
    </div>
  );
}
