import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { TicketMessage } from "#server/modules/tickets/contract.ts";

type ThreadProps = {
  messages: readonly TicketMessage[];
  /** Where the files of this reader's thread are served; the file's id follows. */
  filesAt: string;
  /** Which side the reader is on: their own messages stand to the right. */
  side: "customer" | "staff";
};

/** What was written, the oldest first: text as it was typed, never markup. */
export function Thread({ messages, filesAt, side }: ThreadProps) {
  const t = useTranslations("portal.help");
  const format = useFormatter();
  return (
    <ol aria-label={t("thread")} className="grid gap-4">
      {messages.map((message) => (
        <li
          key={message.id}
          className={cn(
            "grid w-full max-w-[42rem] gap-2 rounded-sheet border border-line bg-raised p-4",
            message.side === side && "justify-self-end bg-sunk",
            message.internal && "border-dashed border-edge bg-transparent",
          )}
        >
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
            <span className="font-medium break-all">{message.name}</span>
            {message.internal && <Badge tone="warning">{t("internal")}</Badge>}
            {message.via === "mail" && <span className="text-muted">{t("byMail")}</span>}
            <time dateTime={message.at} className="text-muted">
              {format.dateTime(new Date(message.at), { dateStyle: "medium", timeStyle: "short" })}
            </time>
          </p>
          <p className="whitespace-pre-wrap break-words">{message.body}</p>
          {message.files.length > 0 && (
            <ul className="grid gap-1">
              {message.files.map((file) => (
                <li key={file.id}>
                  <a
                    href={`/api/documents/${filesAt}/${file.id}`}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex min-h-6 items-center gap-2 hover:underline"
                  >
                    <FileText aria-hidden className="size-4 shrink-0" />
                    <span className="break-all">{file.name}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
