import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { JoinCompany } from "#components/company/join-company.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { invitationTokenInput } from "#server/modules/companies/contract.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("invitation");

export default definePage(
  "account.company.own",
  async ({ actor, api, searchParams }) => {
    const t = await getTranslations("portal.company");
    const given = invitationTokenInput.safeParse({ token: searchParams.invitation });
    // Unknown, used, too late or somebody else's: one answer for all of them.
    const invitation = given.success ? await api.account.companies.invitation(given.data).catch(() => null) : null;
    if (!given.success || !invitation) {
      return (
        <div className="grid gap-6">
          <PageHeading title={t("join.invalidTitle")} />
          <Alert tone="warning">{t("join.invalid", { email: actor.email ?? "" })}</Alert>
        </div>
      );
    }
    return (
      <div className="grid gap-6">
        <PageHeading
          title={t("join.title", { company: invitation.company })}
          text={t("join.text", { roles: invitation.roles.map((role) => t(`roles.${role}`)).join(", ") })}
        />
        <JoinCompany token={given.data.token} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={1} /> },
);
