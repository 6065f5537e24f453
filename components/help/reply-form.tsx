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
import { Textarea } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { FileField, type HandedIn } from "./file-field.tsx";

/** Writes on the conversation: the signed-in asker's by its number, a guest's by the secret of its link. */
export function ReplyForm({ of }: { of: { number: string } | { token: string } }) {
  const t = useTranslations("portal.help");
  const wrong = useTranslations("common.validation");
  const api = useTRPC();
  const router = useRouter();
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const [files, setFiles] = useState<HandedIn[]>([]);
  const [missing, setMissing] = useState(false);
  const sent = {
    onSuccess: () => {
      toast({ title: t("sent") });
      router.refresh();
    },
  };
  const own = useMutation(api.account.tickets.reply.mutationOptions(sent));
  const guest = useMutation(api.shop.help.reply.mutationOptions(sent));
  const failed = own.error ?? guest.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = String(new FormData(form).get("body") ?? "").trim();
    setMissing(body.length < 2);
    if (body.length < 2) return form.querySelector("textarea")?.focus();
    const said = { body, files: files.map((file) => file.token) };
    const after = {
      onSuccess: () => {
        form.reset();
        setFiles([]);
      },
    };
    if ("token" in of) guest.mutate({ ...said, token: of.token }, after);
    else own.mutate({ ...said, number: of.number }, after);
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-[42rem] gap-4">
      {failed && <Alert tone="danger">{errorMessage(failed)}</Alert>}
      <Field label={t("reply")} required error={missing && wrong("required")}>
        {(control) => <Textarea {...control} name="body" rows={5} maxLength={5000} />}
      </Field>
      <FileField files={files} onChange={setFiles} />
      <div>
        <Button type="submit" variant="primary" busy={own.isPending || guest.isPending} disabled={!hydrated}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
