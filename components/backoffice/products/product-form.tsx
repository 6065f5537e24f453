"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { locales } from "#server/kernel/locales.ts";
import { publishFrom } from "#server/modules/catalogue/completeness-contract.ts";
import { productStatuses } from "#server/modules/catalogue/contract.ts";
import type { MakerRow, ProductDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useStatusWord } from "../shared/status.tsx";
import { useCommand } from "../shared/use-command.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import {
  type DraftError,
  dimensionFields,
  emptyDraft,
  isDirty,
  type ProductDraft,
  type TextField,
  textFields,
  textOf,
  updateOf,
} from "./product-draft.ts";
import { SafetyFields } from "./safety-fields.tsx";

const longFields = new Set<TextField>(["description", "composition", "care"]);

type ProductFormProps = { product: ProductDetail; makers: readonly MakerRow[]; mayWrite: boolean };

/** The words and facts of a product. What is typed survives a reload of the page's data and a conflict. */
export function ProductForm({ product, makers, mayWrite }: ProductFormProps) {
  const t = useTranslations("backoffice.product");
  const language = useTranslations("common.language");
  const word = useStatusWord();
  const trpc = useTRPC();
  const [draft, setDraft] = useState<ProductDraft>(emptyDraft);
  const [wrong, setWrong] = useState<DraftError | null>(null);
  const command = useCommand(trpc.admin.products.update.mutationOptions(), {
    done: t("saved"),
    onDone: () => setDraft(emptyDraft),
  });
  const dirty = isDirty(draft);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { input, error } = updateOf(product, draft);
    setWrong(error ?? null);
    if (input) command.run(input);
    else {
      const fields: Partial<Record<DraftError, string>> = {
        name_missing: "name.fr",
        origin_invalid: "origin",
        dimensions_invalid: "widthMm",
      };
      const name = fields[error] ?? error;
      event.currentTarget.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
    }
  };

  return (
    <form noValidate onSubmit={submit}>
      <fieldset disabled={!mayWrite} className="grid gap-6">
        <legend className="sr-only">{t("edit")}</legend>
        <Section title={t("texts")}>
          {textFields.map((field) => (
            <div key={field} className="grid gap-3 md:grid-cols-2">
              {locales.map((locale) => {
                const value = textOf(product, draft, field, locale);
                const type = (text: string) =>
                  setDraft((was) => ({ ...was, texts: { ...was.texts, [`${field}.${locale}`]: text } }));
                return (
                  <Field
                    key={locale}
                    label={t("textLabel", { field: t(`fields.${field}`), language: language(locale) })}
                    required={field === "name" && locale === "fr" ? true : undefined}
                    error={
                      field === "name" && locale === "fr" && wrong === "name_missing" ? t("nameMissing") : undefined
                    }
                  >
                    {(control) =>
                      longFields.has(field) ? (
                        <Textarea
                          {...control}
                          lang={locale}
                          name={`${field}.${locale}`}
                          rows={field === "description" ? 7 : 3}
                          value={value}
                          onChange={(event) => type(event.target.value)}
                        />
                      ) : (
                        <Input
                          {...control}
                          lang={locale}
                          name={`${field}.${locale}`}
                          value={value}
                          onChange={(event) => type(event.target.value)}
                        />
                      )
                    }
                  </Field>
                );
              })}
            </div>
          ))}
        </Section>
        <AttributeFields
          fields={product.attributes}
          draft={draft}
          wrong={wrong?.startsWith("attribute.") ? wrong.slice("attribute.".length) : null}
          onType={(name, text) => setDraft((was) => ({ ...was, attributes: { ...was.attributes, [name]: text } }))}
        />
        <SafetyFields
          product={product}
          makers={makers}
          draft={draft}
          onChange={(part) => setDraft((was) => ({ ...was, ...part }))}
        />
        <Section title={t("settings")}>
          <div className="grid gap-3 md:grid-cols-2">
            <Field label={t("status")} hint={t("statusHint")}>
              {(control) => (
                <Select
                  {...control}
                  value={draft.status ?? product.status}
                  onChange={(event) =>
                    setDraft((was) => ({ ...was, status: event.target.value as ProductDetail["status"] }))
                  }
                >
                  {productStatuses.map((status) => (
                    <option key={status} value={status}>
                      {word("product", status)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t("tags")} hint={t("tagsHint")}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.tags ?? product.tags.join(", ")}
                  onChange={(event) => setDraft((was) => ({ ...was, tags: event.target.value }))}
                />
              )}
            </Field>
            <Field
              label={t("origin")}
              hint={t("originHint")}
              error={wrong === "origin_invalid" ? t("originInvalid") : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  name="origin"
                  maxLength={2}
                  value={draft.originCountry ?? product.originCountry ?? ""}
                  onChange={(event) => setDraft((was) => ({ ...was, originCountry: event.target.value }))}
                  className="w-20 uppercase"
                />
              )}
            </Field>
            <div className="grid grid-cols-3 gap-2">
              {dimensionFields.map((key) => (
                <Field
                  key={key}
                  label={t(`dimensions.${key}`)}
                  error={wrong === "dimensions_invalid" ? t("dimensionsInvalid") : undefined}
                >
                  {(control) => (
                    <Input
                      {...control}
                      name={key}
                      inputMode="numeric"
                      value={draft.dimensions[key] ?? String(product.dimensions?.[key] ?? "")}
                      onChange={(event) =>
                        setDraft((was) => ({ ...was, dimensions: { ...was.dimensions, [key]: event.target.value } }))
                      }
                      className="text-right tabular"
                    />
                  )}
                </Field>
              ))}
            </div>
          </div>
        </Section>
        {draft.status === "active" && product.completeness.score < publishFrom && (
          <Alert tone="warning" title={t("completeness.warning", { score: product.completeness.score })}>
            <p>{t("completeness.warningText", { from: publishFrom, count: product.completeness.gaps.length })}</p>
          </Alert>
        )}
        <CommandError command={command} />
        {dirty && (
          <div className="sticky bottom-0 z-20 -mx-3 flex flex-wrap items-center gap-2 border-t border-line bg-paper px-3 py-2 sm:-mx-5 sm:px-5">
            <p role="status" className="mr-auto font-medium">
              {t("unsaved")}
            </p>
            <Button
              onClick={() => {
                setDraft(emptyDraft);
                setWrong(null);
                command.clear();
              }}
            >
              {t("discard")}
            </Button>
            <Button type="submit" variant="primary" busy={command.busy}>
              {t("save")}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
