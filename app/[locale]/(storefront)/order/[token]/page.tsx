import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getOrderByToken } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { ReviewsOfOrder } from "#app/_page/reviews-of-order.tsx";
import { LiveOrder } from "#components/portal/live-order.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type Props = PageProps<"/[locale]/order/[token]">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.track");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestOrderPage({ params }: Props) {
  return (
    <div className="page pt-10 lg:pt-14">
      <ClientMessages nested use={["portal.order", "storefront.track"]}>
        <Suspense
          fallback={
            <div aria-hidden className="grid gap-6">
              <Skeleton className="h-16 w-80" />
              <Skeleton className="h-96" />
            </div>
          }
        >
          <GuestOrder params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestOrder({ params }: Pick<Props, "params">) {
  const t = await getTranslations("storefront.track");
  const { token } = await params;
  const order = await getOrderByToken(token);
  if (order === "aged") return <AgedLink token={token} />;
  if (!order) {
    return (
      <div className="mx-auto grid max-w-xl justify-items-start gap-5">
        <h1 className="display text-5xl">{t("expired")}</h1>
        <Alert tone="warning">{t("expiredText")}</Alert>
        <LinkButton href="/order">{t("send")}</LinkButton>
      </div>
    );
  }
  return (
    <LiveOrder
      initial={order}
      source={{ token }}
      token={token}
      beside={<ReviewsOfOrder order={order} token={token} href={`/order/${token}/reviews`} />}
    />
  );
}
