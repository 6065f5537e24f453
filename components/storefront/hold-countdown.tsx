"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { clockText, markPassed } from "./countdown.ts";
import { useTimeLeft } from "./use-time-left.ts";

type HoldCountdownProps = {
  /** What is held: a basket's items, or an order that waits for its payment. */
  of: "basket" | "order";
  until: string;
  /** Shown once the time is over: what happened, and the next step. */
  ended: ReactNode;
  /** Called once when the time runs out while the page looks on. */
  onEnd?: () => void;
};

const hourMs = 3_600_000;

/**
 * How long stock is still set aside. Counted down to the second for the eye; screen readers find a timer that keeps
 * silent, and are told at five minutes, at one, and at the end.
 */
export function HoldCountdown({ of, until, ended, onEnd }: HoldCountdownProps) {
  const t = useTranslations("common.hold");
  const format = useFormatter();
  const left = useTimeLeft(until);
  const running = useRef(false);
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    if (left === null) return;
    if (left === 0 && running.current) latest.current?.();
    running.current = left > 0;
  }, [left]);

  if (left === null) return <p className="min-h-6" />;
  if (left === 0) return ended;
  const mark = markPassed(left);
  if (left >= hourMs) {
    const at = format.dateTime(new Date(until), { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
    return <p className="text-[0.9375rem]">{t(`${of}Until`, { at })}</p>;
  }
  return (
    <div data-testid="hold">
      <p className="text-[0.9375rem]">
        <span id={`hold-${of}`}>{t(of)}</span>{" "}
        <span
          role="timer"
          aria-live="off"
          aria-labelledby={`hold-${of}`}
          className="tabular font-medium whitespace-nowrap"
        >
          {clockText(left)}
        </span>
      </p>
      <p role="status" className="sr-only">
        {mark !== null && t(`${of}Minutes`, { minutes: mark })}
      </p>
    </div>
  );
}
