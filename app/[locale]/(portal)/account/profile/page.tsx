import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ClaimBanner } from "#components/portal/claim-banner.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { ProfileForms } from "#components/portal/profile-forms.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("profile");

export default definePage(
  "account.profile.own",
  async ({ api }) => {
    const [t, me, mails] = await Promise.all([
      getTranslations("portal.profile"),
      api.account.profile.me(),
      api.account.mails.get(),
    ]);
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} />
        <ClaimBanner count={me.claimableOrders} email={me.email} />
        <ProfileForms me={me} mails={mails} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
