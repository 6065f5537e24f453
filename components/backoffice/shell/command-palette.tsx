"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { can } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import { areasFor } from "../navigation.ts";
import { palettePlaces } from "./palette-places.ts";
import { type Found, usePaletteResults } from "./use-palette-results.ts";

type Group = { key: string; title: string; items: Found[] };

/** Letters and digits without accents or case: "Été" finds "ete". */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Finds a page, an order, a product or a customer, and goes there. Arrows choose, Enter opens, Escape leaves. */
export function CommandPalette({
  roles,
  open,
  onClose,
}: {
  roles: readonly Role[];
  open: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("backoffice.palette");
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={t("title")}
        hideTitle
        className="top-[12dvh] w-[min(38rem,calc(100vw-1.5rem))] translate-y-0 gap-0 p-0"
      >
        <PaletteBody roles={roles} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function PaletteBody({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const t = useTranslations("backoffice");
  const router = useRouter();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { found, waiting, failed, asked } = usePaletteResults(text, roles);

  const wanted = plain(text.trim());
  const matches = (title: string) => wanted === "" || plain(title).includes(wanted);
  const pages: Found[] = areasFor({ roles })
    .map((area) => ({
      id: area.key,
      href: area.href,
      title: t(`areas.${area.key}`),
      detail: area.letter ? `G ${area.letter.toUpperCase()}` : "",
    }))
    .filter((page) => matches(page.title));
  const places: Found[] = palettePlaces
    .filter((place) => can({ roles }, place.permission))
    .map((place) => ({ id: place.key, href: place.href, title: t(`palette.places.${place.key}`), detail: "" }))
    .filter((place) => matches(place.title));
  const groups: Group[] = [
    { key: "orders", title: t("areas.orders"), items: found.orders },
    { key: "products", title: t("areas.products"), items: found.products },
    { key: "customers", title: t("areas.customers"), items: found.customers },
    { key: "places", title: t("palette.actions"), items: places },
    { key: "pages", title: t("palette.pages"), items: pages },
  ].filter((group) => group.items.length > 0);
  const flat = groups.flatMap((group) => group.items.map((item) => ({ ...item, key: `${group.key}-${item.id}` })));
  const chosen = flat[Math.min(at, flat.length - 1)];

  useEffect(() => {
    if (chosen)
      list.current?.querySelector(`[data-key="${CSS.escape(chosen.key)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const go = (item: Found) => {
    onClose();
    router.push(item.href);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && flat.length) {
      event.preventDefault();
      setAt((was) => (Math.min(was, flat.length - 1) + by + flat.length) % flat.length);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      go(chosen);
    }
  };
  const message = failed
    ? t("palette.failed")
    : flat.length
      ? ""
      : waiting
        ? t("palette.searching")
        : t("palette.nothing", { text: text.trim() });

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 text-muted" />
        <input
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
          aria-autocomplete="list"
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className="h-12 w-full bg-transparent text-[0.9375rem] outline-none placeholder:text-muted"
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette.results")}
        className="max-h-[60dvh] overflow-y-auto p-2"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
          <div key={group.key} role="group" aria-labelledby={`${id}-${group.key}`}>
            <p id={`${id}-${group.key}`} className="px-2 pt-2 pb-1 text-xs text-muted">
              {group.title}
            </p>
            {group.items.map((item) => {
              const key = `${group.key}-${item.id}`;
              const selected = chosen?.key === key;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox keeps the focus and handles keys
                <div
                  key={key}
                  id={`${id}-${key}`}
                  data-key={key}
                  role="option"
                  aria-selected={selected}
                  onClick={() => go(item)}
                  onPointerMove={() => setAt(flat.findIndex((each) => each.key === key))}
                  className={cn(
                    "flex h-9 cursor-default items-center gap-4 rounded-control px-2",
                    selected && "bg-sunk",
                  )}
                >
                  <span className="truncate">{item.title}</span>
                  <span className="ml-auto shrink-0 truncate text-xs text-muted">{item.detail}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className={cn("px-4 text-muted", message ? "pb-4" : "sr-only")}>
        {message || (asked ? t("palette.count", { count: flat.length }) : "")}
      </p>
    </>
  );
}
