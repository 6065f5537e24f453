"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Day } from "../shared/day.tsx";
import { useDates } from "../shared/use-dates.ts";
import { datesBetween } from "./place-draft.ts";

type ClosedDaysProps = { days: readonly string[]; mayWrite: boolean; onChange: (days: string[]) => void };

/** Days on which nobody works, besides weekends and public holidays: one, or a range at a time. */
export function ClosedDays({ days, mayWrite, onChange }: ClosedDaysProps) {
  const t = useTranslations("shipping.settings");
  const dates = useDates();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const add = () => {
    onChange([...new Set([...days, ...datesBetween(from, to)])].toSorted().slice(0, 400));
    setFrom("");
    setTo("");
  };
  return (
    <div className="grid gap-3">
      {days.length === 0 && <p className="text-muted">{t("neverClosed")}</p>}
      <ul className="flex flex-wrap gap-2">
        {days.map((day) => (
          <li key={day} className="inline-flex items-center gap-1 rounded-control border border-line pl-2">
            <Day date={day} />
            {mayWrite && (
              <Button
                variant="ghost"
                size="icon"
                className="size-7"
                aria-label={t("openAgain", { day: dates.businessDay(new Date(`${day}T12:00:00Z`)) })}
                onClick={() => onChange(days.filter((one) => one !== day))}
              >
                <X aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t("closedFrom")}>
            {(control) => (
              <Input {...control} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
            )}
          </Field>
          <Field label={t("closedTo")}>
            {(control) => (
              <Input {...control} type="date" min={from} value={to} onChange={(event) => setTo(event.target.value)} />
            )}
          </Field>
          <Button onClick={add} disabled={datesBetween(from, to).length === 0}>
            {t("close")}
          </Button>
        </div>
      )}
    </div>
  );
}
