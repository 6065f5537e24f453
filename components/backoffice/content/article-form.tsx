"use client";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useDeferredValue, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { MarkedText } from "#components/storefront/marked-text.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { slugForm, statuses } from "#server/modules/content/contract-kinds.ts";
import type { ArticleDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { fromField, toField } from "./moments.ts";
import { type ChosenPhoto, PhotoField } from "./photo-field.tsx";
import { WordsFields, wordsDraft } from "./words-fields.tsx";

type Wrong = { slug?: string | undefined; author?: string | undefined };

/** Words in both languages, address, byline, date, picture, and the text as readers will see it. */
export function ArticleForm({ article }: { article: ArticleDetail | null }) {
  const t = useTranslations("content.articles");
  const blocks = useTranslations("content.blocks");
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const [words, setWords] = useState(() => wordsDraft(article?.words ?? {}, ["title", "lead", "body"]));
  const [photo, setPhoto] = useState<ChosenPhoto>(
    article?.photo && article.mediaId ? { ...article.photo, id: article.mediaId } : null,
  );
  const [wrong, setWrong] = useState<Wrong>({});
  const body = useDeferredValue(words[locale].body ?? "");
  const save = useCommand(trpc.admin.journal.save.mutationOptions(), {
    done: t("saved"),
    onDone: ({ id }: { id: string }) => article || router.replace(`/admin/articles/${id}`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name) ?? "").trim();
    const found: Wrong = {
      slug: slugForm.test(text("slug")) ? undefined : t("slugWrong"),
      author: text("author") ? undefined : t("authorMissing"),
    };
    setWrong(found);
    const first = (["slug", "author"] as const).find((name) => found[name]);
    if (first) return form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    save.run({
      ...(article && { id: article.id, version: article.version }),
      slug: text("slug"),
      status: text("status") === "published" ? "published" : "draft",
      publishAt: fromField(text("publishAt")),
      author: text("author"),
      mediaId: photo?.id ?? null,
      words,
    });
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <div className="grid gap-3">
        <WordsFields
          draft={words}
          onType={setWords}
          fields={{
            title: { label: t("title") },
            lead: { label: t("lead"), rows: 2 },
            body: { label: t("body"), rows: 16, hint: t("bodyHint") },
          }}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Field label={t("slug")} hint={t("slugHint")} error={wrong.slug} required>
          {(control) => <Input {...control} name="slug" maxLength={120} defaultValue={article?.slug} />}
        </Field>
        <Field label={t("author")} error={wrong.author} required>
          {(control) => <Input {...control} name="author" maxLength={120} defaultValue={article?.author} />}
        </Field>
        <Field label={t("status")}>
          {(control) => (
            <Select {...control} name="status" defaultValue={article?.status ?? "draft"}>
              {statuses.map((value) => (
                <option key={value} value={value}>
                  {blocks(`statuses.${value}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("publishAt")} hint={t("publishHint")} required={false}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              name="publishAt"
              defaultValue={toField(article?.publishAt ?? null)}
            />
          )}
        </Field>
      </div>
      <PhotoField chosen={photo} onChoose={setPhoto} />
      <CommandError command={save} />
      <div>
        <Button type="submit" variant="primary" busy={save.busy}>
          {t("save")}
        </Button>
      </div>
      <Section title={t("preview")}>
        <div className="max-w-[42rem] bg-paper p-6 text-[1.0625rem] leading-[1.7]" data-testid="article-preview">
          <MarkedText
            text={body}
            products={(slugs) => (
              <ul className="my-6 grid gap-2 text-sm text-muted">
                {slugs.map((slug) => (
                  <li key={slug} className="border border-dashed border-edge px-3 py-2">
                    {t("productPlace", { slug })}
                  </li>
                ))}
              </ul>
            )}
          />
        </div>
      </Section>
    </form>
  );
}
