import { Package } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { OrderCard } from "#components/portal/order-card.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { readTrail } from "#components/portal/page-trail.ts";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("orders");

export default definePage(
  "account.order.own",
  async ({ api, searchParams }) => {
    const t = await getTranslations("portal.orders");
    const trail = readTrail("/account/orders", searchParams.page);
    const orders = await api.account.orders.list({ cursor: trail.cursor, limit: 10 });
    return (
      <div className="grid gap-6">
        <PageHeading title={t("title")} />
        {orders.items.length === 0 ? (
          <EmptyState
            icon={<Package aria-hidden />}
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={
              <LinkButton href="/" variant="primary">
                {t("toShop")}
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
        <Pagination previous={trail.previous} next={orders.nextCursor && trail.hrefOfNext(orders.nextCursor)} />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
