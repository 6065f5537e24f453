import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { PartnerDetail } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PointsSection } from "../loyalty/points-section.tsx";
import { AddressLines } from "../shared/address-lines.tsx";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { PrivacySection } from "./privacy-section.tsx";

type CustomerPageProps = {
  partner: PartnerDetail;
  mayReadOrders: boolean;
  mayReadInvoices: boolean;
  mayProcessData: boolean;
  mayReadPoints: boolean;
  mayCorrectPoints: boolean;
  /** Members and terms, where the customer is a company. */
  company?: ReactNode;
};

/** One customer: how to reach them, where they live, what they bought. */
export function CustomerPage(props: CustomerPageProps) {
  const { partner, mayReadOrders, mayReadInvoices, mayProcessData, company } = props;
  const { mayReadPoints, mayCorrectPoints } = props;
  const t = useTranslations("backoffice.customer");
  const lists = useTranslations("backoffice.customers");
  const language = useTranslations("common.language");
  return (
    <>
      <PageHeader
        trail={[{ label: lists("title"), href: "/admin/customers" }]}
        title={partner.name}
        aside={<span className="text-muted">{lists(`kinds.${partner.kind}`)}</span>}
        actions={
          mayReadInvoices && <LinkButton href={`/admin/customers/${partner.id}/statement`}>{t("statement")}</LinkButton>
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section title={t("orders")}>
            <DataTable
              caption={t("orders")}
              rows={partner.orders}
              rowKey={(order) => order.number}
              rowHref={mayReadOrders ? (order) => `/admin/orders/${order.number}` : undefined}
              columns={[
                {
                  key: "number",
                  header: t("number"),
                  cell: (order) => <span className="tabular">{order.number}</span>,
                },
                {
                  key: "placed",
                  header: t("placed"),
                  className: "text-muted",
                  cell: (order) => <RelativeTime at={order.placedAt} />,
                },
                { key: "status", header: t("status"), cell: (order) => <Status of="order" value={order.status} /> },
                { key: "total", header: t("total"), numeric: true, cell: (order) => <Amount value={order.total} /> },
              ]}
              empty={<p className="text-muted">{t("noOrders")}</p>}
            />
          </Section>
          {company}
          <Section title={t("addresses")}>
            {partner.addresses.length ? (
              <ul className="grid gap-5 sm:grid-cols-2">
                {partner.addresses.map((address) => (
                  <li key={address.id} className="grid content-start gap-1">
                    <p className="flex items-center gap-2 text-muted">
                      {address.label ?? t(`addressTypes.${address.type}`)}
                      {address.isDefault && <Badge>{t("default")}</Badge>}
                    </p>
                    <AddressLines address={address} />
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-muted">{t("noAddresses")}</p>
            )}
          </Section>
        </div>
        <div className="grid content-start gap-6 md:max-xl:grid-cols-2">
          <Section title={t("contact")}>
            <Facts
              rows={[
                partner.email
                  ? [
                      t("email"),
                      <a key="e" href={`mailto:${partner.email}`} className="underlined break-all">
                        {partner.email}
                      </a>,
                    ]
                  : null,
                partner.phone ? [t("phone"), partner.phone] : null,
                [t("language"), language(partner.locale)],
                partner.vatNumber ? [t("vatNumber"), partner.vatNumber] : null,
                partner.siren ? [t("siren"), partner.siren] : null,
                partner.parent
                  ? [
                      t("company"),
                      <Link key="p" href={`/admin/customers/${partner.parent.id}`} className="underlined">
                        {partner.parent.name}
                      </Link>,
                    ]
                  : null,
                [t("since"), <RelativeTime key="s" at={partner.createdAt} />],
              ]}
            />
          </Section>
          {partner.kind === "person" && partner.users.length > 0 && (
            <Section title={t("accounts")}>
              <ul className="grid gap-1">
                {partner.users.map((user) => (
                  <li key={user.id} className="flex justify-between gap-4">
                    <span className="min-w-0 truncate">{user.name}</span>
                    <span className="min-w-0 truncate text-muted">{user.email}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {partner.contacts.length > 0 && (
            <Section title={t("contacts")}>
              <ul className="grid gap-1">
                {partner.contacts.map((contact) => (
                  <li key={contact.id} className="flex justify-between gap-4">
                    <Link href={`/admin/customers/${contact.id}`} className="underlined min-w-0 truncate">
                      {contact.name}
                    </Link>
                    <span className="min-w-0 truncate text-muted">{contact.email ?? contact.phone}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {mayReadPoints && partner.kind === "person" && (
            <PointsSection partnerId={partner.id} mayCorrect={mayCorrectPoints} />
          )}
          {mayProcessData &&
            partner.users
              .filter((user) => user.role === null)
              .map((user) => <PrivacySection key={user.id} userId={user.id} name={user.name} />)}
        </div>
      </div>
    </>
  );
}
