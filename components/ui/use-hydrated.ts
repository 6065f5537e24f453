"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in the server's HTML and until React took over: a form pressed before that would reload the page with its data. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
