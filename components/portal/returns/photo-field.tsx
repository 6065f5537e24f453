"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { cn } from "#components/ui/class-names.ts";
import type { WireError } from "#server/kernel/errors.ts";

export type PickedPhoto = {
  key: string;
  name: string;
  file: File;
  /** What the server gave for it; null while it is on its way, or when it was refused. */
  token: string | null;
  refused: WireError | null;
};

async function upload(file: File): Promise<{ token: string } | { refused: WireError }> {
  const lost: WireError = { code: "network", details: {}, requestId: "" };
  try {
    const headers = { "x-file-name": encodeURIComponent(file.name) };
    const answer = await fetch("/api/attachments", { method: "POST", body: file, headers });
    const body = (await answer.json()) as { token: string } & WireError;
    return answer.ok ? { token: body.token } : { refused: body };
  } catch {
    return { refused: lost };
  }
}

type PhotoFieldProps = {
  label: string;
  hint: string;
  most: number;
  photos: readonly PickedPhoto[];
  onChange: (next: (before: readonly PickedPhoto[]) => readonly PickedPhoto[]) => void;
};

/** Photos that go with a document: each is sent when it is chosen, and hangs on nothing until the document is. */
export function PhotoField({ label, hint, most, photos, onChange }: PhotoFieldProps) {
  const t = useTranslations("portal.photos");
  const errors = useTranslations("errors");
  const id = useId();
  const [tooMany, setTooMany] = useState(false);
  const add = (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, Math.max(0, most - photos.length));
    setTooMany((files?.length ?? 0) > chosen.length);
    for (const file of chosen) {
      const key = crypto.randomUUID();
      onChange((before) => [...before, { key, name: file.name, file, token: null, refused: null }]);
      void upload(file).then((answer) =>
        onChange((before) => before.map((photo) => (photo.key === key ? { ...photo, ...answer } : photo))),
      );
    }
  };
  const words = ({ code, details }: WireError) =>
    errors.has(code as never) ? errors(code as never, details as never) : errors("internal");
  return (
    <div className="grid gap-2">
      <span className="font-medium">{label}</span>
      <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
        {hint}
      </p>
      {/* The browser's own control speaks the browser's language: it is there for keys and screen readers. */}
      <span className="relative w-fit">
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          multiple
          aria-describedby={`${id}-hint`}
          disabled={photos.length >= most}
          onChange={(event) => {
            add(event.target.files);
            event.target.value = "";
          }}
          className="peer absolute inset-0 opacity-0"
        />
        <label
          htmlFor={id}
          className={cn(
            buttonStyle(),
            "relative cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink peer-disabled:opacity-50",
          )}
        >
          {t("add")}
        </label>
      </span>
      <div role="status" className="text-sm text-danger empty:hidden">
        {tooMany && errors("attachments.too_many", { most })}
      </div>
      {photos.length > 0 && (
        <ul className="flex flex-wrap gap-3">
          {photos.map((photo) => (
            <li key={photo.key} className="grid w-24 gap-1">
              <span className="relative block aspect-square overflow-hidden rounded-control bg-tile">
                <Thumbnail file={photo.file} />
                <button
                  type="button"
                  aria-label={t("remove", { name: photo.name })}
                  onClick={() => onChange((before) => before.filter(({ key }) => key !== photo.key))}
                  className="absolute top-1 right-1 grid size-7 place-items-center rounded-full bg-paper text-ink"
                >
                  <X aria-hidden className="size-4" />
                </button>
              </span>
              <span className="truncate text-xs text-muted">{photo.name}</span>
              <span role="status" className="text-xs empty:hidden">
                {photo.refused ? (
                  <span className="text-danger">{words(photo.refused)}</span>
                ) : photo.token ? (
                  <span className="text-success">{t("sent")}</span>
                ) : (
                  t("sending")
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const thumbnailSide = 192;

/** The picture that was chosen, drawn small; an empty tile for what is none. */
function Thumbnail({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    void createImageBitmap(file).then(
      (picture) => {
        if (gone) return;
        const scale = thumbnailSide / Math.min(picture.width, picture.height);
        const [width, height] = [picture.width * scale, picture.height * scale];
        canvas.current
          ?.getContext("2d")
          ?.drawImage(picture, (thumbnailSide - width) / 2, (thumbnailSide - height) / 2, width, height);
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [file]);
  return <canvas ref={canvas} aria-hidden width={thumbnailSide} height={thumbnailSide} className="size-full" />;
}
