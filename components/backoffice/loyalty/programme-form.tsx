"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Programme } from "#server/modules/loyalty/contract.ts";
import { CommandError } from "../shared/command-error.tsx";
import { majorText, readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";

const whole = (text: string, least: number, most: number): number | null => {
  const value = /^\d{1,8}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

type Problem = "pointsPerUnit" | "pointValue" | "minimumPoints" | "pendingDays" | "expiryMonths";

/** The programme's rules, to change. They hold from then on. */
export function ProgrammeForm({ programme }: { programme: Programme }) {
  const t = useTranslations("backoffice.loyalty");
  const trpc = useTRPC();
  const { currency, version } = programme;
  const hydrated = useHydrated();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const command = useCommand(trpc.admin.loyalty.save.mutationOptions(), { done: t("saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const rate = text("pointsPerUnit").replace(",", ".");
    const value = readMajor(text("pointValue"), currency);
    const months = text("expiryMonths");
    const read = {
      pointsPerUnit: /^\d{1,4}(\.\d{1,3})?$/.test(rate) ? rate : null,
      pointValue: value && value.minor >= 1 && value.minor <= 100_000 ? value.minor : null,
      minimumPoints: whole(text("minimumPoints"), 0, 10_000_000),
      pendingDays: whole(text("pendingDays"), 14, 365),
      expiryMonths: months === "" ? 0 : whole(months, 1, 120),
    };
    const wrong = (Object.keys(read) as Problem[]).filter((name) => read[name] === null);
    setProblems(wrong);
    if (wrong[0]) return event.currentTarget.querySelector<HTMLElement>(`[name=${wrong[0]}]`)?.focus();
    command.run({
      active: data.get("active") === "on",
      pointsPerUnit: read.pointsPerUnit ?? "",
      pointValueMinor: read.pointValue ?? 0,
      minimumPoints: read.minimumPoints ?? 0,
      pendingDays: read.pendingDays ?? 0,
      expiryMonths: read.expiryMonths || null,
      version,
    });
  };
  const field = (name: Problem, before: string | number, required = true) => (
    <Field
      label={t(name, { currency })}
      hint={t(`hints.${name}`)}
      required={required}
      error={problems.includes(name) ? t(`wrong.${name}`) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          name={name}
          defaultValue={before}
          inputMode={name === "pointsPerUnit" || name === "pointValue" ? "decimal" : "numeric"}
          autoComplete="off"
          className="max-w-40"
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl gap-4 pt-2">
      <Checkbox name="active" defaultChecked={programme.active} label={t("active")} description={t("activeText")} />
      {field("pointsPerUnit", programme.pointsPerUnit)}
      {field("pointValue", majorText(programme.pointValue))}
      {field("minimumPoints", programme.minimumPoints)}
      {field("pendingDays", programme.pendingDays)}
      {field("expiryMonths", programme.expiryMonths ?? "", false)}
      <CommandError command={command} />
      <Button type="submit" variant="primary" busy={command.busy} disabled={!hydrated} className="w-fit">
        {t("save")}
      </Button>
    </form>
  );
}
