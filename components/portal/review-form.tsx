"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { Stars } from "#components/storefront/stars.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { locales } from "#server/kernel/locales.ts";
import { type Writing, writeInput } from "#server/modules/reviews/contract.ts";
import { reviewLimits, starValues } from "#server/modules/reviews/contract-kinds.ts";

const { orderLineId: _, ...writing } = writeInput;
const typed = z.object({ ...writing, stars: z.coerce.number().pipe(writing.stars) });

type ReviewFormProps = {
  /** What was written before, or the name to offer. */
  before: Partial<Writing> & { displayName: string };
  busy: boolean;
  error: unknown;
  onSend: (said: Writing) => void;
  onCancel: () => void;
};

/** Stars, words and the name to be called by. It takes the focus when it opens. */
export function ReviewForm({ before, busy, error, onSend, onCancel }: ReviewFormProps) {
  const t = useTranslations("reviews.form");
  const locale = useLocale();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const { textLeast: least, text: most } = reviewLimits;
  const fields = useForm(typed, (field, value) => {
    if (field === "stars") return t("starsMissing");
    if (field === "title") return t("headlineLong", { most: reviewLimits.title });
    if (field === "displayName") return t("nameWrong", { most: reviewLimits.name });
    return value.trim().length < least ? t("textShort", { least }) : t("textLong", { most });
  });
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("input:checked, input")?.focus(), []);
  const wrongStars = fields.error("stars");
  return (
    <form ref={box} {...fields.form((data) => onSend(data))} className="grid max-w-xl gap-5">
      <div className="grid gap-1.5">
        <RadioGroup legend={t("stars")}>
          {starValues.toReversed().map((n) => (
            <Radio
              key={n}
              name="stars"
              value={n}
              defaultChecked={before.stars === n}
              aria-invalid={wrongStars ? true : undefined}
              label={
                <span className="inline-flex flex-wrap items-center gap-x-2.5">
                  <Stars of={n} className="text-base" />
                  {t(`starsLabels.${n}`)}
                </span>
              }
            />
          ))}
        </RadioGroup>
        {wrongStars && (
          <p role="alert" className="text-[0.8125rem] font-medium text-danger">
            {wrongStars}
          </p>
        )}
      </div>
      <Field label={t("headline")} required={false} error={fields.error("title")}>
        {(control) => <Input {...control} name="title" defaultValue={before.title} maxLength={reviewLimits.title} />}
      </Field>
      <Field label={t("text")} required hint={t("textHint", { least })} error={fields.error("text")}>
        {(control) => <Textarea {...control} name="text" rows={6} defaultValue={before.text} maxLength={most} />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("name")} required hint={t("nameHint")} error={fields.error("displayName")}>
          {(control) => (
            <Input
              {...control}
              name="displayName"
              autoComplete="off"
              defaultValue={before.displayName}
              maxLength={reviewLimits.name}
            />
          )}
        </Field>
        <Field label={t("language")} required>
          {(control) => (
            <Select {...control} name="language" defaultValue={before.language ?? locale}>
              {locales.map((one) => (
                <option key={one} value={one}>
                  {t(`languages.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <p className="text-[0.8125rem] text-muted text-pretty">{t("rules")}</p>
      {Boolean(error) && <Alert tone="danger">{message(error)}</Alert>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy} disabled={!hydrated}>
          {t("send")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
