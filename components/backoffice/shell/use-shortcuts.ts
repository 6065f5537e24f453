"use client";

import { useEffect } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import type { Role } from "#server/access/roles.ts";
import { rememberRows } from "../list/row-trail.ts";
import { shown } from "../list/shown.ts";
import { areasFor } from "../navigation.ts";

/** True where a plain letter is text being typed. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

const dialogOpen = () => shown('[role="dialog"], [role="menu"]').length > 0;

/** Moves the focus among the rows of the list on the page (one link each, `data-row-link`); on a record, to its neighbour. */
function moveRow(by: 1 | -1): boolean {
  const rows = shown("[data-row-link]");
  if (rows.length === 0) {
    const step = shown(`[data-step="${by}"]`)[0];
    step?.click();
    return step !== undefined;
  }
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const row = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

type Shortcuts = { roles: readonly Role[]; open: (overlay: "palette" | "help") => void };

/** The keyboard of the back office: Ctrl/⌘-K, g + letter, / , j, k, ?. Plain keys rest while someone types or a dialog is open. */
export function useShortcuts({ roles, open }: Shortcuts): void {
  const router = useRouter();
  useEffect(() => {
    let goUntil = 0;
    const letters = new Map(
      areasFor({ roles }).flatMap(({ letter, href }) => (letter ? [[letter, href] as const] : [])),
    );
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        open("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target) || dialogOpen()) return;
      const key = event.key.toLowerCase();
      const href = Date.now() < goUntil ? letters.get(key) : undefined;
      goUntil = key === "g" ? Date.now() + 1_200 : 0;
      let used = true;
      if (href) router.push(href);
      else if (event.key === "?") open("help");
      else if (key === "/") {
        const filter = shown<HTMLInputElement>("[data-filter-input]")[0];
        if (filter) {
          filter.focus();
          filter.select();
        } else open("palette");
      } else if (key === "j" || key === "k") used = moveRow(key === "j" ? 1 : -1);
      else used = false;
      if (used) event.preventDefault();
    };
    const click = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("[data-row-link]")) rememberRows();
    };
    document.addEventListener("keydown", press);
    document.addEventListener("click", click, true);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("click", click, true);
    };
  }, [roles, open, router]);
}
