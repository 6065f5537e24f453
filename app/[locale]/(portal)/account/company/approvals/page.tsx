import { ClipboardCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ApprovalList } from "#components/company/approval-list.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("approvals");

export default definePage(
  "account.company.own",
  async ({ api, searchParams }) => {
    const t = await getTranslations("portal.company.approvals");
    const trail = readTrail("/account/company/approvals", searchParams.page);
    const page = await api.account.approvals.list({ cursor: trail.cursor, limit: 10 });
    return (
      <div className="grid gap-6">
        <PageHeading title={t("title")} text={t("text")} />
        {page.items.length === 0 ? (
          <EmptyState icon={<ClipboardCheck aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <ApprovalList approvals={page.items} />
        )}
        <Pagination previous={trail.previous} next={page.nextCursor && trail.hrefOfNext(page.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={3} /> },
);
