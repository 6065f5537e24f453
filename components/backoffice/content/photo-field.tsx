"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";

export type ChosenPhoto = { id: string; key: string; alt: string } | null;

/** A picture of the house, chosen among those there are. */
export function PhotoField({ chosen, onChoose }: { chosen: ChosenPhoto; onChoose: (photo: ChosenPhoto) => void }) {
  const t = useTranslations("content.blocks");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words.trim());
  const photos = useQuery(
    trpc.admin.homePage.photos.queryOptions({ words: asked }, { enabled: open, placeholderData: (before) => before }),
  );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("photo")}</legend>
      <div className="flex flex-wrap items-center gap-3">
        {chosen ? (
          <>
            <MediaThumb mediaKey={chosen.key} alt={chosen.alt} size={72} />
            <span className="min-w-0 truncate text-muted">{chosen.alt || chosen.key}</span>
          </>
        ) : (
          <span className="text-muted">{t("noPhoto")}</span>
        )}
        <span className="ml-auto flex gap-2">
          {chosen && (
            <Button variant="ghost" size="sm" onClick={() => onChoose(null)}>
              {t("removePhoto")}
            </Button>
          )}
          <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("choosePhoto")}
          </Button>
        </span>
      </div>
      {open && (
        <div className="grid gap-2 border-t border-line pt-2">
          <Field label={t("searchPhotos")} hideLabel>
            {(control) => (
              <Input
                {...control}
                type="search"
                maxLength={80}
                placeholder={t("searchPhotos")}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          {photos.data?.length === 0 && <p className="text-muted">{t("photoNone")}</p>}
          <ul className="grid max-h-64 grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-1.5 overflow-y-auto p-0.5">
            {photos.data?.map((photo) => (
              <li key={photo.id}>
                <button
                  type="button"
                  aria-pressed={photo.id === chosen?.id}
                  aria-label={photo.alt || photo.key}
                  onClick={() => {
                    onChoose(photo);
                    setOpen(false);
                  }}
                  className="block w-full rounded-control aria-pressed:outline-2 aria-pressed:outline-ink"
                >
                  <MediaThumb mediaKey={photo.key} size={80} className="aspect-square h-auto! w-full!" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}
