"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSignOut } from "#components/auth/use-sign-out.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";

export function SignOutButton({ className }: { className?: string }) {
  const t = useTranslations("portal.nav");
  const signOut = useSignOut();
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  return (
    <button
      type="button"
      className={className}
      disabled={!hydrated || busy}
      onClick={() => {
        setBusy(true);
        void signOut();
      }}
    >
      {t("signOut")}
    </button>
  );
}
