import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { PrivacyDesk } from "#components/portal/privacy-desk.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("privacy");

export default definePage(
  "account.profile.own",
  async ({ api }) => {
    const [t, me, privacy] = await Promise.all([
      getTranslations("portal.privacy"),
      api.account.profile.me(),
      api.account.privacy.get(),
    ]);
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} />
        <PrivacyDesk me={me} privacy={privacy} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
