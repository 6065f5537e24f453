"use client";
import { useEffect, useRef, useState } from "react";

/** Whole minutes until an instant, counted down; null without one, before hydration, and once it has passed. `onPast` is called then. */
export function useMinutesUntil(instant: string | null, onPast?: () => void): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  const latest = useRef(onPast);
  latest.current = onPast;
  useEffect(() => {
    if (!instant) return setMinutes(null);
    const end = new Date(instant).getTime();
    const read = () => {
      const left = Math.ceil((end - Date.now()) / 60_000);
      setMinutes(left > 0 ? left : null);
      if (left > 0) return;
      clearInterval(timer);
      latest.current?.();
    };
    const timer = setInterval(read, 10_000);
    read();
    return () => clearInterval(timer);
  }, [instant]);
  return minutes;
}
