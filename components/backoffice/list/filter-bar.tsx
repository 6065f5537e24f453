"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { usePathname, useRouter } from "#app/_i18n/navigation.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useEarlyText } from "#components/ui/use-early-text.ts";
import { type ListState, listHref } from "./list-state.ts";

export type FilterChoice = {
  key: string;
  label: string;
  options: readonly { value: string; label: string }[];
};

type FilterBarProps = { state: ListState; choices?: readonly FilterChoice[]; search?: string; focus?: boolean };

/** Search and choices of a list. Each change is a new address; the server answers with the rows. */
export function FilterBar({ state, choices = [], search, focus }: FilterBarProps) {
  const t = useTranslations("backoffice.list");
  const path = usePathname();
  const router = useRouter();
  const [pending, start] = useTransition();
  const fromUrl = state.values.query ?? "";
  const [text, setText] = useState(fromUrl);
  const sent = useRef(fromUrl);

  const apply = (patch: Record<string, string | undefined>) => {
    const query = "query" in patch ? patch.query : text.trim();
    sent.current = query ?? "";
    start(() => router.replace(listHref(path, state, { ...patch, query }), { scroll: false }));
  };
  // Back and forward change the address under the field.
  useEffect(() => {
    if (fromUrl !== sent.current) {
      sent.current = fromUrl;
      setText(fromUrl);
    }
  }, [fromUrl]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      // A choice made meanwhile took the text along.
      if (text.trim() !== sent.current) apply({ query: text.trim() || undefined });
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);

  const field = useRef<HTMLInputElement>(null);
  useEarlyText(field, setText);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);

  const active = choices.filter((choice) => state.values[choice.key]).length + (fromUrl ? 1 : 0);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2 print:hidden">
      {search && (
        <div className="relative w-full sm:w-72">
          {pending ? (
            <LoaderCircle aria-hidden className="absolute top-2 left-2.5 size-4 animate-spin text-muted" />
          ) : (
            <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted" />
          )}
          <Input
            ref={field}
            type="search"
            data-filter-input
            aria-label={search}
            placeholder={search}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") apply({ query: text.trim() || undefined });
              if (event.key === "Escape") event.currentTarget.blur();
            }}
            className="pl-8"
          />
        </div>
      )}
      {choices.map((choice) => (
        <Select
          key={choice.key}
          aria-label={choice.label}
          value={state.values[choice.key] ?? ""}
          onChange={(event) => apply({ [choice.key]: event.target.value || undefined })}
          className={cn("max-sm:grow", state.values[choice.key] && "[&_select]:border-ink [&_select]:font-medium")}
        >
          <option value="">{t("any", { label: choice.label })}</option>
          {choice.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ))}
      {active > 0 && (
        <Button
          variant="ghost"
          onClick={() => {
            setText("");
            apply({ query: undefined, ...Object.fromEntries(choices.map((choice) => [choice.key, undefined])) });
          }}
        >
          <X aria-hidden />
          {t("clear")}
        </Button>
      )}
      <span role="status" className="sr-only">
        {pending ? t("loading") : ""}
      </span>
    </search>
  );
}
