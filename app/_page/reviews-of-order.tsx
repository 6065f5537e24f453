import { Suspense } from "react";
import { getReviewsOfOrder } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { OrderReviews } from "#components/portal/order-reviews.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";

type ReviewsOfOrderProps = { order: OrderDetail; token: string; href: string };

/** Reviews on the page of an order that stands: they keep the order itself waiting for nothing. */
export function ReviewsOfOrder(props: ReviewsOfOrderProps) {
  if (props.order.status !== "confirmed" && props.order.status !== "completed") return null;
  return (
    <Suspense fallback={<div aria-hidden className="h-32" />}>
      <Read {...props} />
    </Suspense>
  );
}

async function Read({ token, href }: ReviewsOfOrderProps) {
  const own = await getReviewsOfOrder(token);
  if (!own || own === "aged") return null;
  const use = ["reviews.own", "reviews.agree", "consent.review_request", "errors.reviews"];
  return (
    <ClientMessages nested use={use}>
      <OrderReviews
        token={token}
        href={href}
        toWrite={own.toWrite.length}
        written={own.written.length}
        agreed={own.agreed}
      />
    </ClientMessages>
  );
}
