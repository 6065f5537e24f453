import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

type Entry = { id: string; to: string; subject: string; template: string; status: string; createdAt: string };
type MailboxProps = { mails: readonly Entry[]; open: (Entry & { html: string; text: string }) | null; to?: string };

/** Letters that left the house no further than its own table. Links open in a new tab; a letter's own page runs no script. */
export function Mailbox({ mails, open, to }: MailboxProps) {
  const t = useTranslations("auth.mailbox");
  const format = useFormatter();
  const query = (mail?: string) => ({
    pathname: "/dev/mailbox",
    query: { ...(to ? { to } : {}), ...(mail ? { mail } : {}) },
  });
  return (
    <main id="main" className="page grid gap-8 py-8 lg:py-12">
      <header className="grid gap-2">
        <h1 className="display text-5xl">{t("title")}</h1>
        <p className="max-w-[70ch] text-muted text-pretty">{t("text")}</p>
        {to && (
          <p>
            {t("only", { to })}{" "}
            <Link href="/dev/mailbox" className="underlined">
              {t("all")}
            </Link>
          </p>
        )}
      </header>
      {mails.length === 0 ? (
        <EmptyState icon={<Inbox aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <nav aria-label={t("list")}>
            <ul className="border-t border-line">
              {mails.map((mail) => (
                <li key={mail.id} className="border-b border-line">
                  <Link
                    href={query(mail.id)}
                    aria-current={open?.id === mail.id ? "true" : undefined}
                    className={cn("grid gap-0.5 px-3 py-3 hover:bg-sunk", open?.id === mail.id && "bg-sunk")}
                  >
                    <span className="font-medium">{mail.subject}</span>
                    <span className="text-sm break-all text-muted">{mail.to}</span>
                    <time dateTime={mail.createdAt} className="tabular text-sm text-muted">
                      {format.dateTime(new Date(mail.createdAt), { dateStyle: "medium", timeStyle: "medium" })}
                    </time>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          {open && (
            <article aria-label={open.subject} className="grid gap-4">
              <iframe
                title={open.subject}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={open.html.replace("<head>", '<head><base target="_blank">')}
                className="h-[46rem] w-full rounded-sheet border border-line bg-white"
              />
              <details>
                <summary className="min-h-8 font-medium">{t("plain")}</summary>
                <pre className="mt-2 overflow-x-auto rounded-sheet bg-sunk p-4 font-sans text-sm whitespace-pre-wrap">
                  {open.text.split(/(https?:\/\/\S+)/).map((part, i) =>
                    i % 2 ? (
                      <a key={part} href={part} className="underlined break-all">
                        {part}
                      </a>
                    ) : (
                      part
                    ),
                  )}
                </pre>
              </details>
            </article>
          )}
        </div>
      )}
    </main>
  );
}
