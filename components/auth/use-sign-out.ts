"use client";
import { useLocale } from "next-intl";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { closeSession } from "./session-client.ts";

/** Ends the session of this device and leaves for the shop with a full load, so that nothing personal stays on screen. */
export function useSignOut(): () => Promise<void> {
  const locale = useLocale();
  const api = useTRPCClient();
  return async () => {
    // What was typed at checkout, and the basket, are this person's.
    sessionStorage.clear();
    await api.shop.cart.leave.mutate().catch(() => undefined);
    await closeSession().catch(() => undefined);
    window.location.assign(`/${locale}`);
  };
}
