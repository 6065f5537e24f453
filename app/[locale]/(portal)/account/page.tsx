import { Package } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { ClaimBanner } from "#components/portal/claim-banner.tsx";
import { OrderCard } from "#components/portal/order-card.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { titled } from "./_title.ts";

export const generateMetadata = titled("overview");

export default definePage(
  "account.profile.own",
  async ({ api }) => {
    const [t, me, orders] = await Promise.all([
      getTranslations("portal"),
      api.account.profile.me(),
      api.account.orders.list({ limit: 3 }),
    ]);
    return (
      <div className="grid gap-10">
        <PageHeading
          title={t("overview.title", { name: me.name.split(" ")[0] ?? me.name })}
          aside={me.isStaff && <LinkButton href="/admin">{t("overview.backoffice")}</LinkButton>}
        />
        <ClaimBanner count={me.claimableOrders} email={me.email} />
        <section aria-labelledby="recent" className="grid gap-2">
          <div className="flex items-baseline justify-between gap-4">
            <h2 id="recent" className="display text-3xl">
              {t("overview.recent")}
            </h2>
            {orders.items.length > 0 && (
              <Link href="/account/orders" className="underlined text-sm">
                {t("overview.all")}
              </Link>
            )}
          </div>
          {orders.items.length === 0 ? (
            <EmptyState
              as="h3"
              icon={<Package aria-hidden />}
              title={t("orders.emptyTitle")}
              text={t("orders.emptyText")}
              action={
                <LinkButton href="/" variant="primary">
                  {t("orders.toShop")}
                </LinkButton>
              }
            />
          ) : (
            <ul>
              {orders.items.map((order) => (
                <OrderCard key={order.id} order={order} />
              ))}
            </ul>
          )}
        </section>
        <ul className="grid gap-4 sm:grid-cols-3">
          {(["addresses", "invoices", "profile"] as const).map((key) => (
            <li key={key}>
              <Link
                href={`/account/${key}`}
                className="grid h-full content-start gap-1 rounded-sheet border border-line bg-raised p-5 transition-colors duration-150 hover:border-edge"
              >
                <span className="font-medium">{t(`nav.${key}`)}</span>
                <span className="text-sm text-muted text-pretty">{t(`overview.${key}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  },
  { fallback: <ListSkeleton rows={3} /> },
);
