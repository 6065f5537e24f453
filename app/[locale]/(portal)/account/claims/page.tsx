import { MessageSquareWarning } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { claimTones } from "#components/portal/claims/claim-tones.ts";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("claims");

export default definePage(
  "account.order.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/claims", searchParams.page);
    const [t, format, claims] = await Promise.all([
      getTranslations("portal.claims"),
      getLocale().then(formatterOf),
      api.account.claims.list({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading title={t("listTitle")} text={t("listText")} />
        {claims.items.length === 0 ? (
          <EmptyState icon={<MessageSquareWarning aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ul>
            {claims.items.map((one) => (
              <li
                key={one.id}
                className="grid items-center gap-x-6 gap-y-1 border-t border-line py-4 first:border-t-0 sm:grid-cols-2"
              >
                <span className="grid gap-1">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link href={`/account/claims/${one.number}`} className="underlined tabular font-medium">
                      {one.number}
                    </Link>
                    <Badge tone={claimTones[one.status]}>{t(`status.${one.status}`)}</Badge>
                  </span>
                  <span className="text-sm text-muted">
                    {format.dateTime(new Date(one.createdAt), { dateStyle: "long" })}
                  </span>
                </span>
                <span className="grid gap-1 text-sm">
                  <span>{t(`kinds.${one.kind}`)}</span>
                  <span className="text-muted">
                    {one.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
        <Pagination previous={trail.previous} next={claims.nextCursor && trail.hrefOfNext(claims.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
