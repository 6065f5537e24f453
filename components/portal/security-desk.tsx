"use client";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Profile } from "#server/modules/identity/contract.ts";
import type { OwnSession, Security } from "#server/modules/identity/contract-security.ts";
import { FactorForm } from "./factor-form.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { useDates } from "./use-dates.ts";

function SessionRow({ session }: { session: OwnSession }) {
  const t = useTranslations("portal.security");
  const { instant } = useDates();
  const router = useRouter();
  const errorMessage = useErrorMessage();
  const hydrated = useHydrated();
  const name = [session.browser ?? t("unknownBrowser"), session.system].filter(Boolean).join(" · ");
  const end = useMutation(
    useTRPC().account.security.endSession.mutationOptions({
      onSuccess: () => {
        toast({ title: t("ended", { name }) });
        router.refresh();
      },
      onError: (error) => toast({ title: errorMessage(error), tone: "danger" }),
    }),
  );
  return (
    <li className="flex items-start justify-between gap-x-6 border-t border-line py-4 first:border-0 first:pt-0">
      <div className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {session.current && <Badge>{t("current")}</Badge>}
        </span>
        <span className="text-sm text-muted">{t("lastUsed", { at: instant(session.lastUsedAt) })}</span>
        <span className="text-sm text-muted">
          {t("opened", { at: instant(session.createdAt) })}
          {session.network && ` · ${t("network", { network: session.network })}`}
        </span>
      </div>
      {!session.current && (
        <Button
          size="sm"
          className="shrink-0"
          busy={end.isPending}
          disabled={!hydrated}
          aria-label={t("endOne", { name })}
          onClick={() => end.mutate({ id: session.id })}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}

function EndAll() {
  const t = useTranslations("portal.security");
  const locale = useLocale();
  const errorMessage = useErrorMessage();
  const hydrated = useHydrated();
  const end = useMutation(
    useTRPC().account.profile.signOutEverywhere.mutationOptions({
      onSuccess: () => window.location.assign(`/${locale}/sign-in`),
      onError: (error) => toast({ title: errorMessage(error), tone: "danger" }),
    }),
  );
  return (
    <div>
      <Button variant="danger" busy={end.isPending || end.isSuccess} disabled={!hydrated} onClick={() => end.mutate()}>
        {t("endAll")}
      </Button>
    </div>
  );
}

type SecurityDeskProps = { me: Profile; security: Security; due: boolean };

/** Devices that are signed in, and the second factor. `due`: staff who have to set one up before they may go on. */
export function SecurityDesk({ me, security, due }: SecurityDeskProps) {
  const t = useTranslations("portal.security");
  return (
    <div className="grid gap-6">
      {due && (
        <Alert tone="warning" title={t("dueTitle")}>
          {t("dueText")}
        </Alert>
      )}
      <div>
        <ProfileSection title={t("factor")} text={t("factorText")}>
          <FactorForm me={me} factor={security.secondFactor} />
        </ProfileSection>
        <ProfileSection title={t("sessions")} text={t("sessionsText")}>
          <ul>
            {security.sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
          <EndAll />
        </ProfileSection>
      </div>
    </div>
  );
}
