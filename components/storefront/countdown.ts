/** "14:05" of milliseconds, rounded up: it shows 0:00 only when nothing is left. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Minutes left at which screen readers are told: nobody wants to hear every second. */
const told = [5, 1] as const;

/** The last of these marks that has been passed, or null: what to say when it changes. */
export function markPassed(ms: number): number | null {
  return told.findLast((minutes) => ms <= minutes * 60_000) ?? null;
}
