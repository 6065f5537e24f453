"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { QuoteDetail } from "#server/modules/quotes/contract.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

/** What staff may do with a quote as it is: send it, begin the next version, take it back. */
export function QuoteActions({ quote }: { quote: QuoteDetail }) {
  const t = useTranslations("backoffice.quotes");
  const trpc = useTRPC();
  const router = useRouter();
  const hydrated = useHydrated();
  const [open, setOpen] = useState<"send" | "decline" | null>(null);
  const [reason, setReason] = useState("");
  const close = () => setOpen(null);
  const send = useCommand(trpc.admin.quotes.send.mutationOptions(), { done: t("sent"), onDone: close });
  const decline = useCommand(trpc.admin.quotes.decline.mutationOptions(), { done: t("declined"), onDone: close });
  const revise = useCommand(trpc.admin.quotes.revise.mutationOptions(), {
    done: t("revised"),
    onDone: ({ id }) => router.push(`/admin/quotes/${id}`),
  });
  const { id, revision, status, number } = quote;
  const written = quote.versions.some((one) => one.status === "draft" || one.status === "accepted");
  const submitSend = (event: FormEvent) => {
    event.preventDefault();
    send.run({ id, revision });
  };
  const submitDecline = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length >= 2) decline.run({ id, reason: reason.trim() });
  };
  return (
    <>
      {status === "draft" && (
        <Button variant="primary" disabled={!hydrated} onClick={() => setOpen("send")}>
          {t("send")}
        </Button>
      )}
      {["sent", "declined", "expired"].includes(status) && !written && (
        <Button disabled={!hydrated} busy={revise.busy} onClick={() => revise.run({ id })}>
          {t("revise")}
        </Button>
      )}
      {(status === "draft" || status === "sent") && (
        <Button variant="danger" disabled={!hydrated} onClick={() => setOpen("decline")}>
          {t("decline")}
        </Button>
      )}
      <Dialog open={open === "send"} onOpenChange={(next) => !next && close()}>
        <DialogContent title={t("one", { number })}>
          <form onSubmit={submitSend} className="grid gap-4">
            <p className="text-pretty">{t("sendText", { name: quote.recipient })}</p>
            <FormActions command={send}>{t("send")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
      <Dialog open={open === "decline"} onOpenChange={(next) => !next && close()}>
        <DialogContent title={t("declineTitle", { number })}>
          <form onSubmit={submitDecline} className="grid gap-4">
            <Field label={t("reason")} required hint={t("reasonHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <FormActions command={decline}>{t("decline")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
