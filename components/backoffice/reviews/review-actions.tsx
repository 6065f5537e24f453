"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { rejectGrounds, reviewLimits } from "#server/modules/reviews/contract-kinds.ts";
import type { ReviewRow } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

type Target = { review: ReviewRow };

/** What staff may do about a review: let it appear, refuse it, answer it. Whoever acts has read this version. */
export function ReviewActions({ review }: Target) {
  const t = useTranslations("backoffice.reviews");
  const trpc = useTRPC();
  const [open, setOpen] = useState<"reject" | "answer" | null>(null);
  const { id, version, status, displayName: name, reports } = review;
  const publish = useCommand(trpc.admin.reviews.publish.mutationOptions(), { done: t("published") });
  const close = () => setOpen(null);
  const kept = status === "published" && reports.length > 0;
  return (
    <div className="flex flex-wrap gap-2">
      {(status !== "published" || kept) && (
        <Button
          size="sm"
          variant={status === "pending" ? "primary" : "secondary"}
          busy={publish.busy}
          aria-label={t(kept ? "keepOf" : "publishOf", { name })}
          onClick={() => publish.run({ id, version })}
        >
          {t(kept ? "keep" : "publish")}
        </Button>
      )}
      {status !== "rejected" && (
        <Button size="sm" aria-label={t("rejectOf", { name })} onClick={() => setOpen("reject")}>
          {t("reject")}
        </Button>
      )}
      {status === "published" && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={t(review.answer ? "changeAnswerOf" : "answerOf", { name })}
          onClick={() => setOpen("answer")}
        >
          {t(review.answer ? "changeAnswer" : "answer")}
        </Button>
      )}
      <CommandError command={publish} />
      <Dialog open={open !== null} onOpenChange={(shown) => !shown && close()}>
        {open === "reject" && <RejectForm review={review} onDone={close} />}
        {open === "answer" && <AnswerForm review={review} onDone={close} />}
      </Dialog>
    </div>
  );
}

function RejectForm({ review, onDone }: Target & { onDone: () => void }) {
  const t = useTranslations("backoffice.reviews");
  const trpc = useTRPC();
  const [wrong, setWrong] = useState<"ground" | "words" | null>(null);
  const command = useCommand(trpc.admin.reviews.reject.mutationOptions(), { done: t("rejected"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const ground = rejectGrounds.find((known) => known === data.get("ground"));
    const words = String(data.get("words") ?? "").trim();
    const missing = !ground ? "ground" : ground === "other" && words === "" ? "words" : null;
    setWrong(missing);
    if (!ground || missing) form.querySelector<HTMLElement>(`[name=${missing}]`)?.focus();
    else command.run({ id: review.id, version: review.version, ground, words });
  };
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("rejectOf", { name: review.displayName })}
      description={t("rejectText")}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("ground")} required error={wrong === "ground" && t("groundMissing")}>
          {(control) => (
            <Select {...control} name="ground" defaultValue="">
              <option value="" disabled>
                {t("groundChoose")}
              </option>
              {rejectGrounds.map((ground) => (
                <option key={ground} value={ground}>
                  {t(`grounds.${ground}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label={t("groundWords")}
          hint={t("groundWordsHint")}
          error={wrong === "words" && t("groundWordsMissing")}
        >
          {(control) => <Textarea {...control} name="words" maxLength={reviewLimits.words} />}
        </Field>
        <FormActions command={command}>{t("reject")}</FormActions>
      </form>
    </DialogContent>
  );
}

function AnswerForm({ review, onDone }: Target & { onDone: () => void }) {
  const t = useTranslations("backoffice.reviews");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.reviews.answer.mutationOptions(), { done: t("answered"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = String(new FormData(event.currentTarget).get("answer") ?? "").trim();
    command.run({ id: review.id, version: review.version, answer });
  };
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("answerOf", { name: review.displayName })}
      description={t("answerText")}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("ourAnswer")} hint={t("answerHint")}>
          {(control) => (
            <Textarea
              {...control}
              name="answer"
              rows={5}
              defaultValue={review.answer?.text ?? ""}
              maxLength={reviewLimits.answer}
            />
          )}
        </Field>
        <FormActions command={command}>{t("save")}</FormActions>
      </form>
    </DialogContent>
  );
}
