"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** An order link that has aged: a code sent to the order's own address opens it again. */
export function AgedLink({ token }: { token: string }) {
  const t = useTranslations("storefront.track.aged");
  const api = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const [code, setCode] = useState("");
  const [short, setShort] = useState(false);
  const send = useMutation(api.shop.order.sendCode.mutationOptions());
  const open = useMutation(
    api.shop.order.openByCode.mutationOptions({ onSuccess: (fresh) => router.replace(`/order/${fresh.token}`) }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(code.length !== 6);
    if (code.length === 6) open.mutate({ token, code });
  };
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5">
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-pretty text-muted">{t("text")}</p>
      {send.error && <Alert tone="danger">{message(send.error)}</Alert>}
      {!send.isSuccess ? (
        <Button variant="primary" size="lg" busy={send.isPending} onClick={() => send.mutate({ token })}>
          {t("send")}
        </Button>
      ) : (
        <form noValidate onSubmit={submit} className="grid w-full max-w-xs gap-4">
          <Alert tone="info">{t("sent")}</Alert>
          <Field label={t("code")} required error={short && t("short")}>
            {(control) => (
              <Input
                {...control}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.target.value.replace(/\D/g, ""))}
                className="tabular"
              />
            )}
          </Field>
          {open.error && <Alert tone="danger">{message(open.error)}</Alert>}
          <Button type="submit" variant="primary" size="lg" busy={open.isPending || open.isSuccess}>
            {t("open")}
          </Button>
        </form>
      )}
    </div>
  );
}
