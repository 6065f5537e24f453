"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSignOut } from "#components/auth/use-sign-out.ts";

export function SignOutButton({ className }: { className?: string }) {
  const t = useTranslations("portal.nav");
  const signOut = useSignOut();
  const [busy, setBusy] = useState(false);
  return (
    <button
      type="button"
      className={className}
      disabled={busy}
      onClick={() => {
        setBusy(true);
        void signOut();
      }}
    >
      {t("signOut")}
    </button>
  );
}
