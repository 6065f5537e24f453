"use client";
import { clsx } from "clsx";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { SearchBox } from "./search-box.tsx";
import { useFolding } from "./use-folding.ts";

/** On screens without room for the field: a button that unfolds it under the header. */
export function SearchToggle({ className }: { className?: string }) {
  const t = useTranslations("storefront.search");
  const actions = useTranslations("common.actions");
  const { ready, open, setOpen } = useFolding();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) panel.current?.querySelector("input")?.focus();
  }, [open]);
  return (
    <div className={className}>
      <button
        type="button"
        aria-label={open ? actions("close") : t("open")}
        aria-expanded={open}
        disabled={!ready}
        onClick={() => setOpen(!open)}
        className="grid size-11 place-items-center"
      >
        {open ? (
          <X aria-hidden className="size-5.5 stroke-[1.5]" />
        ) : (
          <Search aria-hidden className="size-5.5 stroke-[1.5]" />
        )}
      </button>
      <div
        ref={panel}
        className={clsx("page absolute inset-x-0 top-full border-b border-line bg-paper py-3", !open && "hidden")}
      >
        {open && <SearchBox onDone={() => setOpen(false)} />}
      </div>
    </div>
  );
}
