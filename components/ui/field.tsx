"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cn } from "./class-names.ts";

/** What `Field` hands to its control: spread it on the input. */
export type FieldControl = {
  id: string;
  required: boolean | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

type FieldProps = {
  label: ReactNode;
  /** Why it is asked, which format: read out with the control. */
  hint?: ReactNode;
  /** Message of what is wrong; marks the control invalid. */
  error?: ReactNode;
  required?: boolean;
  /** Hide the label visually (search boxes, dense tables). */
  hideLabel?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, hint and error tied together. Required is the default and unmarked twice: optional says so in words. */
export function Field({ label, hint, error, required, hideLabel, className, children }: FieldProps) {
  const t = useTranslations("common.field");
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className={cn("text-(length:--control-text) font-medium", hideLabel && "sr-only")}>
        {label}
        {required === true && (
          <span aria-hidden className="ml-0.5 text-sale">
            *
          </span>
        )}
        {required === false && <span className="ml-1.5 font-normal text-muted">{t("optional")}</span>}
      </label>
      {children({
        id,
        required,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-[0.8125rem] leading-snug text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-[0.8125rem] leading-snug font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
