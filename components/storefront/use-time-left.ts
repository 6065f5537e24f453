"use client";
import { useEffect, useState } from "react";

/**
 * Milliseconds until an instant, read from the clock every second; 0 once it has passed, null before hydration. A page
 * that slept reads the clock again as soon as it is seen.
 */
export function useTimeLeft(until: string): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = new Date(until).getTime();
    let timer: ReturnType<typeof setTimeout>;
    const read = () => {
      clearTimeout(timer);
      const rest = Math.max(0, end - Date.now());
      setLeft(rest);
      // At the turn of the second, so that no second is skipped; timers carry no further than 24 days.
      if (rest > 0) timer = setTimeout(read, Math.min(rest % 1000 || 1000, 1000));
    };
    read();
    document.addEventListener("visibilitychange", read);
    window.addEventListener("pageshow", read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", read);
      window.removeEventListener("pageshow", read);
    };
  }, [until]);
  return left;
}
