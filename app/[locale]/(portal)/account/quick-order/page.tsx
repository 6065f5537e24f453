import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { QuickOrder } from "#components/portal/quick-order/quick-order.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("quickOrder");

export default definePage(
  "account.order.own",
  async () => {
    const t = await getTranslations("portal.quickOrder");
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} text={t("text")} />
        <QuickOrder />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
