"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { holidayRules } from "#server/kernel/calendar.ts";
import type { PlaceSettings } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { ClosedDays } from "./closed-days.tsx";
import { draftOf, type PlaceDraft, type PlaceProblem, readPlace } from "./place-draft.ts";
import { useWeekdays, week } from "./use-weekdays.ts";
import { WeekdayBoxes } from "./weekday-boxes.tsx";

/** Saved as one; refused when somebody else saved meanwhile. */
export function PlaceForm({ place, mayWrite }: { place: PlaceSettings; mayWrite: boolean }) {
  const t = useTranslations("shipping.settings");
  const days = useWeekdays();
  const trpc = useTRPC();
  const [draft, setDraft] = useState<PlaceDraft>(() => draftOf(place));
  const [wrong, setWrong] = useState<readonly PlaceProblem[]>([]);
  const command = useCommand(trpc.admin.shipping.savePlace.mutationOptions(), { done: t("saved") });
  const change = (part: Partial<PlaceDraft>) => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readPlace(place, draft);
    const problems = "wrong" in read ? read.wrong : [];
    setWrong(problems);
    const [first] = problems;
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else if ("input" in read) command.run(read.input);
  };
  const text = (name: "cutoff" | "handlingDays" | "collectDays", error: string) => (
    <Field label={t(name)} hint={t(`hints.${name}`)} required error={wrong.includes(name) ? error : undefined}>
      {(control) => (
        <Input
          {...control}
          name={name}
          disabled={!mayWrite}
          autoComplete="off"
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
          className="w-28 tabular"
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate className="grid max-w-3xl gap-8">
      <Section title={t("orders")}>
        <div className="grid gap-5 pt-2">
          <div className="grid gap-5 sm:grid-cols-2">
            {text("cutoff", t("timeWrong"))}
            {text("handlingDays", t("numberWrong", { least: 0, most: 60 }))}
          </div>
          <WeekdayBoxes
            legend={t("workingDays")}
            disabled={!mayWrite}
            value={draft.workingDays}
            onChange={(workingDays) => change({ workingDays })}
            error={wrong.includes("workingDays") ? t("oneDay") : undefined}
          />
          <RadioGroup legend={t("holidays")}>
            {holidayRules.map((rule) => (
              <Radio
                key={rule}
                name="holidays"
                value={rule}
                disabled={!mayWrite}
                checked={draft.holidays === rule}
                onChange={() => change({ holidays: rule })}
                label={t(`holidayRules.${rule}`)}
              />
            ))}
          </RadioGroup>
        </div>
      </Section>
      <Section title={t("closedDays")}>
        <ClosedDays days={draft.closedOn} mayWrite={mayWrite} onChange={(closedOn) => change({ closedOn })} />
      </Section>
      {place.kind === "store" && (
        <Section title={t("visitors")}>
          <div className="grid gap-5 pt-2">
            {text("collectDays", t("numberWrong", { least: 1, most: 60 }))}
            <Checkbox
              name="takesReturns"
              label={t("takesReturns")}
              description={t("takesReturnsText")}
              disabled={!mayWrite}
              checked={draft.takesReturns}
              onChange={(event) => change({ takesReturns: event.target.checked })}
            />
            <fieldset className="grid gap-2">
              <legend className="mb-1 font-medium">{t("opening")}</legend>
              <p className="text-muted">{t("openingHint")}</p>
              {week.map((day) => (
                <Field
                  key={day}
                  label={days.name(day)}
                  error={wrong.includes(`opening ${day}`) ? t("hoursWrong") : undefined}
                  className="sm:grid-cols-[8rem_minmax(0,20rem)] sm:items-center"
                >
                  {(control) => (
                    <Input
                      {...control}
                      name={`opening ${day}`}
                      disabled={!mayWrite}
                      autoComplete="off"
                      value={draft.opening[day] ?? ""}
                      onChange={(event) => change({ opening: { ...draft.opening, [day]: event.target.value } })}
                      className="tabular"
                    />
                  )}
                </Field>
              ))}
            </fieldset>
          </div>
        </Section>
      )}
      <CommandError command={command} />
      {mayWrite && (
        <Button type="submit" variant="primary" className="w-fit" busy={command.busy}>
          {t("save")}
        </Button>
      )}
    </form>
  );
}
