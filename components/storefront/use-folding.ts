"use client";
import { useEffect, useState } from "react";
import { usePathname } from "#app/_i18n/navigation.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** Whether something of the header is unfolded, which leaving the page ends. `ready` once a press can do something. */
export function useFolding() {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  // On leaving, never on coming: an effect that ran after the first press would take the press back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page folds it away
  useEffect(() => () => setOpen(false), [pathname]);
  return { ready: useHydrated(), open, setOpen };
}
