"use client";

import { useEffect, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";
import { isDivisible } from "#server/kernel/quantity.ts";

type QuantityInputProps = {
  value: number;
  max: number;
  uom?: string;
  /** What is counted, for screen readers. */
  of: string;
  disabled?: boolean;
  onChange: (value: number) => void;
};

/** Steps for pieces, a free number for what is weighed or cut. Never more than `max`. */
export function QuantityInput({ value, max, uom = "unit", of, disabled, onChange }: QuantityInputProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  if (!isDivisible(uom)) {
    return (
      <QuantityStepper size="sm" value={value} min={0} max={max} of={of} disabled={disabled} onChange={onChange} />
    );
  }
  const commit = () => {
    const typed = Number(text.replace(",", "."));
    const next = Number.isFinite(typed) ? Math.min(Math.max(Math.round(typed * 1000) / 1000, 0), max) : value;
    setText(String(next));
    if (next !== value) onChange(next);
  };
  return (
    <span className="inline-flex items-center gap-1.5">
      <Input
        aria-label={of}
        inputMode="decimal"
        disabled={disabled}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        className="w-24 text-right tabular"
      />
      {uom}
    </span>
  );
}
