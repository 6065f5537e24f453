"use client";
import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { mostFiles } from "#server/modules/tickets/contract.ts";

export type HandedIn = { token: string; name: string };

/** Hands one file in; its secret. Throws `{ code, details }` as the door of files answers. */
async function handIn(file: File): Promise<HandedIn> {
  const response = await fetch("/api/attachments", {
    method: "POST",
    body: file,
    headers: { "x-file-name": encodeURIComponent(file.name) },
  });
  const said: unknown = await response.json();
  if (!response.ok) throw said;
  return said as HandedIn;
}

/** Pictures and PDFs that go with a message: handed in as they are chosen, named and removable before it is sent. */
export function FileField({ files, onChange }: { files: readonly HandedIn[]; onChange(files: HandedIn[]): void }) {
  const t = useTranslations("portal.help.files");
  const errors = useTranslations("errors");
  const message = useErrorMessage();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const said = (error: unknown) => {
    const { code, details } = (error ?? {}) as { code?: string; details?: Record<string, string | number> };
    return code && errors.has(code as never) ? errors(code as never, (details ?? {}) as never) : message(error);
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const chosen = [...(input.files ?? [])].slice(0, mostFiles - files.length);
    setBusy(true);
    setFailure(null);
    const taken = [...files];
    try {
      for (const file of chosen) {
        taken.push(await handIn(file));
        onChange([...taken]);
      }
    } catch (error) {
      setFailure(said(error));
    } finally {
      input.value = "";
      setBusy(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-2">
      {files.length < mostFiles && (
        <label htmlFor={id} className={`${buttonStyle()} cursor-pointer focus-within:outline-2`}>
          <Paperclip aria-hidden />
          {t(busy ? "busy" : "add")}
          <input
            id={id}
            type="file"
            multiple
            accept="image/*,application/pdf"
            disabled={busy}
            onChange={(event) => void choose(event)}
            className="sr-only"
          />
        </label>
      )}
      <p className="text-sm text-muted">{t("hint", { most: mostFiles })}</p>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {failure}
      </p>
      {files.length > 0 && (
        <ul className="grid gap-1">
          {files.map((file) => (
            <li key={file.token} className="flex items-center gap-2">
              <span className="min-w-0 truncate">{file.name}</span>
              <button
                type="button"
                aria-label={t("remove", { name: file.name })}
                onClick={() => onChange(files.filter((one) => one !== file))}
                className="inline-grid size-7 place-items-center hover:bg-sunk"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
