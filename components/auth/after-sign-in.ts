"use client";
import { useLocale } from "next-intl";
import { useCallback } from "react";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { safePath } from "#server/modules/identity/contract.ts";

/**
 * Leaves for where the reader wanted to go (`?callbackUrl=` or `?to=`, this site only), else staff to the back office and
 * customers to their account. The basket joins the account's first. A full load: everything rendered for a guest is thrown away.
 */
export function useLeave(): () => Promise<void> {
  const locale = useLocale();
  const api = useTRPCClient();
  return useCallback(async () => {
    // What was put together as a guest joins the customer's own; without it, the guest's cart is simply still there.
    await api.shop.cart.join.mutate().catch(() => null);
    const query = new URLSearchParams(window.location.search);
    const wanted = safePath(query.get("callbackUrl") ?? query.get("to"), "");
    if (wanted) {
      window.location.assign(wanted);
      return;
    }
    const me = await api.account.profile.me.query().catch(() => null);
    window.location.assign(`/${locale}/${me?.isStaff ? "admin" : "account"}`);
  }, [api, locale]);
}
