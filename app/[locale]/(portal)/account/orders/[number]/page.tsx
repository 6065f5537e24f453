import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { LiveOrder } from "#components/portal/live-order.tsx";
import { PayDifference } from "#components/portal/pay-difference.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { PayOrder } from "#components/storefront/pay-order.tsx";

// The number alone: the title is made before anyone knows whose order it is.
export async function generateMetadata({ params }: PageProps<"/[locale]/account/orders/[number]">): Promise<Metadata> {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.order")]);
  return { title: t("number", { number: decodeURIComponent(number) }) };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const number = decodeURIComponent(params.number);
    const order = await api.account.orders.get({ number }).catch((error: unknown) => {
      if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
      throw error;
    });
    if (!order) notFound();
    const [pays, owes] = [order.actions.includes("pay"), order.actions.includes("pay_difference")];
    const link = pays || owes ? await api.account.orders.link({ number }) : null;
    return (
      <LiveOrder
        initial={order}
        source={{ number }}
        actions={
          link &&
          (pays ? (
            <PayOrder token={link.token} until={order.holdExpiresAt} />
          ) : (
            <PayDifference order={order} token={link.token} />
          ))
        }
      />
    );
  },
  { fallback: <OrderSkeleton /> },
);
