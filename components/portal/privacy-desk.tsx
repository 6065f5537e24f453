"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PasswordField } from "#components/auth/password-field.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Profile } from "#server/modules/identity/contract.ts";
import { ownerProofInput } from "#server/modules/identity/contract-security.ts";
import type { ErasureObstacle, Privacy } from "#server/modules/privacy/contract.ts";
import { ProfileSection } from "./profile-section.tsx";
import { useDates } from "./use-dates.ts";

function Copies({ privacy }: { privacy: Privacy }) {
  const t = useTranslations("portal.privacy");
  const { instant, day } = useDates();
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const api = useTRPC();
  const ask = useMutation(api.account.privacy.askCopy.mutationOptions({ onSuccess: () => void live.refetch() }));
  const live = useQuery({
    ...api.account.privacy.get.queryOptions(),
    initialData: privacy,
    // A copy takes a moment; looked at until it is there.
    refetchInterval: ({ state }) => (state.data?.copies.some((copy) => copy.status === "queued") ? 2_000 : false),
  });
  const { copies } = live.data;
  const waiting = copies.some((copy) => copy.status === "queued");
  return (
    <>
      {copies.length > 0 && (
        <ul aria-live="polite">
          {copies.map((copy) => (
            <li key={copy.id} className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-3">
              <span className="grid">
                <span>{t("copyOf", { at: instant(copy.createdAt) })}</span>
                <span className="text-sm text-muted">
                  {copy.status === "ready" && copy.expiresAt
                    ? t("ready", { until: day(copy.expiresAt) })
                    : t(`status.${copy.status}`)}
                </span>
              </span>
              {copy.status === "ready" && (
                <a
                  href={`/api/exports/account/data/${copy.id}`}
                  download
                  className="underlined inline-flex min-h-8 items-center"
                >
                  {t("download")}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {ask.error && <Alert tone="danger">{errorMessage(ask.error)}</Alert>}
      <div>
        <Button busy={ask.isPending} disabled={!hydrated || waiting} onClick={() => ask.mutate()}>
          {t("askCopy")}
        </Button>
      </div>
    </>
  );
}

function Obstacles({ obstacles }: { obstacles: readonly ErasureObstacle[] }) {
  const t = useTranslations("portal.privacy");
  return (
    <Alert tone="info" title={t("blocked")}>
      <ul className="list-disc pl-5">
        {obstacles.map((one) => (
          <li key={one}>{t(`obstacles.${one}`)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Erasure({ me, obstacles }: { me: Profile; obstacles: readonly ErasureObstacle[] }) {
  const t = useTranslations("portal.privacy");
  const wrong = useTranslations("common.validation");
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const [open, setOpen] = useState(false);
  const fields = useForm(ownerProofInput, () => wrong("required"));
  const ask = useMutation(
    useTRPC().account.privacy.askErasure.mutationOptions({
      onError: (error) => {
        if (wireError(error)?.code === "identity.password_wrong") fields.fail("password", errorMessage(error));
      },
    }),
  );
  if (obstacles.length > 0) return <Obstacles obstacles={obstacles} />;
  if (ask.isSuccess) return <Alert tone="success">{t("erasureSent", { email: me.email })}</Alert>;
  if (!open) {
    return (
      <div>
        <Button variant="danger" disabled={!hydrated} onClick={() => setOpen(true)}>
          {t("erase")}
        </Button>
      </div>
    );
  }
  const failure = ask.error && wireError(ask.error)?.code !== "identity.password_wrong" ? ask.error : null;
  return (
    <form {...fields.form((proof) => ask.mutate(proof))} className="grid gap-5">
      {failure && <Alert tone="danger">{errorMessage(failure)}</Alert>}
      <p className="text-pretty">{t("eraseText")}</p>
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      {me.hasPassword && (
        <PasswordField label={t("password")} error={fields.error("password")} autoComplete="current-password" />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="danger" busy={ask.isPending}>
          {t("sendErasure")}
        </Button>
        <Button onClick={() => setOpen(false)}>{t("keep")}</Button>
      </div>
    </form>
  );
}

/** A copy of all one's data, and being forgotten. */
export function PrivacyDesk({ me, privacy }: { me: Profile; privacy: Privacy }) {
  const t = useTranslations("portal.privacy");
  return (
    <div>
      <ProfileSection title={t("copies")} text={t("copiesText")}>
        <Copies privacy={privacy} />
      </ProfileSection>
      <ProfileSection title={t("erasure")} text={t("erasureText")}>
        <Erasure me={me} obstacles={privacy.obstacles} />
      </ProfileSection>
    </div>
  );
}
