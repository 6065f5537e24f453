"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ComponentProps, type KeyboardEvent, useId, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/input.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";

export type FoundAddress = { label: string; line1: string | null; postcode: string; city: string };

type AddressInputProps = Omit<ComponentProps<typeof Input>, "onChange" | "value"> & {
  value: string;
  onChange: (value: string) => void;
  country: string;
  /** What is looked for while this field is typed. */
  of: "street" | "town";
  /** What is known besides: the town narrows down a street. */
  context?: string;
  onChoose: (found: FoundAddress) => void;
};

/**
 * A field that offers to complete what is typed (a combobox: arrows, Enter, Escape). Only an offer: typing on, leaving and
 * the browser's own autofill work as in any field, also when nothing is found or nobody answers.
 */
export function AddressInput({ value, onChange, country, of, context, onChoose, onBlur, ...rest }: AddressInputProps) {
  const t = useTranslations("checkout.address");
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState(false);
  const [active, setActive] = useState(-1);
  const wanted = useDebounced(value.trim(), 200);
  const text = of === "street" && context ? `${wanted} ${context}` : wanted;
  const { data } = useQuery(
    trpc.shop.addresses.complete.queryOptions(
      { text: text.slice(0, 200), country },
      { enabled: typed && wanted.length >= 3, retry: false, staleTime: 600_000, placeholderData: (before) => before },
    ),
  );
  const found = (data ?? []).filter(({ line1 }) => (line1 !== null) === (of === "street"));
  const open = typed && wanted.length >= 3 && found.length > 0;
  const choose = (one: FoundAddress) => {
    setTyped(false);
    setActive(-1);
    onChoose(one);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!open) return;
    const last = found.length - 1;
    const move = { ArrowDown: active >= last ? -1 : active + 1, ArrowUp: active < 0 ? last : active - 1 }[event.key];
    const one = found[active];
    if (move !== undefined) setActive(move);
    else if (event.key === "Escape") setTyped(false);
    else if (event.key === "Enter" && one) choose(one);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      <Input
        {...rest}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        value={value}
        onChange={(event) => {
          // The browser's autofill says nothing of what was typed: it is no question.
          setTyped((event.nativeEvent as InputEvent).inputType !== undefined);
          setActive(-1);
          onChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          setTyped(false);
          onBlur?.(event);
        }}
        className="w-full"
      />
      <p role="status" className="sr-only">
        {open ? t("found", { count: found.length }) : ""}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("suggestions")}
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-sheet border border-line bg-raised p-1 shadow-sheet"
      >
        {open &&
          found.map((one, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys
            <div
              key={`${one.label} ${one.postcode}`}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              // The field would lose the focus, and the list with it, before the click.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
              className={cn(
                "flex min-h-11 cursor-pointer items-center rounded-control px-3 py-1.5 text-[0.9375rem] hover:bg-sunk",
                i === active && "bg-sunk",
              )}
            >
              {one.label}
            </div>
          ))}
      </div>
    </div>
  );
}
