"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and while a part of the page hydrates, true afterwards. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
