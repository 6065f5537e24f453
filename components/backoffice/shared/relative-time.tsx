"use client";

import { useSyncExternalStore } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useShellSession } from "../shell/session.tsx";
import { useDates } from "./use-dates.ts";

const everyHalfMinute = (changed: () => void) => {
  const timer = setInterval(changed, 30_000);
  return () => clearInterval(timer);
};
const thisMinute = () => Math.floor(Date.now() / 30_000) * 30_000;

const day = 86_400_000;

/** "3 min. ago", the date itself after four weeks; the exact instant on hover and for screen readers. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const format = useFormatter();
  const dates = useDates();
  const { now: first } = useShellSession();
  const now = useSyncExternalStore(everyHalfMinute, thisMinute, () => first);
  const date = new Date(at);
  const age = now - date.getTime();
  const shown =
    Math.abs(age) < 28 * day
      ? format.relativeTime(date, { now: new Date(Math.max(now, date.getTime())), style: "short" })
      : dates.day(date);
  return (
    <time dateTime={at} title={dates.full(date)} className={className}>
      {shown}
    </time>
  );
}

/** The instant in full, for timelines and documents. */
export function ExactTime({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={className}>
      {useDates().instant(new Date(at))}
    </time>
  );
}
