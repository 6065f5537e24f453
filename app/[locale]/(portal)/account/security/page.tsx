import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { SecurityDesk } from "#components/portal/security-desk.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("security");

export default definePage(
  "account.profile.own",
  async ({ actor, api }) => {
    const [t, me, security] = await Promise.all([
      getTranslations("portal.security"),
      api.account.profile.me(),
      api.account.security.get(),
    ]);
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} />
        <SecurityDesk me={me} security={security} due={actor.secondFactorDue === true} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
