import type { ReactNode } from "react";

type AppliedCodeProps = { children: ReactNode; remove: string; busy: boolean; onRemove: () => void };

/** A code that is on the basket, and the way to take it off. */
export function AppliedCode({ children, remove, busy, onRemove }: AppliedCodeProps) {
  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span>{children}</span>
      <button type="button" className="underlined min-h-6 text-muted hover:text-ink" disabled={busy} onClick={onRemove}>
        {remove}
      </button>
    </p>
  );
}
