import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ownOrder } from "#app/_page/own-order.ts";
import { ReviewsOfOrder } from "#app/_page/reviews-of-order.tsx";
import { LiveOrder } from "#components/portal/live-order.tsx";
import { OrderAgain } from "#components/portal/order-again.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";

// The number alone: the title is made before anyone knows whose order it is.
export async function generateMetadata({ params }: PageProps<"/[locale]/account/orders/[number]">): Promise<Metadata> {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.order")]);
  return { title: t("number", { number: decodeURIComponent(number) }) };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const { number, order, token } = await ownOrder(api, params.number);
    return (
      <LiveOrder
        initial={order}
        source={{ number }}
        token={token}
        beside={
          token && (
            <>
              <OrderAgain number={number} />
              <ReviewsOfOrder order={order} token={token} href="/account/reviews" />
            </>
          )
        }
      />
    );
  },
  { fallback: <OrderSkeleton /> },
);
