"use client";
import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "./class-names.ts";

type QuantityStepperProps = {
  value: number;
  onChange: (value: number) => void;
  /** What is counted ("Alba chair"): part of every name. */
  of: string;
  min?: number;
  max?: number;
  disabled?: boolean;
  size?: "sm" | "md";
  className?: string;
};

/** − n + with a field that can be typed into; the value is sent on blur or Enter. */
export function QuantityStepper(props: QuantityStepperProps) {
  const { value, onChange, of, min = 1, max = 99, disabled, size = "md", className } = props;
  const t = useTranslations("common.quantity");
  const [text, setText] = useState(String(value));
  // What was asked for last: who presses fast counts on from there, not from a value that is still on its way.
  const asked = useRef(value);
  // Asked for, and not come back as the value yet.
  const coming = useRef<readonly number[]>([]);
  useEffect(() => {
    const at = coming.current.lastIndexOf(value);
    coming.current = at < 0 ? [] : coming.current.slice(at + 1);
    // What comes back is of an earlier press: it would take the later one away.
    if (coming.current.length > 0) return;
    asked.current = value;
    setText(String(value));
  }, [value]);
  const shown = text === "" ? value : Number(text);
  const commit = (next: number) => {
    const kept = Math.min(Math.max(Math.round(next), min), max);
    setText(String(kept));
    if (kept === asked.current) return;
    asked.current = kept;
    coming.current = [...coming.current, kept];
    onChange(kept);
  };
  const step =
    "grid w-10 place-items-center text-ink transition-colors duration-150 hover:bg-sunk disabled:text-muted disabled:opacity-50 focus-visible:outline-offset-[-2px]";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser
    <div
      role="group"
      aria-label={t("label", { of })}
      className={cn(
        "inline-flex items-stretch overflow-hidden rounded-control border border-edge bg-raised",
        size === "sm" ? "h-9" : "h-(--control-h)",
        className,
      )}
    >
      <button
        type="button"
        className={step}
        disabled={disabled || shown <= min}
        onClick={() => commit(shown - 1)}
        aria-label={t("less", { of })}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        className="tabular w-10 border-x border-line bg-transparent text-center text-(length:--control-text) focus-visible:outline-offset-[-2px]"
        inputMode="numeric"
        pattern="[0-9]*"
        aria-label={t("count", { of })}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value.replace(/\D/g, "").slice(0, 4))}
        onBlur={() => commit(shown)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            commit(shown);
          }
        }}
      />
      <button
        type="button"
        className={step}
        disabled={disabled || shown >= max}
        onClick={() => commit(shown + 1)}
        aria-label={t("more", { of })}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  );
}
