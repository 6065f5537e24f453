import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { StockLocation, UserDetail } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { FactorResetButton } from "./factor-reset-button.tsx";
import { StationForm } from "./station-form.tsx";
import { UserRolesForm } from "./user-roles-form.tsx";
import { UserStatusButton } from "./user-status-button.tsx";

type UserPageProps = {
  user: UserDetail;
  places: readonly StockLocation[];
  mayWrite: boolean;
  isSelf: boolean;
  mayReadPartners: boolean;
};

/** One user: roles, access, what they belong to. */
export function UserPage({ user, places, mayWrite, isSelf, mayReadPartners }: UserPageProps) {
  const t = useTranslations("backoffice.users");
  const language = useTranslations("common.language");
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/users" }]}
        title={user.name}
        aside={<Status of="user" value={user.status} />}
        actions={
          mayWrite &&
          !isSelf && (
            <>
              {user.secondFactor && <FactorResetButton id={user.id} name={user.name} />}
              <UserStatusButton id={user.id} name={user.name} status={user.status} />
            </>
          )
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid content-start gap-6">
          <UserRolesForm user={user} mayWrite={mayWrite && !isSelf} isSelf={isSelf} />
          {user.roles.length > 0 && (
            <StationForm key={user.station?.code} user={user} places={places} mayWrite={mayWrite} />
          )}
        </div>
        <Section title={t("facts")}>
          <Facts
            rows={[
              [
                t("email"),
                <span key="e" className="break-all">
                  {user.email}
                </span>,
              ],
              [t("emailProven"), user.emailVerified ? t("yes") : t("no")],
              [t("password"), user.hasPassword ? t("set") : t("linkOnly")],
              [t("secondFactor"), user.secondFactor ? t("yes") : t("no")],
              [t("language"), language(user.locale)],
              user.partner
                ? [
                    t("customerRecord"),
                    mayReadPartners ? (
                      <Link key="p" href={`/admin/customers/${user.partner.id}`} className="underlined">
                        {user.partner.name}
                      </Link>
                    ) : (
                      user.partner.name
                    ),
                  ]
                : null,
              [t("since"), <RelativeTime key="s" at={user.createdAt} />],
            ]}
          />
        </Section>
      </div>
    </>
  );
}
