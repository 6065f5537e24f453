"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isSafeHref } from "#server/kernel/marked-text.ts";
import { type BlockKind, blockKinds, statuses } from "#server/modules/content/contract-kinds.ts";
import type { HomeBlock } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { type BlockDraft, BlockSettingsFields, type CategoryChoice } from "./block-settings-fields.tsx";
import { fromField, toField } from "./moments.ts";
import { type ChosenPhoto, PhotoField } from "./photo-field.tsx";
import { WordsFields, wordsDraft } from "./words-fields.tsx";

const plain: BlockDraft = {
  href: "",
  tone: "light",
  focus: { x: 50, y: 50 },
  source: "newest",
  category: "",
  productIds: [],
  count: 4,
};
const withPhoto = new Set<BlockKind>(["hero", "story"]);

type BlockFormProps = { block?: HomeBlock; categories: readonly CategoryChoice[]; title: string; onDone: () => void };

/** A block of the home page: its words in both languages, its picture or products, and when it is shown. */
export function BlockForm({ block, categories, title, onDone }: BlockFormProps) {
  const t = useTranslations("content.blocks");
  const trpc = useTRPC();
  const [kind, setKind] = useState<BlockKind>(block?.kind ?? "story");
  const [words, setWords] = useState(() => wordsDraft(block?.words ?? {}, ["title", "text", "link"]));
  const [settings, setSettings] = useState<BlockDraft>(block?.settings ?? plain);
  const [photo, setPhoto] = useState<ChosenPhoto>(
    block?.photo && block.mediaId ? { ...block.photo, id: block.mediaId } : null,
  );
  const [wrongHref, setWrongHref] = useState(false);
  const save = useCommand(trpc.admin.homePage.save.mutationOptions(), { done: t("saved"), onDone });
  const remove = useCommand(trpc.admin.homePage.remove.mutationOptions(), { done: t("removed"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const wrong = settings.href !== "" && !(settings.href.startsWith("/") && isSafeHref(settings.href));
    setWrongHref(wrong);
    if (wrong) return form.querySelector<HTMLElement>("[name=href]")?.focus();
    save.run({
      ...(block && { id: block.id, version: block.version }),
      kind,
      status: fields.get("status") === "published" ? "published" : "draft",
      startsAt: fromField(String(fields.get("startsAt") ?? "")),
      endsAt: fromField(String(fields.get("endsAt") ?? "")),
      mediaId: withPhoto.has(kind) ? (photo?.id ?? null) : null,
      words,
      settings,
    });
  };
  return (
    <DialogContent title={title} onOpenAutoFocus={focusFirstField} className="w-[min(48rem,calc(100vw-2rem))]">
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("kind")}>
            {(control) => (
              <Select
                {...control}
                name="kind"
                value={kind}
                disabled={block !== undefined}
                onChange={(event) => setKind(event.target.value as BlockKind)}
              >
                {blockKinds.map((value) => (
                  <option key={value} value={value}>
                    {t(`kinds.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("status")}>
            {(control) => (
              <Select {...control} name="status" defaultValue={block?.status ?? "draft"}>
                {statuses.map((value) => (
                  <option key={value} value={value}>
                    {t(`statuses.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <WordsFields
          draft={words}
          onType={setWords}
          fields={{
            title: { label: t("title") },
            text: { label: t("text"), rows: kind === "story" || kind === "hero" ? 3 : 2 },
            link: { label: t("link") },
          }}
        />
        <BlockSettingsFields
          kind={kind}
          draft={settings}
          onChange={setSettings}
          categories={categories}
          wrongHref={wrongHref}
        />
        {withPhoto.has(kind) && <PhotoField chosen={photo} onChoose={setPhoto} />}
        <div className="grid gap-3 sm:grid-cols-2">
          {(["startsAt", "endsAt"] as const).map((name) => (
            <Field key={name} label={t(name)} required={false}>
              {(control) => (
                <Input {...control} type="datetime-local" name={name} defaultValue={toField(block?.[name] ?? null)} />
              )}
            </Field>
          ))}
        </div>
        <FormActions
          command={save}
          remove={
            block
              ? { command: remove, label: t("remove"), run: () => remove.run({ id: block.id, version: block.version }) }
              : null
          }
        >
          {t("save")}
        </FormActions>
      </form>
    </DialogContent>
  );
}
