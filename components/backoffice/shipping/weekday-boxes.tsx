"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { useWeekdays, week } from "./use-weekdays.ts";

type WeekdayBoxesProps = {
  legend: string;
  value: readonly number[];
  disabled?: boolean;
  error?: string | undefined;
  onChange: (days: number[]) => void;
};

/** The days of the week that count, as boxes. */
export function WeekdayBoxes({ legend, value, disabled, error, onChange }: WeekdayBoxesProps) {
  const { name } = useWeekdays();
  return (
    <fieldset className="grid gap-2" disabled={disabled}>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {week.map((day) => (
          <Checkbox
            key={day}
            label={name(day)}
            checked={value.includes(day)}
            onChange={(event) =>
              onChange(week.filter((one) => (one === day ? event.target.checked : value.includes(one))))
            }
          />
        ))}
      </div>
      {error && <p className="text-danger">{error}</p>}
    </fieldset>
  );
}
