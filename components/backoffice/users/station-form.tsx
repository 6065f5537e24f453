"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StockLocation, UserDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

type StationFormProps = { user: UserDetail; places: readonly StockLocation[]; mayWrite: boolean };

/** Where somebody works: a clerk prepares and hands over what is collected there. */
export function StationForm({ user, places, mayWrite }: StationFormProps) {
  const t = useTranslations("shipping.station");
  const trpc = useTRPC();
  const [code, setCode] = useState(user.station?.code ?? "");
  const command = useCommand(trpc.admin.users.setStation.mutationOptions(), { done: t("saved") });
  return (
    <Section title={t("title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          command.run({ id: user.id, locationCode: code || null });
        }}
        className="grid max-w-xl gap-3"
      >
        <Field label={t("label")} hint={t("hint")}>
          {(control) => (
            <Select {...control} disabled={!mayWrite} value={code} onChange={(event) => setCode(event.target.value)}>
              <option value="">{t("none")}</option>
              {places.map((place) => (
                <option key={place.code} value={place.code}>
                  {place.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <CommandError command={command} />
        {mayWrite && code !== (user.station?.code ?? "") && (
          <Button type="submit" variant="primary" className="w-fit" busy={command.busy}>
            {t("save")}
          </Button>
        )}
      </form>
    </Section>
  );
}
