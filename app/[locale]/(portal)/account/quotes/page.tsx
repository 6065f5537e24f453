import { FileText } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Price } from "#components/ui/price.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("quotes");

const tones = {
  draft: "info",
  sent: "warning",
  accepted: "success",
  declined: "neutral",
  expired: "neutral",
  superseded: "neutral",
} as const;

export default definePage(
  "account.quote.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/quotes", searchParams.page);
    const [t, format, quotes] = await Promise.all([
      getTranslations("portal.quote"),
      getLocale().then(formatterOf),
      api.account.quotes.list({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading title={t("listTitle")} text={t("listText")} />
        {quotes.items.length === 0 ? (
          <EmptyState icon={<FileText aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ul>
            {quotes.items.map((one) => (
              <li
                key={one.id}
                className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-t border-line py-4 first:border-t-0"
              >
                <span className="grid gap-1">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link href={`/account/quotes/${one.id}`} className="underlined tabular font-medium">
                      {one.number}
                    </Link>
                    <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>
                  </span>
                  <span className="text-sm text-muted">
                    {[
                      one.partner.company && one.partner.name,
                      one.status === "sent"
                        ? t("until", { day: format.dateTime(new Date(one.validUntil), { dateStyle: "long" }) })
                        : format.dateTime(new Date(one.createdAt), { dateStyle: "long" }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                {one.status !== "draft" && <Price amount={one.total} className="justify-self-end font-medium" />}
              </li>
            ))}
          </ul>
        )}
        <Pagination previous={trail.previous} next={quotes.nextCursor && trail.hrefOfNext(quotes.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
