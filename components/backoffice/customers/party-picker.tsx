"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";

export type Party = { id: string; name: string };
type PartyPickerProps = { label: string; value: Party | null; onChange: (party: Party | null) => void };

/** Another company, found by its name; none stands for the company itself. */
export function PartyPicker({ label, value, onChange }: PartyPickerProps) {
  const t = useTranslations("portal.company.staff");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const query = useDebounced(typed.trim(), 200);
  const found = useQuery(trpc.admin.partners.list.queryOptions({ query, limit: 10 }, { enabled: query.length >= 2 }));
  const companies = query.length >= 2 ? (found.data?.items.filter((row) => row.kind === "company") ?? []) : [];
  return (
    <div className="grid gap-2">
      <Field label={label} required={false} hint={value ? undefined : t("itself")}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            maxLength={100}
            placeholder={value?.name}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {companies.map((company) => (
        <Button
          key={company.id}
          size="sm"
          className="justify-self-start"
          onClick={() => {
            onChange({ id: company.id, name: company.name });
            setTyped("");
          }}
        >
          {company.name}
        </Button>
      ))}
      {value && (
        <p className="flex items-center gap-3">
          <span className="min-w-0 break-words">{value.name}</span>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t("clearOf", { what: label, name: value.name })}
            onClick={() => onChange(null)}
          >
            {t("clear")}
          </Button>
        </p>
      )}
    </div>
  );
}
