import { MessagesSquare } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { ticketTones } from "#components/help/conversation.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("help");

export default definePage(
  "account.ticket.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/help", searchParams.page);
    const [t, format, tickets] = await Promise.all([
      getTranslations("portal.help"),
      getLocale().then(formatterOf),
      api.account.tickets.list({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading title={t("title")} aside={<LinkButton href="/account/help/new">{t("ask")}</LinkButton>} />
        {tickets.items.length === 0 ? (
          <EmptyState icon={<MessagesSquare aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ul>
            {tickets.items.map((ticket) => (
              <li
                key={ticket.id}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-t border-line py-4 first:border-t-0"
              >
                <span className="grid gap-0.5">
                  <Link href={`/account/help/${ticket.number}`} className="font-medium break-words hover:underline">
                    {ticket.subject}
                  </Link>
                  <span className="text-sm text-muted">
                    <span className="tabular">{ticket.number}</span> · {t(`categories.${ticket.category}`)} ·{" "}
                    <time dateTime={ticket.lastMessageAt}>
                      {format.dateTime(new Date(ticket.lastMessageAt), { dateStyle: "medium" })}
                    </time>
                  </span>
                </span>
                <Badge tone={ticketTones[ticket.status]}>{t(`status.${ticket.status}`)}</Badge>
              </li>
            ))}
          </ul>
        )}
        <Pagination previous={trail.previous} next={tickets.nextCursor && trail.hrefOfNext(tickets.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
