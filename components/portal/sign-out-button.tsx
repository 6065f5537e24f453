"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { closeSession } from "#components/auth/session-client.ts";
import { useTRPCClient } from "#components/trpc/client.tsx";

/** Ends the session of this device and leaves for the shop with a full load, so that nothing personal stays on screen. */
export function SignOutButton({ className }: { className?: string }) {
  const t = useTranslations("portal.nav");
  const locale = useLocale();
  const api = useTRPCClient();
  const [busy, setBusy] = useState(false);
  async function leave() {
    setBusy(true);
    // What was typed at checkout is this person's.
    sessionStorage.clear();
    await api.shop.cart.leave.mutate().catch(() => undefined);
    await closeSession().catch(() => undefined);
    window.location.assign(`/${locale}`);
  }
  return (
    <button type="button" className={className} disabled={busy} onClick={leave}>
      {t("signOut")}
    </button>
  );
}
