"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { loadApi } from "#components/trpc/late-api.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import {
  groundsInWords,
  type ReportGround,
  reportGrounds,
  reviewLimits,
} from "#server/modules/reviews/contract-kinds.ts";

type ReviewReportProps = { id: string; open: boolean; onOpenChange: (open: boolean) => void; onSent: () => void };

/** Something is wrong with a review: which of the grounds, in words where the law asks for a reason. */
export function ReviewReport({ id, open, onOpenChange, onSent }: ReviewReportProps) {
  const t = useTranslations("reviews.voice");
  const locale = useLocale();
  const message = useErrorMessage();
  const [ground, setGround] = useState<ReportGround | null>(null);
  const [wrong, setWrong] = useState<"ground" | "words" | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (form: HTMLFormElement) => {
    const words = String(new FormData(form).get("words") ?? "").trim();
    const missing = ground === null ? "ground" : groundsInWords.includes(ground) && !words ? "words" : null;
    setWrong(missing);
    if (missing || ground === null) {
      form.querySelector<HTMLElement>(missing === "words" ? "textarea" : "input")?.focus();
      return;
    }
    setBusy(true);
    setFailed(null);
    try {
      const { client } = await loadApi(locale);
      await client.shop.reviews.report.mutate({ id, ground, words });
      onSent();
      onOpenChange(false);
    } catch (error) {
      setFailed(message(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("reportTitle")} description={t("reportText")}>
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send(event.currentTarget);
          }}
        >
          <RadioGroup legend={t("ground")}>
            {reportGrounds.map((one) => (
              <Radio
                key={one}
                name="ground"
                value={one}
                checked={ground === one}
                onChange={() => setGround(one)}
                label={t(`grounds.${one}`)}
              />
            ))}
          </RadioGroup>
          {wrong === "ground" && (
            <p role="alert" className="text-sm font-medium text-danger">
              {t("groundMissing")}
            </p>
          )}
          <Field label={t("words")} hint={t("wordsHint")} error={wrong === "words" && t("wordsMissing")}>
            {(control) => <Textarea {...control} name="words" maxLength={reviewLimits.words} />}
          </Field>
          {failed && <Alert tone="danger">{failed}</Alert>}
          <div className="flex justify-end gap-2">
            <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
            <Button type="submit" variant="solid" busy={busy}>
              {t("send")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
