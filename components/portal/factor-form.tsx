"use client";
import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { CodeField } from "#components/auth/code-field.tsx";
import { PasswordField } from "#components/auth/password-field.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { QrCode } from "#components/ui/qr-code.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Profile } from "#server/modules/identity/contract.ts";
import { confirmFactorInput, ownerProofInput, type Security } from "#server/modules/identity/contract-security.ts";
import { useDates } from "./use-dates.ts";

function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("portal.security");
  return (
    <Button
      size="sm"
      onClick={() => {
        void navigator.clipboard.writeText(text).then(
          () => toast({ title: t("copied") }),
          () => toast({ title: t("notCopied"), tone: "danger" }),
        );
      }}
    >
      {label}
    </Button>
  );
}

/** A small form that asks the owner for their password before it acts; without one a young sign-in is the proof. */
function Proof(props: {
  me: Profile;
  label: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onProof: (proof: { password?: string }) => void;
  children?: ReactNode;
}) {
  const t = useTranslations("portal.security");
  const wrong = useTranslations("common.validation");
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const fields = useForm(ownerProofInput, () => wrong("required"));
  return (
    <form {...fields.form(props.onProof)} className="grid gap-5">
      {props.error ? <Alert tone="danger">{errorMessage(props.error)}</Alert> : null}
      <input type="hidden" autoComplete="username" value={props.me.email} readOnly />
      {props.me.hasPassword && (
        <PasswordField label={t("password")} error={fields.error("password")} autoComplete="current-password" />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant={props.danger ? "danger" : "solid"} busy={props.busy} disabled={!hydrated}>
          {props.label}
        </Button>
        {props.children}
      </div>
    </form>
  );
}

function NewCodes({ codes, onSeen }: { codes: readonly string[]; onSeen: () => void }) {
  const t = useTranslations("portal.security");
  return (
    <div className="grid gap-4">
      <Alert tone="success" title={t("codesTitle")}>
        {t("codesText")}
      </Alert>
      <ul aria-label={t("codes")} className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={codes.join("\n")} label={t("copyCodes")} />
        <Button size="sm" variant="solid" onClick={onSeen}>
          {t("codesKept")}
        </Button>
      </div>
    </div>
  );
}

function Enrol({ me, onCodes }: { me: Profile; onCodes: (codes: readonly string[]) => void }) {
  const t = useTranslations("portal.security");
  const wrong = useTranslations("common.validation");
  const errorMessage = useErrorMessage();
  const api = useTRPC();
  const begin = useMutation(api.account.security.beginFactor.mutationOptions());
  const activate = useMutation(
    api.account.security.activateFactor.mutationOptions({ onSuccess: ({ codes }) => onCodes(codes) }),
  );
  const fields = useForm(confirmFactorInput, (_, value) => (value ? t("codeShape") : wrong("required")));
  if (!begin.data) {
    return (
      <Proof me={me} label={t("begin")} busy={begin.isPending} error={begin.error} onProof={(p) => begin.mutate(p)} />
    );
  }
  const { uri, secret, qr } = begin.data;
  return (
    <div className="grid gap-5">
      <p className="text-pretty">{t("enter")}</p>
      <QrCode {...qr} label={t("qr")} className="size-56 rounded-control border border-line" />
      <div className="grid gap-3">
        <p className="text-sm text-muted">{t("byHand")}</p>
        <p className="rounded-control bg-sunk px-4 py-3 font-mono break-words select-all">
          {(secret.match(/.{1,4}/g) ?? []).join(" ")}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <CopyButton text={secret} label={t("copySecret")} />
          <a href={uri} className="underlined inline-flex min-h-8 items-center text-sm">
            {t("openApp")}
          </a>
        </div>
      </div>
      <form {...fields.form((data) => activate.mutate(data))} className="grid gap-5">
        {activate.error && <Alert tone="danger">{errorMessage(activate.error)}</Alert>}
        <CodeField error={fields.error("code")} />
        <div>
          <Button type="submit" variant="solid" busy={activate.isPending}>
            {t("activate")}
          </Button>
        </div>
      </form>
    </div>
  );
}

function Active({ me, factor, onCodes }: { me: Profile; factor: Factor; onCodes: (codes: readonly string[]) => void }) {
  const t = useTranslations("portal.security");
  const { day } = useDates();
  const router = useRouter();
  const api = useTRPC();
  const [asking, ask] = useState<"renew" | "remove" | null>(null);
  const remove = useMutation(api.account.security.removeFactor.mutationOptions({ onSuccess: () => router.refresh() }));
  const renew = useMutation(
    api.account.security.renewRecoveryCodes.mutationOptions({ onSuccess: ({ codes }) => onCodes(codes) }),
  );
  const back = <Button onClick={() => ask(null)}>{t("keep")}</Button>;
  return (
    <div className="grid gap-5">
      <p className="grid gap-1">
        <span className="inline-flex items-center gap-1.5 text-success">
          <ShieldCheck aria-hidden className="size-4.5" />
          {t("on", { at: factor.since ? day(factor.since) : "" })}
        </span>
        <span className="text-sm text-muted">{t("codesLeft", { count: factor.recoveryCodesLeft })}</span>
        {factor.required && <span className="text-sm text-muted">{t("required")}</span>}
      </p>
      {asking === null && (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => ask("renew")}>{t("renewCodes")}</Button>
          {!factor.required && (
            <Button variant="danger" onClick={() => ask("remove")}>
              {t("remove")}
            </Button>
          )}
        </div>
      )}
      {asking === "renew" && (
        <Proof
          me={me}
          label={t("renewCodes")}
          busy={renew.isPending}
          error={renew.error}
          onProof={(p) => renew.mutate(p)}
        >
          {back}
        </Proof>
      )}
      {asking === "remove" && (
        <Proof
          me={me}
          danger
          label={t("remove")}
          busy={remove.isPending}
          error={remove.error}
          onProof={(p) => remove.mutate(p)}
        >
          {back}
        </Proof>
      )}
    </div>
  );
}

type Factor = Security["secondFactor"];

/** The second factor: set up in an app, switched off, its recovery codes renewed. */
export function FactorForm({ me, factor }: { me: Profile; factor: Factor }) {
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) {
    const seen = () => {
      setCodes(null);
      router.refresh();
    };
    return <NewCodes codes={codes} onSeen={seen} />;
  }
  return factor.active ? (
    <Active key={factor.recoveryCodesLeft} me={me} factor={factor} onCodes={setCodes} />
  ) : (
    <Enrol me={me} onCodes={setCodes} />
  );
}
