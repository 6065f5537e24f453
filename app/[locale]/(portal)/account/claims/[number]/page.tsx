import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ClaimView } from "#components/portal/claims/claim-view.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";

// The number alone: the title is made before anyone knows whose claim it is.
export async function generateMetadata({ params }: PageProps<"/[locale]/account/claims/[number]">): Promise<Metadata> {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.claims")]);
  return { title: t("title", { number: decodeURIComponent(number) }) };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const number = decodeURIComponent(params.number);
    const found = await api.account.claims.get({ number }).catch((error: unknown) => {
      if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
      throw error;
    });
    if (!found) notFound();
    return <ClaimView key={found.version} initial={found} source={{ number: found.orderNumber }} />;
  },
  { fallback: <OrderSkeleton /> },
);
