import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { PointsView } from "#components/portal/points-view.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("points");

export default definePage(
  "account.points.own",
  async ({ api, searchParams }) => {
    const trail = readTrail("/account/points", searchParams.page);
    const [t, account, history] = await Promise.all([
      getTranslations("portal.points"),
      api.account.points.get(),
      api.account.points.history({ cursor: trail.cursor, limit: 20 }),
    ]);
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} text={t(account ? "lead" : "noProgramme")} />
        {account && <PointsView account={account} history={history} trail={trail} />}
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
