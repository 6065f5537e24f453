"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type BlockKind, productSources, tones } from "#server/modules/content/contract-kinds.ts";
import type { HomeBlock } from "../dto.ts";
import { ProductsField } from "./products-field.tsx";

export type BlockDraft = HomeBlock["settings"];
export type CategoryChoice = { slug: string; name: string };

type FieldsProps = {
  kind: BlockKind;
  draft: BlockDraft;
  onChange: (next: BlockDraft) => void;
  categories: readonly CategoryChoice[];
  wrongHref: boolean;
};

/** What the kind of a block asks for beside its words. */
export function BlockSettingsFields({ kind, draft, onChange, categories, wrongHref }: FieldsProps) {
  const t = useTranslations("content.blocks");
  const set = (part: Partial<BlockDraft>) => onChange({ ...draft, ...part });
  const whole = (text: string, least: number, most: number) =>
    Math.min(most, Math.max(least, Math.round(Number(text)) || least));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("href")} hint={t("hrefHint")} error={wrongHref && t("hrefWrong")} required={false}>
        {(control) => (
          <Input
            {...control}
            name="href"
            value={draft.href}
            onChange={(event) => set({ href: event.target.value.trim() })}
          />
        )}
      </Field>
      {(kind === "hero" || kind === "story") && (
        <>
          <Field label={t("tone")}>
            {(control) => (
              <Select
                {...control}
                value={draft.tone}
                onChange={(event) => set({ tone: event.target.value as "light" })}
              >
                {tones.map((value) => (
                  <option key={value} value={value}>
                    {t(`tones.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {(["x", "y"] as const).map((axis) => (
            <Field key={axis} label={t(axis === "x" ? "focusX" : "focusY")}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={0}
                  max={100}
                  value={draft.focus[axis]}
                  onChange={(event) => set({ focus: { ...draft.focus, [axis]: whole(event.target.value, 0, 100) } })}
                />
              )}
            </Field>
          ))}
        </>
      )}
      {kind === "products" && (
        <>
          <Field label={t("source")}>
            {(control) => (
              <Select
                {...control}
                name="source"
                value={draft.source}
                onChange={(event) => set({ source: event.target.value as "newest" })}
              >
                {productSources.map((value) => (
                  <option key={value} value={value}>
                    {t(`sources.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("count")}>
            {(control) => (
              <Select
                {...control}
                value={String(draft.count)}
                onChange={(event) => set({ count: Number(event.target.value) })}
              >
                {[3, 4, 6, 8, 12].map((value) => (
                  <option key={value} value={value}>
                    {value}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {draft.source === "category" && (
            <Field label={t("category")}>
              {(control) => (
                <Select {...control} value={draft.category} onChange={(event) => set({ category: event.target.value })}>
                  <option value="" />
                  {categories.map(({ slug, name }) => (
                    <option key={slug} value={slug}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
          {draft.source === "picked" && (
            <div className="sm:col-span-2">
              <ProductsField ids={draft.productIds} onPick={(productIds) => set({ productIds })} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
