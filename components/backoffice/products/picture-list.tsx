"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { locales } from "#server/kernel/locales.ts";
import type { ProductDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

type Picture = ProductDetail["media"][number];

/** The pictures of a product. Each opens to say what it shows; those that do not say it are marked. */
export function PictureList({ pictures, mayWrite }: { pictures: readonly Picture[]; mayWrite: boolean }) {
  const t = useTranslations("backoffice.product");
  const [open, setOpen] = useState<Picture | null>(null);
  return (
    <Section title={t("pictures")} aside={<span className="text-muted tabular">{pictures.length}</span>}>
      <div id="pictures" tabIndex={-1}>
        {pictures.length ? (
          <ul className="grid grid-cols-5 gap-1.5 xl:grid-cols-3">
            {pictures.map((picture, i) => {
              const missing = locales.some((locale) => !picture.alts[locale]);
              const thumb = (
                <MediaThumb
                  mediaKey={picture.key}
                  alt={picture.alt}
                  size={88}
                  className="aspect-square h-auto! w-full!"
                />
              );
              return (
                <li key={picture.id} className="relative">
                  {mayWrite ? (
                    <button
                      type="button"
                      aria-label={t("describePicture", { number: i + 1, alt: picture.alt || "–" })}
                      onClick={() => setOpen(picture)}
                      className="block w-full"
                    >
                      {thumb}
                    </button>
                  ) : (
                    thumb
                  )}
                  {missing && (
                    <span className="pointer-events-none absolute right-1 bottom-1 rounded-full bg-warning-wash px-1.5 text-xs font-medium text-warning">
                      {t("noAlt")}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        ) : (
          <p className="text-muted">{t("noPictures")}</p>
        )}
      </div>
      <Dialog open={open !== null} onOpenChange={() => setOpen(null)}>
        {open && <AltForm picture={open} onDone={() => setOpen(null)} />}
      </Dialog>
    </Section>
  );
}

function AltForm({ picture, onDone }: { picture: Picture; onDone: () => void }) {
  const t = useTranslations("backoffice.product");
  const language = useTranslations("common.language");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.products.updateAlt.mutationOptions(), { done: t("altSaved"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (locale: string) => String(data.get(`alt.${locale}`) ?? "").trim() || undefined;
    command.run({ mediaId: picture.id, alt: { fr: said("fr"), en: said("en") } });
  };
  return (
    <DialogContent onOpenAutoFocus={focusFirstField} title={t("altTitle")} description={t("altText")}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <MediaThumb mediaKey={picture.key} size={160} />
        {locales.map((locale) => (
          <Field key={locale} label={language(locale)}>
            {(control) => (
              <Textarea
                {...control}
                lang={locale}
                name={`alt.${locale}`}
                rows={2}
                maxLength={300}
                defaultValue={picture.alts[locale]}
              />
            )}
          </Field>
        ))}
        <CommandError command={command} />
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("discard")}</Button>
          </DialogClose>
          <Button type="submit" variant="solid" busy={command.busy}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
