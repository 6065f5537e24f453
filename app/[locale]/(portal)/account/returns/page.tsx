import { Undo2 } from "lucide-react";
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

export const generateMetadata = titled("returns");

const tones = { requested: "info", received: "info", closed: "success", cancelled: "neutral" } as const;

export default definePage(
  "account.order.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/returns", searchParams.page);
    const [t, format, returns] = await Promise.all([
      getTranslations("portal.return"),
      getLocale().then(formatterOf),
      api.account.returns.list({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading title={t("listTitle")} text={t("listText")} />
        {returns.items.length === 0 ? (
          <EmptyState icon={<Undo2 aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ul>
            {returns.items.map((one) => (
              <li
                key={one.id}
                className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-t border-line py-4 first:border-t-0 sm:grid-cols-[1fr_1fr_auto]"
              >
                <span className="grid gap-1">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link href={`/account/returns/${one.number}`} className="underlined tabular font-medium">
                      {one.number}
                    </Link>
                    <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>
                  </span>
                  <span className="text-sm text-muted">
                    {format.dateTime(new Date(one.createdAt), { dateStyle: "long" })}
                  </span>
                </span>
                <span className="order-last col-span-2 text-sm text-muted sm:order-none sm:col-span-1">
                  {one.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}
                </span>
                {one.expected ? <Price amount={one.expected} className="justify-self-end font-medium" /> : <span />}
              </li>
            ))}
          </ul>
        )}
        <Pagination previous={trail.previous} next={returns.nextCursor && trail.hrefOfNext(returns.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
